// Original file: proto/unmask/v1/generation.proto

import type { Conversation as _unmask_v1_Conversation, Conversation__Output as _unmask_v1_Conversation__Output } from '../../unmask/v1/Conversation.js';
import type { TokenIds as _unmask_v1_TokenIds, TokenIds__Output as _unmask_v1_TokenIds__Output } from '../../unmask/v1/TokenIds.js';
import type { Long } from '@grpc/proto-loader';

export interface ScoreRequest {
  /**
   * Name of the model, at most 200 characters. Empty: the one that is served.
   */
  'model'?: (string);
  'prompt'?: (string);
  'conversation'?: (_unmask_v1_Conversation | null);
  /**
   * The text and the continuation are tokenized as one; white space at its end counts as the continuation's.
   */
  'rawPrompt'?: (string);
  'promptIds'?: (_unmask_v1_TokenIds | null);
  /**
   * Text without special tokens: an end token is only scored where continuation_ids has it.
   */
  'continuation'?: (string);
  'continuationIds'?: (_unmask_v1_TokenIds | null);
  /**
   * Draws of the Monte Carlo estimate, 1 to 2048; default 128. A continuation that has no more ways to be masked than that,
   * as one of up to 7 tokens with the default, is scored exactly, by all of them.
   */
  'mcNum'?: (number);
  /**
   * Classifier-free guidance, 0 to 100; 0 is none, anything else doubles the cost.
   */
  'cfgScale'?: (number | string);
  /**
   * Of the draws, 0 to 2^53 - 1; default 0. The same request with the same seed gives the same number.
   */
  'seed'?: (number | string | Long);
  /**
   * Whether to compare greedy decoding with the continuation, for one more forward a token.
   */
  'greedyCheck'?: (boolean);
  /**
   * As in GenerateRequest.
   */
  'requestId'?: (string);
  /**
   * What the continuation follows: exactly one of these, as in GenerateRequest.
   */
  'input'?: "prompt"|"conversation"|"rawPrompt"|"promptIds";
  /**
   * What is scored: exactly one of these. At least one token; with the prompt it must fit the model's context.
   */
  'target'?: "continuation"|"continuationIds";
  '_mcNum'?: "mcNum";
  '_cfgScale'?: "cfgScale";
  '_seed'?: "seed";
}

export interface ScoreRequest__Output {
  /**
   * Name of the model, at most 200 characters. Empty: the one that is served.
   */
  'model': (string);
  'prompt'?: (string);
  'conversation'?: (_unmask_v1_Conversation__Output | null);
  /**
   * The text and the continuation are tokenized as one; white space at its end counts as the continuation's.
   */
  'rawPrompt'?: (string);
  'promptIds'?: (_unmask_v1_TokenIds__Output | null);
  /**
   * Text without special tokens: an end token is only scored where continuation_ids has it.
   */
  'continuation'?: (string);
  'continuationIds'?: (_unmask_v1_TokenIds__Output | null);
  /**
   * Draws of the Monte Carlo estimate, 1 to 2048; default 128. A continuation that has no more ways to be masked than that,
   * as one of up to 7 tokens with the default, is scored exactly, by all of them.
   */
  'mcNum'?: (number);
  /**
   * Classifier-free guidance, 0 to 100; 0 is none, anything else doubles the cost.
   */
  'cfgScale'?: (number);
  /**
   * Of the draws, 0 to 2^53 - 1; default 0. The same request with the same seed gives the same number.
   */
  'seed'?: (number);
  /**
   * Whether to compare greedy decoding with the continuation, for one more forward a token.
   */
  'greedyCheck': (boolean);
  /**
   * As in GenerateRequest.
   */
  'requestId': (string);
  /**
   * What the continuation follows: exactly one of these, as in GenerateRequest.
   */
  'input'?: "prompt"|"conversation"|"rawPrompt"|"promptIds";
  /**
   * What is scored: exactly one of these. At least one token; with the prompt it must fit the model's context.
   */
  'target'?: "continuation"|"continuationIds";
  '_mcNum'?: "mcNum";
  '_cfgScale'?: "cfgScale";
  '_seed'?: "seed";
}
