/** Runs a checkpoint's denoise graph on ONNX Runtime. */
import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { type BuiltGraph, buildDenoiseGraph, type Manifest } from "./build.js";
import { checkRow } from "./check.js";
import { hasExactIntegerKernel } from "./cpu.js";
import { ModelError, reasonOf } from "./errors.js";
import ort from "./onnxruntime.js";
import { type PackedTensor, packPadded, packRow, sliceRow } from "./pack.js";
import { joinPredictions, OUTPUTS, splitPrediction, toPrediction } from "./predictions.js";

/**
 * Most logits of one run, in floats: 256 MiB, of which four (greedy) to seven (sampled) copies live at once. A row with
 * more candidates than fit (530 at V = 126,464) takes several runs, each with the whole transformer.
 */
const MAX_LOGITS = 2 ** 26;

export interface DenoiserOptions {
  /** Threads of one run, an integer ≥ 1. */
  readonly threads: number;
  /** Keeps the logits as an output, for `logits()`. */
  readonly fullLogits?: boolean;
  /** Where it runs; default "cpu". The others compute in float16, all rows of a call together. */
  readonly device?: Device;
  /** The graph of another device than the one it runs on, for tests. */
  readonly target?: "cpu" | "gpu";
}

export const DEVICES = ["cpu", "cuda", "webgpu"] as const;
export type Device = (typeof DEVICES)[number];

/** Milliseconds that runs took besides the graph itself; added to, never set. */
export interface SpentTime {
  /** Rows to tensors. */
  packMs: number;
  /** The sampler head's numbers to predictions. */
  sampleMs: number;
}

/** What a loaded model is. */
export interface ModelInfo {
  /** SHA-256 (hex) of graph format, config and weights, see `Manifest`: replicas that share it serve the same model. */
  readonly modelDigest: string;
  /** V: valid ids are [0, V). */
  readonly vocabSize: number;
  /** Longest canvas, in tokens. */
  readonly maxLength: number;
  readonly maskId: number;
  readonly eosId: number;
}

/**
 * A loaded model. `run` blocks the event loop while it computes (ONNX Runtime's Node binding does): keep it off a thread
 * that must answer. Concurrent calls run one after another.
 */
export class Denoiser {
  readonly info: ModelInfo;
  readonly #session: ort.InferenceSession;
  readonly #fullLogits: boolean;
  readonly #padded: boolean;

  private constructor(session: ort.InferenceSession, manifest: Manifest, fullLogits: boolean, padded: boolean) {
    const { config, modelDigest } = manifest;
    this.#session = session;
    this.#fullLogits = fullLogits;
    this.#padded = padded;
    this.info = {
      modelDigest,
      vocabSize: config.vocabSize,
      maxLength: config.maxSequenceLength,
      maskId: config.maskTokenId,
      eosId: config.eosTokenId,
    };
  }

  /**
   * Builds the graph in memory and loads it; the folder is only read.
   * @throws {ModelError} for a folder that is not a usable checkpoint
   */
  static async load(folder: string, options: DenoiserOptions): Promise<Denoiser> {
    const { threads, fullLogits = false, device = "cpu", target = device === "cpu" ? "cpu" : "gpu" } = options;
    if (!Number.isInteger(threads) || threads < 1)
      throw new RangeError(`threads is ${threads}, must be an integer ≥ 1`);
    const built = await buildDenoiseGraph(folder, { fullLogits, target });
    try {
      return new Denoiser(await openSession(built, threads, device), built.manifest, fullLogits, target === "gpu");
    } catch (thrown) {
      const problem = `ONNX Runtime cannot load the model on ${device} (${reasonOf(thrown)})`;
      const remedy =
        device === "cpu"
          ? "check free memory and the weights' permissions"
          : `install what ONNX Runtime needs for ${device} (docs/gpu.md), or use the cpu`;
      throw new ModelError(folder, problem, remedy, { cause: thrown });
    }
  }

