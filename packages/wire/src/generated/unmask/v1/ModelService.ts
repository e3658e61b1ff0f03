// Original file: proto/unmask/v1/models.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ListModelsRequest as _unmask_v1_ListModelsRequest, ListModelsRequest__Output as _unmask_v1_ListModelsRequest__Output } from '../../unmask/v1/ListModelsRequest.js';
import type { ListModelsResponse as _unmask_v1_ListModelsResponse, ListModelsResponse__Output as _unmask_v1_ListModelsResponse__Output } from '../../unmask/v1/ListModelsResponse.js';

/**
 * What is served.
 */
export interface ModelServiceClient extends grpc.Client {
  /**
   * Every model; the first is meant where a request names none.
   */
  ListModels(argument: _unmask_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _unmask_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _unmask_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _unmask_v1_ListModelsRequest, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Every model; the first is meant where a request names none.
   */
  listModels(argument: _unmask_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _unmask_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _unmask_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _unmask_v1_ListModelsRequest, callback: grpc.requestCallback<_unmask_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * What is served.
 */
export interface ModelServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Every model; the first is meant where a request names none.
   */
  ListModels: grpc.handleUnaryCall<_unmask_v1_ListModelsRequest__Output, _unmask_v1_ListModelsResponse>;
  
}

export interface ModelServiceDefinition extends grpc.ServiceDefinition {
  ListModels: MethodDefinition<_unmask_v1_ListModelsRequest, _unmask_v1_ListModelsResponse, _unmask_v1_ListModelsRequest__Output, _unmask_v1_ListModelsResponse__Output>
}
