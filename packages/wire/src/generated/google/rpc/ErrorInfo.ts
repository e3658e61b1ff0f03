// Original file: proto/google/rpc/error_details.proto


/**
 * Why the call failed, for programs.
 */
export interface ErrorInfo {
  /**
   * Upper snake case, such as "RATE_LIMITED"; the status code's name where there is nothing closer to say.
   */
  'reason'?: (string);
  /**
   * Always "unmask".
   */
  'domain'?: (string);
}

/**
 * Why the call failed, for programs.
 */
export interface ErrorInfo__Output {
  /**
   * Upper snake case, such as "RATE_LIMITED"; the status code's name where there is nothing closer to say.
   */
  'reason': (string);
  /**
   * Always "unmask".
   */
  'domain': (string);
}
