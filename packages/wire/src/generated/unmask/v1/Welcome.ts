// Original file: proto/unmask/v1/worker.proto


export interface Welcome {
  'schedulerId'?: (string);
  /**
   * How long the worker is trusted without a message, milliseconds.
   */
  'leaseMs'?: (number);
}

export interface Welcome__Output {
  'schedulerId': (string);
  /**
   * How long the worker is trusted without a message, milliseconds.
   */
  'leaseMs': (number);
}
