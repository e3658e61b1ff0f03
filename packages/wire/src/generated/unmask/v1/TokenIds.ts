// Original file: proto/unmask/v1/generation.proto


export interface TokenIds {
  /**
   * Each in [0, vocabulary size).
   */
  'ids'?: (number)[];
}

export interface TokenIds__Output {
  /**
   * Each in [0, vocabulary size).
   */
  'ids': (number)[];
}
