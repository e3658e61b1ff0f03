// Original file: proto/unmask/v1/generation.proto

import type { FinishReason as _unmask_v1_FinishReason, FinishReason__Output as _unmask_v1_FinishReason__Output } from '../../unmask/v1/FinishReason.js';
import type { Usage as _unmask_v1_Usage, Usage__Output as _unmask_v1_Usage__Output } from '../../unmask/v1/Usage.js';
import type { FilledGap as _unmask_v1_FilledGap, FilledGap__Output as _unmask_v1_FilledGap__Output } from '../../unmask/v1/FilledGap.js';

export interface GenerateResponse {
  'requestId'?: (string);
  'model'?: (string);
  /**
   * The answer up to its first end token or stop text, special tokens left out. Of an infilling, the whole text.
   */
  'text'?: (string);
  /**
   * The ids behind the text. Where a stop text begins inside a token, that is the last one.
   */
  'tokenIds'?: (number)[];
  'finishReason'?: (_unmask_v1_FinishReason);
  'usage'?: (_unmask_v1_Usage | null);
  /**
   * softmax probability of each of token_ids when it was committed, 0 to 1; 1 for those that the request fixed.
   */
  'confidences'?: (number | string)[];
  /**
   * The step in which each of token_ids was committed, from 0; -1 for those that the request fixed, and for what no step
   * committed. Only with report_steps.
   */
  'commitSteps'?: (number)[];
  /**
   * The stop text before which the answer ends; empty: none.
   */
  'stop'?: (string);
  /**
   * Of an infilling: what each gap was filled with, in their order.
   */
  'gaps'?: (_unmask_v1_FilledGap)[];
}

export interface GenerateResponse__Output {
  'requestId': (string);
  'model': (string);
  /**
   * The answer up to its first end token or stop text, special tokens left out. Of an infilling, the whole text.
   */
  'text': (string);
  /**
   * The ids behind the text. Where a stop text begins inside a token, that is the last one.
   */
  'tokenIds': (number)[];
  'finishReason': (_unmask_v1_FinishReason__Output);
  'usage': (_unmask_v1_Usage__Output | null);
  /**
   * softmax probability of each of token_ids when it was committed, 0 to 1; 1 for those that the request fixed.
   */
  'confidences': (number)[];
  /**
   * The step in which each of token_ids was committed, from 0; -1 for those that the request fixed, and for what no step
   * committed. Only with report_steps.
   */
  'commitSteps': (number)[];
  /**
   * The stop text before which the answer ends; empty: none.
   */
  'stop': (string);
  /**
   * Of an infilling: what each gap was filled with, in their order.
   */
  'gaps': (_unmask_v1_FilledGap__Output)[];
}
