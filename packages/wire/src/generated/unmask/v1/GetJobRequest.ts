// Original file: proto/unmask/v1/jobs.proto


export interface GetJobRequest {
  /**
   * As Submit or SubmitInfill returned it.
   */
  'id'?: (string);
}

export interface GetJobRequest__Output {
  /**
   * As Submit or SubmitInfill returned it.
   */
  'id': (string);
}
