// Original file: proto/unmask/v1/generation.proto

import type { Long } from '@grpc/proto-loader';

export interface Usage {
  'promptTokens'?: (number);
  /**
   * Visible tokens only: what stands before the first end token.
   */
  'completionTokens'?: (number);
  /**
   * Model forward passes; with guidance a step takes two.
   */
  'forwards'?: (number);
  /**
   * Denoising steps.
   */
  'steps'?: (number);
  /**
   * From acceptance to the first step, milliseconds.
   */
  'queueMs'?: (number | string);
  /**
   * From acceptance to the result, milliseconds.
   */
  'totalMs'?: (number | string);
  /**
   * Tokens that went through the model, over all forward passes: what the answer cost.
   */
  'positionsForwarded'?: (number | string | Long);
  /**
   * Tokens that the steps committed, those that were masked again or replaced included.
   */
  'committedTokens'?: (number);
  /**
   * committed_tokens / forwards.
   */
  'committedPerForward'?: (number | string);
  /**
   * Committed tokens that nobody sees: the answer's end, and what stands behind it.
   */
  'wastedTokens'?: (number);
  /**
   * Committed tokens that the strategy would have left for a later step, to be ready in time.
   */
  'hurriedTokens'?: (number);
  /**
   * Whether finish_within_ms was met; only where it was asked for.
   */
  'inTime'?: (boolean);
  '_inTime'?: "inTime";
}

export interface Usage__Output {
  'promptTokens': (number);
  /**
   * Visible tokens only: what stands before the first end token.
   */
  'completionTokens': (number);
  /**
   * Model forward passes; with guidance a step takes two.
   */
  'forwards': (number);
  /**
   * Denoising steps.
   */
  'steps': (number);
  /**
   * From acceptance to the first step, milliseconds.
   */
  'queueMs': (number);
  /**
   * From acceptance to the result, milliseconds.
   */
  'totalMs': (number);
  /**
   * Tokens that went through the model, over all forward passes: what the answer cost.
   */
  'positionsForwarded': (number);
  /**
   * Tokens that the steps committed, those that were masked again or replaced included.
   */
  'committedTokens': (number);
  /**
   * committed_tokens / forwards.
   */
  'committedPerForward': (number);
  /**
   * Committed tokens that nobody sees: the answer's end, and what stands behind it.
   */
  'wastedTokens': (number);
  /**
   * Committed tokens that the strategy would have left for a later step, to be ready in time.
   */
  'hurriedTokens': (number);
  /**
   * Whether finish_within_ms was met; only where it was asked for.
   */
  'inTime'?: (boolean);
  '_inTime'?: "inTime";
}
