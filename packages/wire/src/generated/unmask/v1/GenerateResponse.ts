// Original file: proto/unmask/v1/generation.proto

import type { FinishReason as _unmask_v1_FinishReason, FinishReason__Output as _unmask_v1_FinishReason__Output } from '../../unmask/v1/FinishReason.js';
import type { Usage as _unmask_v1_Usage, Usage__Output as _unmask_v1_Usage__Output } from '../../unmask/v1/Usage.js';

export interface GenerateResponse {
  'requestId'?: (string);
  'model'?: (string);
  /**
   * The answer up to its first end token, special tokens left out.
   */
  'text'?: (string);
  /**
   * The ids behind the text.
   */
  'tokenIds'?: (number)[];
  'finishReason'?: (_unmask_v1_FinishReason);
  'usage'?: (_unmask_v1_Usage | null);
  /**
   * softmax probability of each of token_ids when it was committed, 0 to 1; 1 for those that the request fixed.
   */
  'confidences'?: (number | string)[];
}

export interface GenerateResponse__Output {
  'requestId': (string);
  'model': (string);
  /**
   * The answer up to its first end token, special tokens left out.
   */
  'text': (string);
  /**
   * The ids behind the text.
   */
  'tokenIds': (number)[];
  'finishReason': (_unmask_v1_FinishReason__Output);
  'usage': (_unmask_v1_Usage__Output | null);
  /**
   * softmax probability of each of token_ids when it was committed, 0 to 1; 1 for those that the request fixed.
   */
  'confidences': (number)[];
}