  /**
   * One denoising step of each row.
   * @param rows any number, of any lengths up to `info.maxLength`
   * @param spent is told where the time went
   * @returns one prediction per row, in order; on a CPU the same bits whatever else is in `rows`
   * @throws {RangeError} for a row out of range, before anything runs; {Error} when the model yields NaN
   */
  async run(rows: readonly StepRow[], spent: SpentTime = { packMs: 0, sampleMs: 0 }): Promise<RowPrediction[]> {
    for (const [i, row] of rows.entries()) checkRow(row, this.info, `rows[${i}]`);
    const logits = rows.reduce((sum, row) => sum + row.candidates.length * this.info.vocabSize, 0);
    if (this.#padded && rows.length > 1 && logits <= MAX_LOGITS) {
      const whole = await this.#predict(() => packPadded(rows), spent);
      return splitPrediction(
        whole,
        rows.map((row) => row.candidates.length),
      );
    }
    const predictions: RowPrediction[] = [];
    for (const row of rows) {
      const parts: RowPrediction[] = [];
      for (const [from, to] of this.#slices(row))
        parts.push(await this.#predict(() => this.#pack(sliceRow(row, from, to)), spent));
      predictions.push(joinPredictions(parts));
    }
    return predictions;
  }

  /**
   * Logits at a row's candidates, after guidance and before suppression: for tests and verification.
   * @returns [C, V] in row-major order
   * @throws {Error} unless the model was loaded with `fullLogits`
   */
  async logits(row: StepRow): Promise<Float32Array> {
    if (!this.#fullLogits) throw new Error("fullLogits is false: load the model with { fullLogits: true } for logits");
    checkRow(row, this.info, "row");
    const { vocabSize } = this.info;
    const all = new Float32Array(row.candidates.length * vocabSize);
    for (const [from, to] of this.#slices(row)) {
      const { logits } = await this.#feed(this.#pack(sliceRow(row, from, to)), ["logits"]);
      all.set(logits?.data as Float32Array, from * vocabSize);
    }
    return all;
  }

  #pack(row: StepRow): Record<string, PackedTensor> {
    return this.#padded ? packPadded([row]) : packRow(row);
  }

  async #predict(pack: () => Record<string, PackedTensor>, spent: SpentTime): Promise<RowPrediction> {
    const startMs = performance.now();
    const packed = pack();
    spent.packMs += performance.now() - startMs;
    const numbers = await this.#feed(packed, OUTPUTS);
    const ranMs = performance.now();
    const prediction = toPrediction(numbers);
    spent.sampleMs += performance.now() - ranMs;
    return prediction;
  }

  #feed(packed: Record<string, PackedTensor>, outputs: readonly string[]): Promise<ort.InferenceSession.ReturnType> {
    return this.#session.run(toFeeds(packed), outputs);
  }

  /** Ranges of a row's candidates whose logits fit into memory together. */
  #slices({ candidates }: StepRow): [from: number, to: number][] {
    const most = Math.max(1, Math.floor(MAX_LOGITS / this.info.vocabSize));
    const slices: [number, number][] = [];
    for (let from = 0; from < candidates.length; from += most)
      slices.push([from, Math.min(from + most, candidates.length)]);
    return slices;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

/** An ONNX Runtime session of a graph in memory. */
export function openSession(built: BuiltGraph, threads: number, device: Device = "cpu"): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(built.onnx, {
    // What a device has no kernel for runs on the CPU.
    executionProviders: device === "cpu" ? ["cpu"] : [device, "cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // The arena never gives memory back, and is no faster for it (measured with C = 1: p10 of a step 0.69 ms without
    // against 0.74 with it at N = 16, 4.73 against 4.61 at N = 128).
    enableCpuMemArena: false,
    logSeverityLevel: 3,
    extra: {
      // Above the default limit the cast of LLaDA-8B's bf16 LM head (2 GB) would run again at every step: 1.84 s
      // against 0.75 s at 128 tokens and 2 layers. Folding it takes 9 s more to load and 0.9 GB.
      optimization: { constant_folding_max_output_size_in_bytes: `${2 ** 40}` },
      session: {
        // "1" picks integer kernels that never saturate, at half the speed (measured).
        x64quantprecision: hasExactIntegerKernel() ? "0" : "1",
        // Threads that spin between operators take the cores from other processes' steps.
        intra_op: { allow_spinning: "0" },
        // Where the weights lie: a graph in memory has no folder of its own.
        model_external_initializers_file_folder_path: built.weightsFolder,
      },
    },
  });
}

/** Packed tensors as ONNX Runtime's. */
export function toFeeds(packed: Record<string, PackedTensor>): Record<string, ort.Tensor> {
  return Object.fromEntries(Object.entries(packed).map(([name, tensor]) => [name, toTensor(tensor)]));
}

function toTensor({ type, data, dims }: PackedTensor): ort.Tensor {
  return type === "int32"
    ? new ort.Tensor("int32", data as Int32Array, dims)
    : new ort.Tensor("float32", data as Float32Array, dims);
}
