import type { SamplingParams, SpecialIds } from "@unmask/diffusion";

/** What the gateway puts into the queue: a request that was validated and tokenized. */
export interface GenerateJob {
  /** The model's name, as workers announce it. */
  readonly model: string;
  readonly promptIds: readonly number[];
  readonly params: SamplingParams;
  readonly special: SpecialIds;
  /** Frames are published only where somebody asked for them. */
  readonly stream: boolean;
}

/** What the scheduler gives back. */
export interface GenerateResult {
  /** The answer's whole canvas, genLength ids. */
  readonly answerIds: readonly number[];
  readonly steps: number;
  readonly forwards: number;
  /** From submission to the first step's dispatch, milliseconds. */
  readonly queueMs: number;
  /** From submission to the last commit, milliseconds. */
  readonly totalMs: number;
}
