// Original file: proto/unmask/v1/worker.proto


export interface RowPrediction {
  /**
   * Five arrays of C, one after the other: token ids, int32; confidence and margin, float32, each in [0, 1]; entropy, float32, nats;
   * the log-probability of the target, float32, 0 where no target was given. One field, since a message's reader makes an object
   * of each.
   */
  'numbers'?: (Buffer | Uint8Array | string);
}

export interface RowPrediction__Output {
  /**
   * Five arrays of C, one after the other: token ids, int32; confidence and margin, float32, each in [0, 1]; entropy, float32, nats;
   * the log-probability of the target, float32, 0 where no target was given. One field, since a message's reader makes an object
   * of each.
   */
  'numbers': (Buffer);
}
