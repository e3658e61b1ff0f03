/** A denoising step as data: what a row of a step batch asks of a forward pass, and what comes back. */

/**
 * One sequence's row of a step batch. With guidance it stands for two model rows of equal length: the canvas, and the
 * canvas with the prompt masked.
 */
export interface StepRow {
  /** The canvas, length N: token ids, the mask id where undecided. */
  readonly inputIds: Int32Array;
  /** The unconditional branch of classifier-free guidance, length N. Absent = no guidance. */
  readonly unconditionalIds?: Int32Array;
  /** The position each token counts as, length N, ascending. Absent = 0, 1, 2 …; present where far masks were left out. */
  readonly positionIds?: Int32Array;
  /** w in ℓ = u + (w + 1)(c − u); ignored without `unconditionalIds`. */
  readonly guidanceScale: number;
  /**
   * Indices of tokens whose predictions this step needs: masks, tokens that may be edited, and shadows. Ascending, in [0, N),
   * length C ≥ 1.
   */
  readonly candidates: Int32Array;
  /** Token ids that are never chosen: their logits count as −∞ everywhere. At least the mask id. */
  readonly suppressedIds: readonly number[];
  /** Further ids that are never chosen at candidates before `earlyBefore`. Absent = none. */
  readonly earlySuppressedIds?: readonly number[];
  /** An index into the row. */
  readonly earlyBefore?: number;
  /** Token ids left out of the confidence as well; a candidate that chose one of them has confidence 0. */
  readonly confidenceSuppressedIds: readonly number[];
  /** T ≥ 0. 0 chooses the argmax; otherwise the token is a sample of softmax(ℓ / T). */
  readonly temperature: number;
  /** With `step` and the position, the key of the uniform number a sample is drawn with: 0 ≤ seed ≤ 2⁵³ − 1. */
  readonly seed: number;
  /** The sequence's step number, from 0. */
  readonly step: number;
  /**
   * How many of the row's last tokens are shadows, for verification: each is a mask with the position of a token further
   * left, sees itself and everything but that token and the other shadows, and is seen by no other token. So its prediction
   * is what the model would say at that position if it were open. Needs `positionIds`. Absent = 0.
   */
  readonly shadowLength?: number;
  /** Length C: the token at each candidate whose log-probability is wanted. Absent = none. */
  readonly targetIds?: Int32Array;
}

/** What a step found at each candidate of one row; every array has length C, in the row's candidate order. */
export interface RowPrediction {
  readonly tokenIds: Int32Array;
  /** softmax(ℓ)[token], in [0, 1], without temperature or noise. */
  readonly confidence: Float32Array;
  /** softmax(ℓ) of the most likely token minus that of the runner-up, in [0, 1]. */
  readonly margin: Float32Array;
  /** −Σ p ln p of softmax(ℓ), in nats, ≥ 0. */
  readonly entropy: Float32Array;
  /** ln softmax(ℓ)[target], ≤ 0; 0 where no target was given. */
  readonly targetLogProb: Float32Array;
}
