// Original file: proto/unmask/v1/generation.proto

import type { Conversation as _unmask_v1_Conversation, Conversation__Output as _unmask_v1_Conversation__Output } from '../../unmask/v1/Conversation.js';
import type { TokenIds as _unmask_v1_TokenIds, TokenIds__Output as _unmask_v1_TokenIds__Output } from '../../unmask/v1/TokenIds.js';
import type { SamplingParams as _unmask_v1_SamplingParams, SamplingParams__Output as _unmask_v1_SamplingParams__Output } from '../../unmask/v1/SamplingParams.js';

export interface GenerateRequest {
  /**
   * Name of the model, at most 200 characters. Empty: the one that is served.
   */
  'model'?: (string);
  /**
   * One user turn; the model's chat template is put around it. Not empty.
   */
  'prompt'?: (string);
  /**
   * A conversation; the chat template is put around it.
   */
  'conversation'?: (_unmask_v1_Conversation | null);
  /**
   * Text that is tokenized as it is, without a chat template (for base models). Not empty.
   */
  'rawPrompt'?: (string);
  /**
   * Token ids, used as they are.
   */
  'promptIds'?: (_unmask_v1_TokenIds | null);
  /**
   * What is not set has the model's default.
   */
  'params'?: (_unmask_v1_SamplingParams | null);
  /**
   * Chosen by the client, so that a retried call is the same job: 1 to 64 of [A-Za-z0-9_-]. Empty: the server chooses.
   */
  'requestId'?: (string);
  /**
   * Exactly one of these.
   */
  'input'?: "prompt"|"conversation"|"rawPrompt"|"promptIds";
}

export interface GenerateRequest__Output {
  /**
   * Name of the model, at most 200 characters. Empty: the one that is served.
   */
  'model': (string);
  /**
   * One user turn; the model's chat template is put around it. Not empty.
   */
  'prompt'?: (string);
  /**
   * A conversation; the chat template is put around it.
   */
  'conversation'?: (_unmask_v1_Conversation__Output | null);
  /**
   * Text that is tokenized as it is, without a chat template (for base models). Not empty.
   */
  'rawPrompt'?: (string);
  /**
   * Token ids, used as they are.
   */
  'promptIds'?: (_unmask_v1_TokenIds__Output | null);
  /**
   * What is not set has the model's default.
   */
  'params': (_unmask_v1_SamplingParams__Output | null);
  /**
   * Chosen by the client, so that a retried call is the same job: 1 to 64 of [A-Za-z0-9_-]. Empty: the server chooses.
   */
  'requestId': (string);
  /**
   * Exactly one of these.
   */
  'input'?: "prompt"|"conversation"|"rawPrompt"|"promptIds";
}
