// Original file: proto/unmask/v1/jobs.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelJobRequest as _unmask_v1_CancelJobRequest, CancelJobRequest__Output as _unmask_v1_CancelJobRequest__Output } from '../../unmask/v1/CancelJobRequest.js';
import type { GenerateRequest as _unmask_v1_GenerateRequest, GenerateRequest__Output as _unmask_v1_GenerateRequest__Output } from '../../unmask/v1/GenerateRequest.js';
import type { GetJobRequest as _unmask_v1_GetJobRequest, GetJobRequest__Output as _unmask_v1_GetJobRequest__Output } from '../../unmask/v1/GetJobRequest.js';
import type { InfillRequest as _unmask_v1_InfillRequest, InfillRequest__Output as _unmask_v1_InfillRequest__Output } from '../../unmask/v1/InfillRequest.js';
import type { Job as _unmask_v1_Job, Job__Output as _unmask_v1_Job__Output } from '../../unmask/v1/Job.js';
import type { WatchJobRequest as _unmask_v1_WatchJobRequest, WatchJobRequest__Output as _unmask_v1_WatchJobRequest__Output } from '../../unmask/v1/WatchJobRequest.js';
import type { WatchJobResponse as _unmask_v1_WatchJobResponse, WatchJobResponse__Output as _unmask_v1_WatchJobResponse__Output } from '../../unmask/v1/WatchJobResponse.js';

/**
 * Generation without holding a call open: submit now, collect later, from any gateway.
 */
export interface JobServiceClient extends grpc.Client {
  /**
   * Ends a job at its next step; the state says CANCELLED when it has. An ended job stays as it is.
   */
  Cancel(argument: _unmask_v1_CancelJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _unmask_v1_CancelJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _unmask_v1_CancelJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _unmask_v1_CancelJobRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  /**
   * Ends a job at its next step; the state says CANCELLED when it has. An ended job stays as it is.
   */
  cancel(argument: _unmask_v1_CancelJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  cancel(argument: _unmask_v1_CancelJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  cancel(argument: _unmask_v1_CancelJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  cancel(argument: _unmask_v1_CancelJobRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  
  /**
   * A job as it stands. NOT_FOUND an hour after its end.
   */
  Get(argument: _unmask_v1_GetJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Get(argument: _unmask_v1_GetJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Get(argument: _unmask_v1_GetJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Get(argument: _unmask_v1_GetJobRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  /**
   * A job as it stands. NOT_FOUND an hour after its end.
   */
  get(argument: _unmask_v1_GetJobRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  get(argument: _unmask_v1_GetJobRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  get(argument: _unmask_v1_GetJobRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  get(argument: _unmask_v1_GetJobRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  
  /**
   * Queues a job and returns. A repeated request_id with the same content is the same job, also after its end.
   */
  Submit(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Submit(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Submit(argument: _unmask_v1_GenerateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  Submit(argument: _unmask_v1_GenerateRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  /**
   * Queues a job and returns. A repeated request_id with the same content is the same job, also after its end.
   */
  submit(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  submit(argument: _unmask_v1_GenerateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  submit(argument: _unmask_v1_GenerateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  submit(argument: _unmask_v1_GenerateRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  
  /**
   * The same for a text with gaps; the job's result is what Infill returns.
   */
  SubmitInfill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  SubmitInfill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  SubmitInfill(argument: _unmask_v1_InfillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  SubmitInfill(argument: _unmask_v1_InfillRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  /**
   * The same for a text with gaps; the job's result is what Infill returns.
   */
  submitInfill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  submitInfill(argument: _unmask_v1_InfillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  submitInfill(argument: _unmask_v1_InfillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  submitInfill(argument: _unmask_v1_InfillRequest, callback: grpc.requestCallback<_unmask_v1_Job__Output>): grpc.ClientUnaryCall;
  
  /**
   * The job as it stands, a snapshot once it runs, a frame for every step, and the job again with its end. A watcher that
   * comes late or again misses nothing that matters; one that leaves changes nothing.
   */
  Watch(argument: _unmask_v1_WatchJobRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_WatchJobResponse__Output>;
  Watch(argument: _unmask_v1_WatchJobRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_WatchJobResponse__Output>;
  /**
   * The job as it stands, a snapshot once it runs, a frame for every step, and the job again with its end. A watcher that
   * comes late or again misses nothing that matters; one that leaves changes nothing.
   */
  watch(argument: _unmask_v1_WatchJobRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_WatchJobResponse__Output>;
  watch(argument: _unmask_v1_WatchJobRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_WatchJobResponse__Output>;
  
}

/**
 * Generation without holding a call open: submit now, collect later, from any gateway.
 */
export interface JobServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Ends a job at its next step; the state says CANCELLED when it has. An ended job stays as it is.
   */
  Cancel: grpc.handleUnaryCall<_unmask_v1_CancelJobRequest__Output, _unmask_v1_Job>;
  
  /**
   * A job as it stands. NOT_FOUND an hour after its end.
   */
  Get: grpc.handleUnaryCall<_unmask_v1_GetJobRequest__Output, _unmask_v1_Job>;
  
  /**
   * Queues a job and returns. A repeated request_id with the same content is the same job, also after its end.
   */
  Submit: grpc.handleUnaryCall<_unmask_v1_GenerateRequest__Output, _unmask_v1_Job>;
  
  /**
   * The same for a text with gaps; the job's result is what Infill returns.
   */
  SubmitInfill: grpc.handleUnaryCall<_unmask_v1_InfillRequest__Output, _unmask_v1_Job>;
  
  /**
   * The job as it stands, a snapshot once it runs, a frame for every step, and the job again with its end. A watcher that
   * comes late or again misses nothing that matters; one that leaves changes nothing.
   */
  Watch: grpc.handleServerStreamingCall<_unmask_v1_WatchJobRequest__Output, _unmask_v1_WatchJobResponse>;
  
}

export interface JobServiceDefinition extends grpc.ServiceDefinition {
  Cancel: MethodDefinition<_unmask_v1_CancelJobRequest, _unmask_v1_Job, _unmask_v1_CancelJobRequest__Output, _unmask_v1_Job__Output>
  Get: MethodDefinition<_unmask_v1_GetJobRequest, _unmask_v1_Job, _unmask_v1_GetJobRequest__Output, _unmask_v1_Job__Output>
  Submit: MethodDefinition<_unmask_v1_GenerateRequest, _unmask_v1_Job, _unmask_v1_GenerateRequest__Output, _unmask_v1_Job__Output>
  SubmitInfill: MethodDefinition<_unmask_v1_InfillRequest, _unmask_v1_Job, _unmask_v1_InfillRequest__Output, _unmask_v1_Job__Output>
  Watch: MethodDefinition<_unmask_v1_WatchJobRequest, _unmask_v1_WatchJobResponse, _unmask_v1_WatchJobRequest__Output, _unmask_v1_WatchJobResponse__Output>
}
