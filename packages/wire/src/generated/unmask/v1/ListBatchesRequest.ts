// Original file: proto/unmask/v1/batches.proto


export interface ListBatchesRequest {
  /**
   * 1 to 100; 0 is 20.
   */
  'limit'?: (number);
  /**
   * The id of the last batch of the page before; empty for the first page.
   */
  'after'?: (string);
}

export interface ListBatchesRequest__Output {
  /**
   * 1 to 100; 0 is 20.
   */
  'limit': (number);
  /**
   * The id of the last batch of the page before; empty for the first page.
   */
  'after': (string);
}
