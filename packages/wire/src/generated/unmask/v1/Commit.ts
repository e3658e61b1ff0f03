// Original file: proto/unmask/v1/generation.proto


export interface Commit {
  /**
   * Position in the answer, from 0.
   */
  'position'?: (number);
  'tokenId'?: (number);
  /**
   * The token's own text; empty for special tokens, possibly U+FFFD for a part of a character.
   */
  'text'?: (string);
  /**
   * softmax probability of the token when it was committed, 0 to 1.
   */
  'confidence'?: (number | string);
}

export interface Commit__Output {
  /**
   * Position in the answer, from 0.
   */
  'position': (number);
  'tokenId': (number);
  /**
   * The token's own text; empty for special tokens, possibly U+FFFD for a part of a character.
   */
  'text': (string);
  /**
   * softmax probability of the token when it was committed, 0 to 1.
   */
  'confidence': (number);
}
