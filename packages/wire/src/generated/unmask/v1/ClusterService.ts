// Original file: proto/unmask/v1/cluster.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { Cluster as _unmask_v1_Cluster, Cluster__Output as _unmask_v1_Cluster__Output } from '../../unmask/v1/Cluster.js';
import type { GetClusterRequest as _unmask_v1_GetClusterRequest, GetClusterRequest__Output as _unmask_v1_GetClusterRequest__Output } from '../../unmask/v1/GetClusterRequest.js';

/**
 * How the cluster stands: what `unmask top` and the gateway's page show.
 */
export interface ClusterServiceClient extends grpc.Client {
  GetCluster(argument: _unmask_v1_GetClusterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  GetCluster(argument: _unmask_v1_GetClusterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  GetCluster(argument: _unmask_v1_GetClusterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  GetCluster(argument: _unmask_v1_GetClusterRequest, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  getCluster(argument: _unmask_v1_GetClusterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  getCluster(argument: _unmask_v1_GetClusterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  getCluster(argument: _unmask_v1_GetClusterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  getCluster(argument: _unmask_v1_GetClusterRequest, callback: grpc.requestCallback<_unmask_v1_Cluster__Output>): grpc.ClientUnaryCall;
  
}

/**
 * How the cluster stands: what `unmask top` and the gateway's page show.
 */
export interface ClusterServiceHandlers extends grpc.UntypedServiceImplementation {
  GetCluster: grpc.handleUnaryCall<_unmask_v1_GetClusterRequest__Output, _unmask_v1_Cluster>;
  
}

export interface ClusterServiceDefinition extends grpc.ServiceDefinition {
  GetCluster: MethodDefinition<_unmask_v1_GetClusterRequest, _unmask_v1_Cluster, _unmask_v1_GetClusterRequest__Output, _unmask_v1_Cluster__Output>
}
