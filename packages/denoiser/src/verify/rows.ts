/** What verification reports, and how far a float32 model may be from the reference. */

export type VerifyKind = "forward" | "generate" | "threshold" | "log_likelihood" | "suffix_greedy";

/** One case. A number or verdict is absent where the case has none of its kind. */
export interface VerifyRow {
  readonly kind: VerifyKind;
  readonly name: string;
  /** Largest |logit − expected| over all valid positions. */
  readonly maxLogitError?: number;
  /** Largest |log-probability − expected| of a masked answer, in nats. */
  readonly maxLogProbError?: number;
  /** Largest |confidence − expected| of a commit. */
  readonly maxConfidenceError?: number;
  /** Every predicted or final token is the reference's. */
  readonly tokensEqual?: boolean;
  /** The canvas after every step, and the number of forward passes, are the reference's. */
  readonly stepsEqual?: boolean;
  /** Everything above is equal, or within the tolerance for float32. */
  readonly pass: boolean;
}

/** Measured distances are about a tenth of these; see test/fixtures/reference/README.md. */
export const tolerance = {
  logit: (expected: number) => 1e-3 + 1e-4 * Math.abs(expected),
  confidence: 5e-4,
  logProb: (expected: number) => 1e-4 + 1e-4 * Math.abs(expected),
} as const;
