// Original file: proto/unmask/v1/batches.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { Batch as _unmask_v1_Batch, Batch__Output as _unmask_v1_Batch__Output } from '../../unmask/v1/Batch.js';
import type { CancelBatchRequest as _unmask_v1_CancelBatchRequest, CancelBatchRequest__Output as _unmask_v1_CancelBatchRequest__Output } from '../../unmask/v1/CancelBatchRequest.js';
import type { CreateBatchRequest as _unmask_v1_CreateBatchRequest, CreateBatchRequest__Output as _unmask_v1_CreateBatchRequest__Output } from '../../unmask/v1/CreateBatchRequest.js';
import type { GetBatchRequest as _unmask_v1_GetBatchRequest, GetBatchRequest__Output as _unmask_v1_GetBatchRequest__Output } from '../../unmask/v1/GetBatchRequest.js';
import type { ListBatchesRequest as _unmask_v1_ListBatchesRequest, ListBatchesRequest__Output as _unmask_v1_ListBatchesRequest__Output } from '../../unmask/v1/ListBatchesRequest.js';
import type { ListBatchesResponse as _unmask_v1_ListBatchesResponse, ListBatchesResponse__Output as _unmask_v1_ListBatchesResponse__Output } from '../../unmask/v1/ListBatchesResponse.js';
import type { ReadResultsRequest as _unmask_v1_ReadResultsRequest, ReadResultsRequest__Output as _unmask_v1_ReadResultsRequest__Output } from '../../unmask/v1/ReadResultsRequest.js';
import type { ReadResultsResponse as _unmask_v1_ReadResultsResponse, ReadResultsResponse__Output as _unmask_v1_ReadResultsResponse__Output } from '../../unmask/v1/ReadResultsResponse.js';
import type { WatchBatchRequest as _unmask_v1_WatchBatchRequest, WatchBatchRequest__Output as _unmask_v1_WatchBatchRequest__Output } from '../../unmask/v1/WatchBatchRequest.js';

/**
 * Many requests as a file of JSON lines in OpenAI's form, run in the background with results in files. The same batches as
 * those of the HTTP routes /v1/files and /v1/batches.
 */
