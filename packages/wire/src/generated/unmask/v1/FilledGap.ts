// Original file: proto/unmask/v1/generation.proto


export interface FilledGap {
  /**
   * Of its first token, in token_ids, from 0.
   */
  'position'?: (number);
  'tokenIds'?: (number)[];
  'text'?: (string);
}

export interface FilledGap__Output {
  /**
   * Of its first token, in token_ids, from 0.
   */
  'position': (number);
  'tokenIds': (number)[];
  'text': (string);
}
