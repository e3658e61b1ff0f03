// Original file: proto/unmask/v1/batches.proto

import type { Batch as _unmask_v1_Batch, Batch__Output as _unmask_v1_Batch__Output } from '../../unmask/v1/Batch.js';

export interface ListBatchesResponse {
  'batches'?: (_unmask_v1_Batch)[];
  'hasMore'?: (boolean);
}

export interface ListBatchesResponse__Output {
  'batches': (_unmask_v1_Batch__Output)[];
  'hasMore': (boolean);
}
