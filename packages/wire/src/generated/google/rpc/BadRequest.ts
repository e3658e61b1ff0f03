// Original file: proto/google/rpc/error_details.proto


export interface _google_rpc_BadRequest_FieldViolation {
  /**
   * In the request's own spelling, such as "params.gen_length" or "messages[0].role".
   */
  'field'?: (string);
  'description'?: (string);
}

export interface _google_rpc_BadRequest_FieldViolation__Output {
  /**
   * In the request's own spelling, such as "params.gen_length" or "messages[0].role".
   */
  'field': (string);
  'description': (string);
}

/**
 * Everything that is wrong with the request.
 */
export interface BadRequest {
  'fieldViolations'?: (_google_rpc_BadRequest_FieldViolation)[];
}

/**
 * Everything that is wrong with the request.
 */
export interface BadRequest__Output {
  'fieldViolations': (_google_rpc_BadRequest_FieldViolation__Output)[];
}
