import type { ScoreInput, ScoreOutcome } from "@unmask/diffusion";
import type { GenerateJob } from "./generate-job.js";

/** A continuation to be scored, validated and tokenized. */
export interface ScoreJob
  extends ScoreInput,
    Pick<GenerateJob, "model" | "detached" | "tenant" | "priority" | "deadlineMs"> {
  readonly kind: "score";
  readonly promptIds: readonly number[];
  readonly continuationIds: readonly number[];
}

/** What the scheduler gives back. */
export interface ScoreResult extends ScoreOutcome {
  /** From submission to the first forward's dispatch, milliseconds. */
  readonly queueMs: number;
  /** From submission to the last result, milliseconds. */
  readonly totalMs: number;
}
