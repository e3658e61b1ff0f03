// Original file: proto/unmask/v1/generation.proto


/**
 * The request is accepted, and its job is in the queue.
 */
export interface Started {
  'requestId'?: (string);
  'model'?: (string);
  /**
   * Prompt length, tokens.
   */
  'promptTokens'?: (number);
  /**
   * Answer canvas, tokens. Of an infilling, at most: a variable gap may turn out shorter.
   */
  'genLength'?: (number);
}

/**
 * The request is accepted, and its job is in the queue.
 */
export interface Started__Output {
  'requestId': (string);
  'model': (string);
  /**
   * Prompt length, tokens.
   */
  'promptTokens': (number);
  /**
   * Answer canvas, tokens. Of an infilling, at most: a variable gap may turn out shorter.
   */
  'genLength': (number);
}
