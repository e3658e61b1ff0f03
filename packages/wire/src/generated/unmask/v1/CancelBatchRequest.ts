// Original file: proto/unmask/v1/batches.proto


export interface CancelBatchRequest {
  /**
   * As CreateBatch returned it.
   */
  'id'?: (string);
}

export interface CancelBatchRequest__Output {
  /**
   * As CreateBatch returned it.
   */
  'id': (string);
}
