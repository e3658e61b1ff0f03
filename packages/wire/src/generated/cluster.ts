import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Cluster as _unmask_v1_Cluster, Cluster__Output as _unmask_v1_Cluster__Output } from './unmask/v1/Cluster.js';
import type { ClusterServiceClient as _unmask_v1_ClusterServiceClient, ClusterServiceDefinition as _unmask_v1_ClusterServiceDefinition } from './unmask/v1/ClusterService.js';
import type { GetClusterRequest as _unmask_v1_GetClusterRequest, GetClusterRequest__Output as _unmask_v1_GetClusterRequest__Output } from './unmask/v1/GetClusterRequest.js';
import type { SequenceStatus as _unmask_v1_SequenceStatus, SequenceStatus__Output as _unmask_v1_SequenceStatus__Output } from './unmask/v1/SequenceStatus.js';
import type { WorkerStatus as _unmask_v1_WorkerStatus, WorkerStatus__Output as _unmask_v1_WorkerStatus__Output } from './unmask/v1/WorkerStatus.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  unmask: {
    v1: {
      Cluster: MessageTypeDefinition<_unmask_v1_Cluster, _unmask_v1_Cluster__Output>
      /**
       * How the cluster stands: what `unmask top` and the gateway's page show.
       */
      ClusterService: SubtypeConstructor<typeof grpc.Client, _unmask_v1_ClusterServiceClient> & { service: _unmask_v1_ClusterServiceDefinition }
      GetClusterRequest: MessageTypeDefinition<_unmask_v1_GetClusterRequest, _unmask_v1_GetClusterRequest__Output>
      SequenceStatus: MessageTypeDefinition<_unmask_v1_SequenceStatus, _unmask_v1_SequenceStatus__Output>
      WorkerStatus: MessageTypeDefinition<_unmask_v1_WorkerStatus, _unmask_v1_WorkerStatus__Output>
    }
  }
}

