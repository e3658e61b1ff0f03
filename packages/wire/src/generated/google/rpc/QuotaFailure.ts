// Original file: proto/google/rpc/error_details.proto


export interface _google_rpc_QuotaFailure_Violation {
  /**
   * Whose limit, such as "tenant:acme".
   */
  'subject'?: (string);
  'description'?: (string);
}

export interface _google_rpc_QuotaFailure_Violation__Output {
  /**
   * Whose limit, such as "tenant:acme".
   */
  'subject': (string);
  'description': (string);
}

/**
 * Which limit was reached.
 */
export interface QuotaFailure {
  'violations'?: (_google_rpc_QuotaFailure_Violation)[];
}

/**
 * Which limit was reached.
 */
export interface QuotaFailure__Output {
  'violations': (_google_rpc_QuotaFailure_Violation__Output)[];
}
