// Original file: proto/google/rpc/error_details.proto

import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from '../../google/protobuf/Duration.js';

/**
 * When the call may succeed.
 */
export interface RetryInfo {
  /**
   * From the answer on.
   */
  'retryDelay'?: (_google_protobuf_Duration | null);
}

/**
 * When the call may succeed.
 */
export interface RetryInfo__Output {
  /**
   * From the answer on.
   */
  'retryDelay': (_google_protobuf_Duration__Output | null);
}
