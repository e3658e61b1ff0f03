// Original file: proto/unmask/v1/batches.proto

import type { BatchSpec as _unmask_v1_BatchSpec, BatchSpec__Output as _unmask_v1_BatchSpec__Output } from '../../unmask/v1/BatchSpec.js';

export interface CreateBatchRequest {
  'spec'?: (_unmask_v1_BatchSpec | null);
  /**
   * The next bytes of the input file, at most 200 MiB in all.
   */
  'chunk'?: (Buffer | Uint8Array | string);
  'part'?: "spec"|"chunk";
}

export interface CreateBatchRequest__Output {
  'spec'?: (_unmask_v1_BatchSpec__Output | null);
  /**
   * The next bytes of the input file, at most 200 MiB in all.
   */
  'chunk'?: (Buffer);
  'part'?: "spec"|"chunk";
}
