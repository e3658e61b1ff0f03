// Original file: proto/unmask/v1/worker.proto


/**
 * The batch was not run, or its numbers cannot be used. It may be run elsewhere.
 */
export interface StepFailure {
  'batchId'?: (number);
  'reason'?: (string);
}

/**
 * The batch was not run, or its numbers cannot be used. It may be run elsewhere.
 */
export interface StepFailure__Output {
  'batchId': (number);
  'reason': (string);
}
