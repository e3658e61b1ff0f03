// Original file: proto/unmask/v1/generation.proto

import type { Long } from '@grpc/proto-loader';

export interface ScoreUsage {
  'promptTokens'?: (number);
  'continuationTokens'?: (number);
  /**
   * Model forward passes; with guidance each pattern and step takes two.
   */
  'forwards'?: (number);
  /**
   * Tokens that went through the model, over all forward passes.
   */
  'positionsForwarded'?: (number | string | Long);
  /**
   * From acceptance to the first forward, milliseconds.
   */
  'queueMs'?: (number | string);
  /**
   * From acceptance to the result, milliseconds.
   */
  'totalMs'?: (number | string);
}

export interface ScoreUsage__Output {
  'promptTokens': (number);
  'continuationTokens': (number);
  /**
   * Model forward passes; with guidance each pattern and step takes two.
   */
  'forwards': (number);
  /**
   * Tokens that went through the model, over all forward passes.
   */
  'positionsForwarded': (number);
  /**
   * From acceptance to the first forward, milliseconds.
   */
  'queueMs': (number);
  /**
   * From acceptance to the result, milliseconds.
   */
  'totalMs': (number);
}
