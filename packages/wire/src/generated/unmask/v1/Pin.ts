// Original file: proto/unmask/v1/generation.proto


/**
 * A token that the request fixes.
 */
export interface Pin {
  /**
   * In the answer, from 0.
   */
  'position'?: (number);
  'tokenId'?: (number);
}

/**
 * A token that the request fixes.
 */
export interface Pin__Output {
  /**
   * In the answer, from 0.
   */
  'position': (number);
  'tokenId': (number);
}
