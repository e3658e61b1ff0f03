// Original file: proto/unmask/v1/jobs.proto


export interface WatchJobRequest {
  /**
   * As Submit or SubmitInfill returned it.
   */
  'id'?: (string);
}

export interface WatchJobRequest__Output {
  /**
   * As Submit or SubmitInfill returned it.
   */
  'id': (string);
}
