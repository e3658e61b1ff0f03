// Original file: proto/unmask/v1/worker.proto

import type { RowPrediction as _unmask_v1_RowPrediction, RowPrediction__Output as _unmask_v1_RowPrediction__Output } from '../../unmask/v1/RowPrediction.js';

export interface StepResult {
  'batchId'?: (number);
  /**
   * In the order of the batch's rows.
   */
  'rows'?: (_unmask_v1_RowPrediction)[];
  /**
   * Time in the engine: from taking the batch up to its numbers being there, milliseconds.
   */
  'forwardMs'?: (number | string);
  /**
   * Time the batch waited at the worker before that, milliseconds.
   */
  'waitMs'?: (number | string);
  /**
   * Of forward_ms: making tensors of rows, milliseconds.
   */
  'packMs'?: (number | string);
  /**
   * Of forward_ms: making predictions of the graph's numbers, milliseconds.
   */
  'sampleMs'?: (number | string);
}

export interface StepResult__Output {
  'batchId': (number);
  /**
   * In the order of the batch's rows.
   */
  'rows': (_unmask_v1_RowPrediction__Output)[];
  /**
   * Time in the engine: from taking the batch up to its numbers being there, milliseconds.
   */
  'forwardMs': (number);
  /**
   * Time the batch waited at the worker before that, milliseconds.
   */
  'waitMs': (number);
  /**
   * Of forward_ms: making tensors of rows, milliseconds.
   */
  'packMs': (number);
  /**
   * Of forward_ms: making predictions of the graph's numbers, milliseconds.
   */
  'sampleMs': (number);
}
