// Original file: proto/unmask/v1/generation.proto

export const FinishReason = {
  FINISH_REASON_UNSPECIFIED: 'FINISH_REASON_UNSPECIFIED',
  /**
   * An end token or a stop text was reached, or every gap is filled.
   */
  FINISH_REASON_STOP: 'FINISH_REASON_STOP',
  /**
   * The answer fills its canvas.
   */
  FINISH_REASON_LENGTH: 'FINISH_REASON_LENGTH',
} as const;

export type FinishReason =
  | 'FINISH_REASON_UNSPECIFIED'
  | 0
  /**
   * An end token or a stop text was reached, or every gap is filled.
   */
  | 'FINISH_REASON_STOP'
  | 1
  /**
   * The answer fills its canvas.
   */
  | 'FINISH_REASON_LENGTH'
  | 2

export type FinishReason__Output = typeof FinishReason[keyof typeof FinishReason]
