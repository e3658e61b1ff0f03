// Original file: proto/unmask/v1/generation.proto

import type { Conversation as _unmask_v1_Conversation, Conversation__Output as _unmask_v1_Conversation__Output } from '../../unmask/v1/Conversation.js';
import type { TokenIds as _unmask_v1_TokenIds, TokenIds__Output as _unmask_v1_TokenIds__Output } from '../../unmask/v1/TokenIds.js';
import type { InfillPart as _unmask_v1_InfillPart, InfillPart__Output as _unmask_v1_InfillPart__Output } from '../../unmask/v1/InfillPart.js';
import type { SamplingParams as _unmask_v1_SamplingParams, SamplingParams__Output as _unmask_v1_SamplingParams__Output } from '../../unmask/v1/SamplingParams.js';

export interface InfillRequest {
  /**
   * Name of the model, at most 200 characters. Empty: the one that is served.
   */
  'model'?: (string);
  'prompt'?: (string);
  'conversation'?: (_unmask_v1_Conversation | null);
  'rawPrompt'?: (string);
  'promptIds'?: (_unmask_v1_TokenIds | null);
  /**
   * The text with its gaps: at least one of them.
   */
  'parts'?: (_unmask_v1_InfillPart)[];
  /**
   * What is not set has the model's default. gen_length, min_length, max_length and pins are what the parts say. Blocks are
   * counted from the text's beginning, and the last may be shorter; without a block_length there is one.
   */
  'params'?: (_unmask_v1_SamplingParams | null);
  /**
   * As in GenerateRequest.
   */
  'requestId'?: (string);
  /**
   * What stands before the text, at most one of these; none: nothing. Behind prompt and conversation the text is the
   * assistant's turn, and its end is part of what the model sees.
   */
  'input'?: "prompt"|"conversation"|"rawPrompt"|"promptIds";
}

export interface InfillRequest__Output {
  /**
   * Name of the model, at most 200 characters. Empty: the one that is served.
   */
  'model': (string);
  'prompt'?: (string);
  'conversation'?: (_unmask_v1_Conversation__Output | null);
  'rawPrompt'?: (string);
  'promptIds'?: (_unmask_v1_TokenIds__Output | null);
  /**
   * The text with its gaps: at least one of them.
   */
  'parts': (_unmask_v1_InfillPart__Output)[];
  /**
   * What is not set has the model's default. gen_length, min_length, max_length and pins are what the parts say. Blocks are
   * counted from the text's beginning, and the last may be shorter; without a block_length there is one.
   */
  'params': (_unmask_v1_SamplingParams__Output | null);
  /**
   * As in GenerateRequest.
   */
  'requestId': (string);
  /**
   * What stands before the text, at most one of these; none: nothing. Behind prompt and conversation the text is the
   * assistant's turn, and its end is part of what the model sees.
   */
  'input'?: "prompt"|"conversation"|"rawPrompt"|"promptIds";
}
