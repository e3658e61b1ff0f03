import type { Gap, SamplingParams, SpecialIds } from "@unmask/diffusion";

/** An answer to be generated: a request that was validated and tokenized. */
export interface GenerateJob {
  /** What its caller knows it by. */
  readonly requestId: string;
  /** Nobody waits for it in particular: a caller that joins it and leaves does not end it. */
  readonly detached?: true;
  readonly kind: "generate";
  /** The model's name, as workers announce it. */
  readonly model: string;
  readonly promptIds: readonly number[];
  readonly params: SamplingParams;
  readonly special: SpecialIds;
  /** Of an infilling, see SequenceInput. */
  readonly template?: readonly number[];
  /** Where the template's gaps are, from left to right. */
  readonly gaps?: readonly Gap[];
  /** Of the model, see SequenceInput. */
  readonly blockCausal?: boolean;
  /** Whose request it is: tenants share the workers fairly. Default: all who do not say are one. */
  readonly tenant?: string;
  /** Default "standard". */
  readonly priority?: "interactive" | "standard" | "batch";
  /** When the answer stops being worth having, milliseconds since the epoch. */
  readonly deadlineMs?: number;
}

/** What the scheduler gives back. */
export interface GenerateResult {
  /** The answer's whole canvas, genLength ids. */
  readonly answerIds: readonly number[];
  /** The confidence each was committed with, to six digits; 1 for what the request fixed, 0 for what no step committed. */
  readonly confidences: readonly number[];
  /** Of an infilling: the job's gaps as they were filled. */
  readonly gaps?: readonly Gap[];
  /** For each of answerIds: the step it was committed in, −1 where none did. */
  readonly commitSteps: readonly number[];
  readonly steps: number;
  readonly forwards: number;
  /** Tokens that went through the model, over all forward passes. */
  readonly positionsForwarded: number;
  /** Tokens that the steps committed. */
  readonly committedTokens: number;
  /** Those among them that were committed early, to be ready in time. */
  readonly hurriedTokens: number;
  /** Whether the time was met; absent where there was none. */
  readonly inTime?: boolean;
  /** From submission to the first step's dispatch, milliseconds. */
  readonly queueMs: number;
  /** From submission to the last commit, milliseconds. */
  readonly totalMs: number;
}
