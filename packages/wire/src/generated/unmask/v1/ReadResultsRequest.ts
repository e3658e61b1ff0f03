// Original file: proto/unmask/v1/batches.proto


export interface ReadResultsRequest {
  /**
   * As CreateBatch returned it.
   */
  'id'?: (string);
  /**
   * The error file's lines rather than the output file's.
   */
  'errors'?: (boolean);
}

export interface ReadResultsRequest__Output {
  /**
   * As CreateBatch returned it.
   */
  'id': (string);
  /**
   * The error file's lines rather than the output file's.
   */
  'errors': (boolean);
}
