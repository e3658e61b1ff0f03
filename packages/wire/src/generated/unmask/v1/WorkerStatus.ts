// Original file: proto/unmask/v1/cluster.proto


/**
 * Rates are over about the last second.
 */
export interface WorkerStatus {
  'id'?: (string);
  /**
   * The scheduler that says so.
   */
  'schedulerId'?: (string);
  'model'?: (string);
  /**
   * Such as "cpu".
   */
  'device'?: (string);
  /**
   * Step batches that it holds, running or waiting.
   */
  'batchesInFlight'?: (number);
  /**
   * Step batches a second.
   */
  'stepsPerSecond'?: (number | string);
  /**
   * Rows of step batches a second: steps of single sequences.
   */
  'sequenceStepsPerSecond'?: (number | string);
  /**
   * Tokens a second that went through the model, padding included.
   */
  'tokensPerSecond'?: (number | string);
  /**
   * Share of the time that it computed, 0 to 1.
   */
  'busy'?: (number | string);
}

/**
 * Rates are over about the last second.
 */
export interface WorkerStatus__Output {
  'id': (string);
  /**
   * The scheduler that says so.
   */
  'schedulerId': (string);
  'model': (string);
  /**
   * Such as "cpu".
   */
  'device': (string);
  /**
   * Step batches that it holds, running or waiting.
   */
  'batchesInFlight': (number);
  /**
   * Step batches a second.
   */
  'stepsPerSecond': (number);
  /**
   * Rows of step batches a second: steps of single sequences.
   */
  'sequenceStepsPerSecond': (number);
  /**
   * Tokens a second that went through the model, padding included.
   */
  'tokensPerSecond': (number);
  /**
   * Share of the time that it computed, 0 to 1.
   */
  'busy': (number);
}
