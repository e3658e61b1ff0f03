// Original file: proto/unmask/v1/generation.proto

import type { Long } from '@grpc/proto-loader';

export interface SamplingParams {
  /**
   * Tokens of the answer's canvas, at least 1; prompt and answer together must fit the model's context.
   */
  'genLength'?: (number);
  /**
   * Tokens of one semi-autoregressive block, at least 1; must divide gen_length.
   */
  'blockLength'?: (number);
  /**
   * Denoising steps over all blocks, at least 1; must be a multiple of gen_length / block_length. A threshold strategy
   * decides by itself how many it takes and ignores it.
   */
  'steps'?: (number);
  /**
   * 0 is greedy; otherwise tokens are sampled from softmax(logits / temperature). 0 to 100.
   */
  'temperature'?: (number | string);
  /**
   * Classifier-free guidance w in u + (w + 1)(c - u); 0 is none, anything else doubles the cost of a step. 0 to 100.
   */
  'cfgScale'?: (number | string);
  /**
   * Which predictions a step keeps: "low_confidence", "random" or "threshold".
   */
  'strategy'?: (string);
  /**
   * For "threshold": every prediction at least this confident is kept, and always the best one. In (0, 1].
   */
  'threshold'?: (number | string);
  /**
   * Seed of everything that is random, 0 to 2^53 - 1. The same request with the same seed gives the same answer.
   */
  'seed'?: (number | string | Long);
  /**
   * The end-of-text token is never predicted.
   */
  'logitsEosInf'?: (boolean);
  /**
   * End-of-text and end-of-turn get the lowest confidence, so they are committed last.
   */
  'confidenceEosEotInf'?: (boolean);
  /**
   * Stop as soon as a committed end token has no mask before it.
   */
  'eosEarlyStop'?: (boolean);
  '_genLength'?: "genLength";
  '_blockLength'?: "blockLength";
  '_steps'?: "steps";
  '_temperature'?: "temperature";
  '_cfgScale'?: "cfgScale";
  '_threshold'?: "threshold";
  '_seed'?: "seed";
  '_logitsEosInf'?: "logitsEosInf";
  '_confidenceEosEotInf'?: "confidenceEosEotInf";
  '_eosEarlyStop'?: "eosEarlyStop";
}

export interface SamplingParams__Output {
  /**
   * Tokens of the answer's canvas, at least 1; prompt and answer together must fit the model's context.
   */
  'genLength'?: (number);
  /**
   * Tokens of one semi-autoregressive block, at least 1; must divide gen_length.
   */
  'blockLength'?: (number);
  /**
   * Denoising steps over all blocks, at least 1; must be a multiple of gen_length / block_length. A threshold strategy
   * decides by itself how many it takes and ignores it.
   */
  'steps'?: (number);
  /**
   * 0 is greedy; otherwise tokens are sampled from softmax(logits / temperature). 0 to 100.
   */
  'temperature'?: (number);
  /**
   * Classifier-free guidance w in u + (w + 1)(c - u); 0 is none, anything else doubles the cost of a step. 0 to 100.
   */
  'cfgScale'?: (number);
  /**
   * Which predictions a step keeps: "low_confidence", "random" or "threshold".
   */
  'strategy': (string);
  /**
   * For "threshold": every prediction at least this confident is kept, and always the best one. In (0, 1].
   */
  'threshold'?: (number);
  /**
   * Seed of everything that is random, 0 to 2^53 - 1. The same request with the same seed gives the same answer.
   */
  'seed'?: (number);
  /**
   * The end-of-text token is never predicted.
   */
  'logitsEosInf'?: (boolean);
  /**
   * End-of-text and end-of-turn get the lowest confidence, so they are committed last.
   */
  'confidenceEosEotInf'?: (boolean);
  /**
   * Stop as soon as a committed end token has no mask before it.
   */
  'eosEarlyStop'?: (boolean);
  '_genLength'?: "genLength";
  '_blockLength'?: "blockLength";
  '_steps'?: "steps";
  '_temperature'?: "temperature";
  '_cfgScale'?: "cfgScale";
  '_threshold'?: "threshold";
  '_seed'?: "seed";
  '_logitsEosInf'?: "logitsEosInf";
  '_confidenceEosEotInf'?: "confidenceEosEotInf";
  '_eosEarlyStop'?: "eosEarlyStop";
}
