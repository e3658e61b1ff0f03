import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Batch as _unmask_v1_Batch, Batch__Output as _unmask_v1_Batch__Output } from './unmask/v1/Batch.js';
import type { BatchError as _unmask_v1_BatchError, BatchError__Output as _unmask_v1_BatchError__Output } from './unmask/v1/BatchError.js';
import type { BatchServiceClient as _unmask_v1_BatchServiceClient, BatchServiceDefinition as _unmask_v1_BatchServiceDefinition } from './unmask/v1/BatchService.js';
import type { BatchSpec as _unmask_v1_BatchSpec, BatchSpec__Output as _unmask_v1_BatchSpec__Output } from './unmask/v1/BatchSpec.js';
import type { CancelBatchRequest as _unmask_v1_CancelBatchRequest, CancelBatchRequest__Output as _unmask_v1_CancelBatchRequest__Output } from './unmask/v1/CancelBatchRequest.js';
import type { CreateBatchRequest as _unmask_v1_CreateBatchRequest, CreateBatchRequest__Output as _unmask_v1_CreateBatchRequest__Output } from './unmask/v1/CreateBatchRequest.js';
import type { GetBatchRequest as _unmask_v1_GetBatchRequest, GetBatchRequest__Output as _unmask_v1_GetBatchRequest__Output } from './unmask/v1/GetBatchRequest.js';
import type { ListBatchesRequest as _unmask_v1_ListBatchesRequest, ListBatchesRequest__Output as _unmask_v1_ListBatchesRequest__Output } from './unmask/v1/ListBatchesRequest.js';
import type { ListBatchesResponse as _unmask_v1_ListBatchesResponse, ListBatchesResponse__Output as _unmask_v1_ListBatchesResponse__Output } from './unmask/v1/ListBatchesResponse.js';
import type { ReadResultsRequest as _unmask_v1_ReadResultsRequest, ReadResultsRequest__Output as _unmask_v1_ReadResultsRequest__Output } from './unmask/v1/ReadResultsRequest.js';
import type { ReadResultsResponse as _unmask_v1_ReadResultsResponse, ReadResultsResponse__Output as _unmask_v1_ReadResultsResponse__Output } from './unmask/v1/ReadResultsResponse.js';
import type { WatchBatchRequest as _unmask_v1_WatchBatchRequest, WatchBatchRequest__Output as _unmask_v1_WatchBatchRequest__Output } from './unmask/v1/WatchBatchRequest.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  unmask: {
    v1: {
      Batch: MessageTypeDefinition<_unmask_v1_Batch, _unmask_v1_Batch__Output>
      BatchError: MessageTypeDefinition<_unmask_v1_BatchError, _unmask_v1_BatchError__Output>
      /**
       * Many requests as a file of JSON lines in OpenAI's form, run in the background with results in files. The same batches as
       * those of the HTTP routes /v1/files and /v1/batches.
       */
      BatchService: SubtypeConstructor<typeof grpc.Client, _unmask_v1_BatchServiceClient> & { service: _unmask_v1_BatchServiceDefinition }
      BatchSpec: MessageTypeDefinition<_unmask_v1_BatchSpec, _unmask_v1_BatchSpec__Output>
      CancelBatchRequest: MessageTypeDefinition<_unmask_v1_CancelBatchRequest, _unmask_v1_CancelBatchRequest__Output>
      CreateBatchRequest: MessageTypeDefinition<_unmask_v1_CreateBatchRequest, _unmask_v1_CreateBatchRequest__Output>
      GetBatchRequest: MessageTypeDefinition<_unmask_v1_GetBatchRequest, _unmask_v1_GetBatchRequest__Output>
      ListBatchesRequest: MessageTypeDefinition<_unmask_v1_ListBatchesRequest, _unmask_v1_ListBatchesRequest__Output>
      ListBatchesResponse: MessageTypeDefinition<_unmask_v1_ListBatchesResponse, _unmask_v1_ListBatchesResponse__Output>
      ReadResultsRequest: MessageTypeDefinition<_unmask_v1_ReadResultsRequest, _unmask_v1_ReadResultsRequest__Output>
      ReadResultsResponse: MessageTypeDefinition<_unmask_v1_ReadResultsResponse, _unmask_v1_ReadResultsResponse__Output>
      WatchBatchRequest: MessageTypeDefinition<_unmask_v1_WatchBatchRequest, _unmask_v1_WatchBatchRequest__Output>
    }
  }
}

