// Original file: proto/unmask/v1/worker.proto


export interface Hello {
  /**
   * Unique among living workers.
   */
  'workerId'?: (string);
  /**
   * The name requests use.
   */
  'model'?: (string);
  /**
   * SHA-256 of what decides the numbers; workers of different digests never share a sequence.
   */
  'modelDigest'?: (string);
  /**
   * Such as "cpu".
   */
  'device'?: (string);
  /**
   * Batches it holds at once, at least 1: one running, the rest waiting.
   */
  'maxInFlight'?: (number);
  /**
   * Model rows of one batch, at least 1; a guided sequence takes two.
   */
  'maxRows'?: (number);
  /**
   * Tokens of one batch over all its model rows, at least 1.
   */
  'maxTokens'?: (number);
  /**
   * Longest row, tokens.
   */
  'maxLength'?: (number);
  /**
   * Entries of the vocabulary.
   */
  'vocabSize'?: (number);
  /**
   * Lengths that rows are padded to, ascending, the last one at least max_length; none: to the longest row of the batch.
   */
  'shapes'?: (number)[];
  /**
   * Version of these messages; a scheduler takes workers of its own only.
   */
  'protocol'?: (number);
}

export interface Hello__Output {
  /**
   * Unique among living workers.
   */
  'workerId': (string);
  /**
   * The name requests use.
   */
  'model': (string);
  /**
   * SHA-256 of what decides the numbers; workers of different digests never share a sequence.
   */
  'modelDigest': (string);
  /**
   * Such as "cpu".
   */
  'device': (string);
  /**
   * Batches it holds at once, at least 1: one running, the rest waiting.
   */
  'maxInFlight': (number);
  /**
   * Model rows of one batch, at least 1; a guided sequence takes two.
   */
  'maxRows': (number);
  /**
   * Tokens of one batch over all its model rows, at least 1.
   */
  'maxTokens': (number);
  /**
   * Longest row, tokens.
   */
  'maxLength': (number);
  /**
   * Entries of the vocabulary.
   */
  'vocabSize': (number);
  /**
   * Lengths that rows are padded to, ascending, the last one at least max_length; none: to the longest row of the batch.
   */
  'shapes': (number)[];
  /**
   * Version of these messages; a scheduler takes workers of its own only.
   */
  'protocol': (number);
}
