// Original file: proto/unmask/v1/generation.proto

import type { ScoreUsage as _unmask_v1_ScoreUsage, ScoreUsage__Output as _unmask_v1_ScoreUsage__Output } from '../../unmask/v1/ScoreUsage.js';

export interface ScoreResponse {
  'requestId'?: (string);
  'model'?: (string);
  /**
   * ln p(continuation | prompt), or rather its lower bound that the model is trained on; nats.
   */
  'logLikelihood'?: (number | string);
  /**
   * Of log_likelihood as an estimate, nats: 0 where it is exact, absent where a single draw tells nothing of it.
   */
  'standardError'?: (number | string);
  /**
   * Draws behind the estimate; of an exact one, the ways there are to mask the continuation.
   */
  'samples'?: (number);
  /**
   * The scored ids.
   */
  'tokenIds'?: (number)[];
  /**
   * The part of log_likelihood that each of them has: its mean log-probability when the continuation is decoded in a random
   * order, given what came before it there. They sum to log_likelihood.
   */
  'tokenLogProbs'?: (number | string)[];
  /**
   * Whether greedy decoding, one token a step, gives exactly the continuation. Absent without greedy_check.
   */
  'isGreedy'?: (boolean);
  /**
   * What it gives in the continuation's place.
   */
  'greedyIds'?: (number)[];
  'greedyText'?: (string);
  'usage'?: (_unmask_v1_ScoreUsage | null);
  '_standardError'?: "standardError";
  '_isGreedy'?: "isGreedy";
}

export interface ScoreResponse__Output {
  'requestId': (string);
  'model': (string);
  /**
   * ln p(continuation | prompt), or rather its lower bound that the model is trained on; nats.
   */
  'logLikelihood': (number);
  /**
   * Of log_likelihood as an estimate, nats: 0 where it is exact, absent where a single draw tells nothing of it.
   */
  'standardError'?: (number);
  /**
   * Draws behind the estimate; of an exact one, the ways there are to mask the continuation.
   */
  'samples': (number);
  /**
   * The scored ids.
   */
  'tokenIds': (number)[];
  /**
   * The part of log_likelihood that each of them has: its mean log-probability when the continuation is decoded in a random
   * order, given what came before it there. They sum to log_likelihood.
   */
  'tokenLogProbs': (number)[];
  /**
   * Whether greedy decoding, one token a step, gives exactly the continuation. Absent without greedy_check.
   */
  'isGreedy'?: (boolean);
  /**
   * What it gives in the continuation's place.
   */
  'greedyIds': (number)[];
  'greedyText': (string);
  'usage': (_unmask_v1_ScoreUsage__Output | null);
  '_standardError'?: "standardError";
  '_isGreedy'?: "isGreedy";
}
