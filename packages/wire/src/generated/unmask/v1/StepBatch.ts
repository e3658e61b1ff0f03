// Original file: proto/unmask/v1/worker.proto

import type { StepRow as _unmask_v1_StepRow, StepRow__Output as _unmask_v1_StepRow__Output } from '../../unmask/v1/StepRow.js';

/**
 * One forward pass over the next step of any ready sequences.
 */
export interface StepBatch {
  /**
   * Unique within the stream, from 1.
   */
  'batchId'?: (number);
  'rows'?: (_unmask_v1_StepRow)[];
  /**
   * For each row the job it belongs to, for the worker's log.
   */
  'jobIds'?: (string)[];
  /**
   * Of the batch's span, as W3C's Trace Context writes it; empty where no row is traced.
   */
  'traceparent'?: (string);
  /**
   * Interactive work leads it: where several schedulers' batches wait, it goes ahead of others.
   */
  'urgent'?: (boolean);
}

/**
 * One forward pass over the next step of any ready sequences.
 */
export interface StepBatch__Output {
  /**
   * Unique within the stream, from 1.
   */
  'batchId': (number);
  'rows': (_unmask_v1_StepRow__Output)[];
  /**
   * For each row the job it belongs to, for the worker's log.
   */
  'jobIds': (string)[];
  /**
   * Of the batch's span, as W3C's Trace Context writes it; empty where no row is traced.
   */
  'traceparent': (string);
  /**
   * Interactive work leads it: where several schedulers' batches wait, it goes ahead of others.
   */
  'urgent': (boolean);
}
