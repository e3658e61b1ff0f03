// Original file: proto/google/rpc/status.proto

import type { Any as _google_protobuf_Any, Any__Output as _google_protobuf_Any__Output } from '../../google/protobuf/Any.js';

/**
 * The part of https://google.aip.dev/193's error model that Unmask speaks, wire-compatible with googleapis' own file. A
 * failed call carries it in its trailing metadata, as grpc-status-details-bin.
 */
export interface Status {
  /**
   * The gRPC status code.
   */
  'code'?: (number);
  'message'?: (string);
  /**
   * Messages of error_details.proto.
   */
  'details'?: (_google_protobuf_Any)[];
}

/**
 * The part of https://google.aip.dev/193's error model that Unmask speaks, wire-compatible with googleapis' own file. A
 * failed call carries it in its trailing metadata, as grpc-status-details-bin.
 */
export interface Status__Output {
  /**
   * The gRPC status code.
   */
  'code': (number);
  'message': (string);
  /**
   * Messages of error_details.proto.
   */
  'details': (_google_protobuf_Any__Output)[];
}
