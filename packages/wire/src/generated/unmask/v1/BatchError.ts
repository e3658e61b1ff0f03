// Original file: proto/unmask/v1/batches.proto


export interface BatchError {
  /**
   * Such as "duplicate_custom_id".
   */
  'code'?: (string);
  'message'?: (string);
  /**
   * From 1; 0 where it is the file as a whole.
   */
  'line'?: (number);
  /**
   * The line's field, where it is one.
   */
  'param'?: (string);
}

export interface BatchError__Output {
  /**
   * Such as "duplicate_custom_id".
   */
  'code': (string);
  'message': (string);
  /**
   * From 1; 0 where it is the file as a whole.
   */
  'line': (number);
  /**
   * The line's field, where it is one.
   */
  'param': (string);
}
