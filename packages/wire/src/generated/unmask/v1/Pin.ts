// Original file: proto/unmask/v1/generation.proto


/**
 * Something that the request fixes in the answer.
 */
export interface Pin {
  /**
   * In the answer, from 0.
   */
  'position'?: (number);
  /**
   * A token.
   */
  'tokenId'?: (number);
  /**
   * Its tokens stand from the position on. A word in the middle of a text usually begins with its space.
   */
  'text'?: (string);
  'what'?: "tokenId"|"text";
}

/**
 * Something that the request fixes in the answer.
 */
export interface Pin__Output {
  /**
   * In the answer, from 0.
   */
  'position': (number);
  /**
   * A token.
   */
  'tokenId'?: (number);
  /**
   * Its tokens stand from the position on. A word in the middle of a text usually begins with its space.
   */
  'text'?: (string);
  'what'?: "tokenId"|"text";
}
