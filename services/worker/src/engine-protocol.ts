import type { Device, ModelInfo } from "@unmask/denoiser";
import type { RowPrediction, StepRow } from "@unmask/diffusion";

/** What the worker service and its engine child say to each other, over Node's IPC with "advanced" serialization. */

export type ToEngine =
  | { readonly kind: "load"; readonly modelFolder: string; readonly threads: number; readonly device: Device }
  | { readonly kind: "run"; readonly runId: number; readonly rows: readonly StepRow[] };

/** What the engine gives for one batch. */
export interface EngineRun {
  readonly predictions: RowPrediction[];
  /** Milliseconds that the batch was computed. */
  readonly forwardMs: number;
  /** Of these: rows to tensors, and the graph's numbers to predictions. */
  readonly packMs: number;
  readonly sampleMs: number;
}

export type FromEngine =
  | { readonly kind: "loaded"; readonly info: ModelInfo }
  /** The model cannot be loaded as its folder is. */
  | { readonly kind: "unusable"; readonly message: string }
  | ({ readonly kind: "done"; readonly runId: number } & EngineRun)
  | { readonly kind: "failed"; readonly runId: number; readonly message: string };
