// Original file: proto/unmask/v1/worker.proto


export interface Heartbeat {
  /**
   * Batches held, running or waiting.
   */
  'inFlight'?: (number);
}

export interface Heartbeat__Output {
  /**
   * Batches held, running or waiting.
   */
  'inFlight': (number);
}
