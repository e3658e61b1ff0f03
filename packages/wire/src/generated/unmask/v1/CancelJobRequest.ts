// Original file: proto/unmask/v1/jobs.proto


export interface CancelJobRequest {
  /**
   * As Submit or SubmitInfill returned it.
   */
  'id'?: (string);
}

export interface CancelJobRequest__Output {
  /**
   * As Submit or SubmitInfill returned it.
   */
  'id': (string);
}
