// Original file: proto/unmask/v1/worker.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { SchedulerMessage as _unmask_v1_SchedulerMessage, SchedulerMessage__Output as _unmask_v1_SchedulerMessage__Output } from '../../unmask/v1/SchedulerMessage.js';
import type { WorkerMessage as _unmask_v1_WorkerMessage, WorkerMessage__Output as _unmask_v1_WorkerMessage__Output } from '../../unmask/v1/WorkerMessage.js';

/**
 * Internal: between a scheduler, which serves this, and its workers. Arrays on the step path travel as bytes, little
 * endian: int32 for ids and positions, float32 for numbers; varints of 512 ids cost more than the rest of the message.
 */
export interface WorkerServiceClient extends grpc.Client {
  /**
   * A worker attaches for as long as the stream lives. The first message is `hello`, the first answer `welcome`.
   */
  Attach(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_unmask_v1_WorkerMessage, _unmask_v1_SchedulerMessage__Output>;
  Attach(options?: grpc.CallOptions): grpc.ClientDuplexStream<_unmask_v1_WorkerMessage, _unmask_v1_SchedulerMessage__Output>;
  /**
   * A worker attaches for as long as the stream lives. The first message is `hello`, the first answer `welcome`.
   */
  attach(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_unmask_v1_WorkerMessage, _unmask_v1_SchedulerMessage__Output>;
  attach(options?: grpc.CallOptions): grpc.ClientDuplexStream<_unmask_v1_WorkerMessage, _unmask_v1_SchedulerMessage__Output>;
  
}

/**
 * Internal: between a scheduler, which serves this, and its workers. Arrays on the step path travel as bytes, little
 * endian: int32 for ids and positions, float32 for numbers; varints of 512 ids cost more than the rest of the message.
 */
export interface WorkerServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * A worker attaches for as long as the stream lives. The first message is `hello`, the first answer `welcome`.
   */
  Attach: grpc.handleBidiStreamingCall<_unmask_v1_WorkerMessage__Output, _unmask_v1_SchedulerMessage>;
  
}

export interface WorkerServiceDefinition extends grpc.ServiceDefinition {
  Attach: MethodDefinition<_unmask_v1_WorkerMessage, _unmask_v1_SchedulerMessage, _unmask_v1_WorkerMessage__Output, _unmask_v1_SchedulerMessage__Output>
}
