// Original file: proto/unmask/v1/worker.proto

import type { Long } from '@grpc/proto-loader';

export interface StepRow {
  /**
   * Canvas, int32[N].
   */
  'inputIds'?: (Buffer | Uint8Array | string);
  /**
   * Canvas with the prompt masked, int32[N]; empty without guidance.
   */
  'unconditionalIds'?: (Buffer | Uint8Array | string);
  'guidanceScale'?: (number | string);
  /**
   * Positions whose predictions are needed, int32[C], ascending, in [0, N).
   */
  'candidates'?: (Buffer | Uint8Array | string);
  /**
   * Ids that are never chosen; at least the mask id.
   */
  'suppressedIds'?: (number)[];
  /**
   * Ids left out of the confidence as well.
   */
  'confidenceSuppressedIds'?: (number)[];
  'temperature'?: (number | string);
  /**
   * 0 to 2^53 - 1.
   */
  'seed'?: (number | string | Long);
  /**
   * The sequence's step number, from 0.
   */
  'step'?: (number);
  /**
   * Ids whose log-probability is wanted, int32[C]; empty for none.
   */
  'targetIds'?: (Buffer | Uint8Array | string);
  /**
   * The position each token counts as, int32[N], ascending; empty for 0, 1, 2 ...
   */
  'positionIds'?: (Buffer | Uint8Array | string);
  /**
   * Further ids that are never chosen at candidates before early_before.
   */
  'earlySuppressedIds'?: (number)[];
  'earlyBefore'?: (number);
  /**
   * How many of the last tokens are shadows: each is a mask with the position of a token further left, sees itself and
   * everything but that token and the other shadows, and is seen by no other token. 0 to N - 1; needs position_ids.
   */
  'shadowLength'?: (number);
}

export interface StepRow__Output {
  /**
   * Canvas, int32[N].
   */
  'inputIds': (Buffer);
  /**
   * Canvas with the prompt masked, int32[N]; empty without guidance.
   */
  'unconditionalIds': (Buffer);
  'guidanceScale': (number);
  /**
   * Positions whose predictions are needed, int32[C], ascending, in [0, N).
   */
  'candidates': (Buffer);
  /**
   * Ids that are never chosen; at least the mask id.
   */
  'suppressedIds': (number)[];
  /**
   * Ids left out of the confidence as well.
   */
  'confidenceSuppressedIds': (number)[];
  'temperature': (number);
  /**
   * 0 to 2^53 - 1.
   */
  'seed': (number);
  /**
   * The sequence's step number, from 0.
   */
  'step': (number);
  /**
   * Ids whose log-probability is wanted, int32[C]; empty for none.
   */
  'targetIds': (Buffer);
  /**
   * The position each token counts as, int32[N], ascending; empty for 0, 1, 2 ...
   */
  'positionIds': (Buffer);
  /**
   * Further ids that are never chosen at candidates before early_before.
   */
  'earlySuppressedIds': (number)[];
  'earlyBefore': (number);
  /**
   * How many of the last tokens are shadows: each is a mask with the position of a token further left, sees itself and
   * everything but that token and the other shadows, and is seen by no other token. 0 to N - 1; needs position_ids.
   */
  'shadowLength': (number);
}
