// Original file: proto/unmask/v1/worker.proto

import type { Hello as _unmask_v1_Hello, Hello__Output as _unmask_v1_Hello__Output } from '../../unmask/v1/Hello.js';
import type { Heartbeat as _unmask_v1_Heartbeat, Heartbeat__Output as _unmask_v1_Heartbeat__Output } from '../../unmask/v1/Heartbeat.js';
import type { StepResult as _unmask_v1_StepResult, StepResult__Output as _unmask_v1_StepResult__Output } from '../../unmask/v1/StepResult.js';
import type { StepFailure as _unmask_v1_StepFailure, StepFailure__Output as _unmask_v1_StepFailure__Output } from '../../unmask/v1/StepFailure.js';

export interface WorkerMessage {
  'hello'?: (_unmask_v1_Hello | null);
  /**
   * Sent at least three times a lease; a worker that is silent for a whole lease has lost its batches.
   */
  'heartbeat'?: (_unmask_v1_Heartbeat | null);
  'result'?: (_unmask_v1_StepResult | null);
  'failure'?: (_unmask_v1_StepFailure | null);
  'message'?: "hello"|"heartbeat"|"result"|"failure";
}

export interface WorkerMessage__Output {
  'hello'?: (_unmask_v1_Hello__Output | null);
  /**
   * Sent at least three times a lease; a worker that is silent for a whole lease has lost its batches.
   */
  'heartbeat'?: (_unmask_v1_Heartbeat__Output | null);
  'result'?: (_unmask_v1_StepResult__Output | null);
  'failure'?: (_unmask_v1_StepFailure__Output | null);
  'message'?: "hello"|"heartbeat"|"result"|"failure";
}
