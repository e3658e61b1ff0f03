// Original file: proto/unmask/v1/worker.proto

import type { Welcome as _unmask_v1_Welcome, Welcome__Output as _unmask_v1_Welcome__Output } from '../../unmask/v1/Welcome.js';
import type { StepBatch as _unmask_v1_StepBatch, StepBatch__Output as _unmask_v1_StepBatch__Output } from '../../unmask/v1/StepBatch.js';

export interface SchedulerMessage {
  'welcome'?: (_unmask_v1_Welcome | null);
  'batch'?: (_unmask_v1_StepBatch | null);
  'message'?: "welcome"|"batch";
}

export interface SchedulerMessage__Output {
  'welcome'?: (_unmask_v1_Welcome__Output | null);
  'batch'?: (_unmask_v1_StepBatch__Output | null);
  'message'?: "welcome"|"batch";
}
