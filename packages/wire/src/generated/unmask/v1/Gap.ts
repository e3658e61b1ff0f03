// Original file: proto/unmask/v1/generation.proto


/**
 * Tokens to be filled in.
 */
export interface Gap {
  /**
   * How many, at least 1.
   */
  'tokens'?: (number);
  /**
   * Up to `tokens`, at least 1: the model's first look at each length decides.
   */
  'variable'?: (boolean);
}

/**
 * Tokens to be filled in.
 */
export interface Gap__Output {
  /**
   * How many, at least 1.
   */
  'tokens': (number);
  /**
   * Up to `tokens`, at least 1: the model's first look at each length decides.
   */
  'variable': (boolean);
}
