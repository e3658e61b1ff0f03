// Original file: proto/unmask/v1/batches.proto


export interface WatchBatchRequest {
  /**
   * As CreateBatch returned it.
   */
  'id'?: (string);
}

export interface WatchBatchRequest__Output {
  /**
   * As CreateBatch returned it.
   */
  'id': (string);
}
