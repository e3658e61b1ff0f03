import type { RowPrediction, StepRow } from "@unmask/diffusion";
import type { ActiveJob, ClusterJob, ResultOf, SequenceReport } from "@unmask/queue";
import type { StepCost } from "@unmask/scheduling";

/** One line of work of a job, with one row due at a time until it is complete. What decide() knows as a sequence. */
export interface Lane {
  /** Unique among all lanes. */
  readonly id: string;
  /** Of the due row. */
  readonly cost: StepCost;
  readonly isComplete: boolean;
  /** The due row; the same one until its result is committed, so that a retry sends the same row. */
  dispatch(): StepRow;
  /** Applies the due row's result. */
  commit(prediction: RowPrediction): Committed;
}

export interface Committed {
  /** Positions that the answer gained, ascending, from the answer's start. */
  readonly positions: readonly number[];
  /** Tells watchers of it, where there are any; may wait until the worker has its next batch. */
  publish(): void;
}

/** A job that is being worked on: its lanes, and the way back to the queue. */
export interface RunningJob<Job extends ClusterJob = ClusterJob> {
  readonly job: ActiveJob<Job, unknown>;
  /** All of them from the start, at least one; complete lanes stay. */
  readonly lanes: readonly Lane[];
  /** Whether the result is there: no lane has anything left to do. */
  readonly isComplete: boolean;
  readonly progress: JobProgress;
  /** Tokens of the answer that somebody sees: those before its first end token or stop text. */
  readonly visibleTokens: number;
  saveCheckpoint(): Promise<void>;
  /** Of a complete job. */
  result(): ResultOf<Job>;
}

/** How far a job is, for people who look. */
export type JobProgress = Pick<SequenceReport, "step" | "steps" | "tokens" | "length">;

/** How long a job has waited and taken, from its submission on. */
export class Stopwatch {
  readonly #submittedAtMs: number;
  #firstDispatchMs: number | undefined;

  constructor(submittedAtMs: number) {
    this.#submittedAtMs = submittedAtMs;
  }

  dispatched(): void {
    this.#firstDispatchMs ??= Date.now();
  }

  /** Milliseconds; of a job that was never dispatched, all of it is waiting. */
  times(): { readonly queueMs: number; readonly totalMs: number } {
    const now = Date.now();
    return {
      queueMs: (this.#firstDispatchMs ?? now) - this.#submittedAtMs,
      totalMs: now - this.#submittedAtMs,
    };
  }
}
