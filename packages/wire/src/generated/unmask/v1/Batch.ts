// Original file: proto/unmask/v1/batches.proto

import type { BatchError as _unmask_v1_BatchError, BatchError__Output as _unmask_v1_BatchError__Output } from '../../unmask/v1/BatchError.js';
import type { Long } from '@grpc/proto-loader';

export interface Batch {
  'id'?: (string);
  'endpoint'?: (string);
  /**
   * "validating", "in_progress", "finalizing", "completed", "failed", "expired", "cancelling" or "cancelled".
   */
  'status'?: (string);
  /**
   * Lines of the input file, known once it is validated.
   */
  'total'?: (number);
  /**
   * Lines with an answer.
   */
  'completed'?: (number);
  /**
   * Lines that were refused or failed.
   */
  'failed'?: (number);
  /**
   * What is wrong with the input file, of a failed batch; at most 100 entries.
   */
  'errors'?: (_unmask_v1_BatchError)[];
  'inputFileId'?: (string);
  /**
   * Empty until the batch has ended, and where no line belongs there.
   */
  'outputFileId'?: (string);
  'errorFileId'?: (string);
  /**
   * Milliseconds since 1970.
   */
  'createdAtMs'?: (number | string | Long);
  /**
   * When what is not done by then is given up; milliseconds since 1970.
   */
  'expiresAtMs'?: (number | string | Long);
  /**
   * Milliseconds since 1970, absent while it has not ended.
   */
  'endedAtMs'?: (number | string | Long);
  'metadata'?: ({[key: string]: string});
  '_endedAtMs'?: "endedAtMs";
}

export interface Batch__Output {
  'id': (string);
  'endpoint': (string);
  /**
   * "validating", "in_progress", "finalizing", "completed", "failed", "expired", "cancelling" or "cancelled".
   */
  'status': (string);
  /**
   * Lines of the input file, known once it is validated.
   */
  'total': (number);
  /**
   * Lines with an answer.
   */
  'completed': (number);
  /**
   * Lines that were refused or failed.
   */
  'failed': (number);
  /**
   * What is wrong with the input file, of a failed batch; at most 100 entries.
   */
  'errors': (_unmask_v1_BatchError__Output)[];
  'inputFileId': (string);
  /**
   * Empty until the batch has ended, and where no line belongs there.
   */
  'outputFileId': (string);
  'errorFileId': (string);
  /**
   * Milliseconds since 1970.
   */
  'createdAtMs': (number);
  /**
   * When what is not done by then is given up; milliseconds since 1970.
   */
  'expiresAtMs': (number);
  /**
   * Milliseconds since 1970, absent while it has not ended.
   */
  'endedAtMs'?: (number);
  'metadata': ({[key: string]: string});
  '_endedAtMs'?: "endedAtMs";
}
