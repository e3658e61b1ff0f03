// Original file: proto/unmask/v1/jobs.proto


export interface WatchJobRequest {
  /**
   * As Submit returned it.
   */
  'id'?: (string);
}

export interface WatchJobRequest__Output {
  /**
   * As Submit returned it.
   */
  'id': (string);
}
