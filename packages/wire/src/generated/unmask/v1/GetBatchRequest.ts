// Original file: proto/unmask/v1/batches.proto


export interface GetBatchRequest {
  /**
   * As CreateBatch returned it.
   */
  'id'?: (string);
}

export interface GetBatchRequest__Output {
  /**
   * As CreateBatch returned it.
   */
  'id': (string);
}
