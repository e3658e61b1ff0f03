// Original file: proto/unmask/v1/generation.proto


export interface Usage {
  'promptTokens'?: (number);
  /**
   * Visible tokens only: what stands before the first end token.
   */
  'completionTokens'?: (number);
  /**
   * Model forward passes; with guidance a step takes two.
   */
  'forwards'?: (number);
  /**
   * Denoising steps.
   */
  'steps'?: (number);
  /**
   * From acceptance to the first step, milliseconds.
   */
  'queueMs'?: (number | string);
  /**
   * From acceptance to the result, milliseconds.
   */
  'totalMs'?: (number | string);
}

export interface Usage__Output {
  'promptTokens': (number);
  /**
   * Visible tokens only: what stands before the first end token.
   */
  'completionTokens': (number);
  /**
   * Model forward passes; with guidance a step takes two.
   */
  'forwards': (number);
  /**
   * Denoising steps.
   */
  'steps': (number);
  /**
   * From acceptance to the first step, milliseconds.
   */
  'queueMs': (number);
  /**
   * From acceptance to the result, milliseconds.
   */
  'totalMs': (number);
}