export interface BatchServiceClient extends grpc.Client {
  /**
   * Ends a batch soon; results that are there by then are kept.
   */
  CancelBatch(argument: _unmask_v1_CancelBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  CancelBatch(argument: _unmask_v1_CancelBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  CancelBatch(argument: _unmask_v1_CancelBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  CancelBatch(argument: _unmask_v1_CancelBatchRequest, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  /**
   * Ends a batch soon; results that are there by then are kept.
   */
  cancelBatch(argument: _unmask_v1_CancelBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  cancelBatch(argument: _unmask_v1_CancelBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  cancelBatch(argument: _unmask_v1_CancelBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  cancelBatch(argument: _unmask_v1_CancelBatchRequest, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  
  /**
   * Uploads the input, unless it is there already, and starts the batch. The first message is `spec`, the others `chunk`.
   */
  CreateBatch(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  CreateBatch(metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  CreateBatch(options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  CreateBatch(callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  /**
   * Uploads the input, unless it is there already, and starts the batch. The first message is `spec`, the others `chunk`.
   */
  createBatch(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  createBatch(metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  createBatch(options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  createBatch(callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientWritableStream<_unmask_v1_CreateBatchRequest>;
  
  GetBatch(argument: _unmask_v1_GetBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  GetBatch(argument: _unmask_v1_GetBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  GetBatch(argument: _unmask_v1_GetBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  GetBatch(argument: _unmask_v1_GetBatchRequest, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  getBatch(argument: _unmask_v1_GetBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  getBatch(argument: _unmask_v1_GetBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  getBatch(argument: _unmask_v1_GetBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  getBatch(argument: _unmask_v1_GetBatchRequest, callback: grpc.requestCallback<_unmask_v1_Batch__Output>): grpc.ClientUnaryCall;
  
  /**
   * Newest first.
   */
  ListBatches(argument: _unmask_v1_ListBatchesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  ListBatches(argument: _unmask_v1_ListBatchesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  ListBatches(argument: _unmask_v1_ListBatchesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  ListBatches(argument: _unmask_v1_ListBatchesRequest, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Newest first.
   */
  listBatches(argument: _unmask_v1_ListBatchesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  listBatches(argument: _unmask_v1_ListBatchesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  listBatches(argument: _unmask_v1_ListBatchesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  listBatches(argument: _unmask_v1_ListBatchesRequest, callback: grpc.requestCallback<_unmask_v1_ListBatchesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The lines of a finished batch's output or error file; nothing where there is no such file.
   */
  ReadResults(argument: _unmask_v1_ReadResultsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_ReadResultsResponse__Output>;
  ReadResults(argument: _unmask_v1_ReadResultsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_ReadResultsResponse__Output>;
  /**
   * The lines of a finished batch's output or error file; nothing where there is no such file.
   */
  readResults(argument: _unmask_v1_ReadResultsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_ReadResultsResponse__Output>;
  readResults(argument: _unmask_v1_ReadResultsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_ReadResultsResponse__Output>;
  
  /**
   * The batch as it stands and, at most twice a second, as it changes; ends with the batch.
   */
  WatchBatch(argument: _unmask_v1_WatchBatchRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_Batch__Output>;
  WatchBatch(argument: _unmask_v1_WatchBatchRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_Batch__Output>;
  /**
   * The batch as it stands and, at most twice a second, as it changes; ends with the batch.
   */
  watchBatch(argument: _unmask_v1_WatchBatchRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_Batch__Output>;
  watchBatch(argument: _unmask_v1_WatchBatchRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_unmask_v1_Batch__Output>;
  
}

/**
 * Many requests as a file of JSON lines in OpenAI's form, run in the background with results in files. The same batches as
 * those of the HTTP routes /v1/files and /v1/batches.
 */
export interface BatchServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Ends a batch soon; results that are there by then are kept.
   */
  CancelBatch: grpc.handleUnaryCall<_unmask_v1_CancelBatchRequest__Output, _unmask_v1_Batch>;
  
  /**
   * Uploads the input, unless it is there already, and starts the batch. The first message is `spec`, the others `chunk`.
   */
  CreateBatch: grpc.handleClientStreamingCall<_unmask_v1_CreateBatchRequest__Output, _unmask_v1_Batch>;
  
  GetBatch: grpc.handleUnaryCall<_unmask_v1_GetBatchRequest__Output, _unmask_v1_Batch>;
  
  /**
   * Newest first.
   */
  ListBatches: grpc.handleUnaryCall<_unmask_v1_ListBatchesRequest__Output, _unmask_v1_ListBatchesResponse>;
  
  /**
   * The lines of a finished batch's output or error file; nothing where there is no such file.
   */
  ReadResults: grpc.handleServerStreamingCall<_unmask_v1_ReadResultsRequest__Output, _unmask_v1_ReadResultsResponse>;
  
  /**
   * The batch as it stands and, at most twice a second, as it changes; ends with the batch.
   */
  WatchBatch: grpc.handleServerStreamingCall<_unmask_v1_WatchBatchRequest__Output, _unmask_v1_Batch>;
  
}

export interface BatchServiceDefinition extends grpc.ServiceDefinition {
  CancelBatch: MethodDefinition<_unmask_v1_CancelBatchRequest, _unmask_v1_Batch, _unmask_v1_CancelBatchRequest__Output, _unmask_v1_Batch__Output>
  CreateBatch: MethodDefinition<_unmask_v1_CreateBatchRequest, _unmask_v1_Batch, _unmask_v1_CreateBatchRequest__Output, _unmask_v1_Batch__Output>
  GetBatch: MethodDefinition<_unmask_v1_GetBatchRequest, _unmask_v1_Batch, _unmask_v1_GetBatchRequest__Output, _unmask_v1_Batch__Output>
  ListBatches: MethodDefinition<_unmask_v1_ListBatchesRequest, _unmask_v1_ListBatchesResponse, _unmask_v1_ListBatchesRequest__Output, _unmask_v1_ListBatchesResponse__Output>
  ReadResults: MethodDefinition<_unmask_v1_ReadResultsRequest, _unmask_v1_ReadResultsResponse, _unmask_v1_ReadResultsRequest__Output, _unmask_v1_ReadResultsResponse__Output>
  WatchBatch: MethodDefinition<_unmask_v1_WatchBatchRequest, _unmask_v1_Batch, _unmask_v1_WatchBatchRequest__Output, _unmask_v1_Batch__Output>
}
