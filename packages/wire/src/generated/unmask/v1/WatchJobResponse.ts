// Original file: proto/unmask/v1/jobs.proto

import type { Job as _unmask_v1_Job, Job__Output as _unmask_v1_Job__Output } from '../../unmask/v1/Job.js';
import type { Frame as _unmask_v1_Frame, Frame__Output as _unmask_v1_Frame__Output } from '../../unmask/v1/Frame.js';

export interface WatchJobResponse {
  /**
   * First, and last.
   */
  'job'?: (_unmask_v1_Job | null);
  'frame'?: (_unmask_v1_Frame | null);
  'event'?: "job"|"frame";
}

export interface WatchJobResponse__Output {
  /**
   * First, and last.
   */
  'job'?: (_unmask_v1_Job__Output | null);
  'frame'?: (_unmask_v1_Frame__Output | null);
  'event'?: "job"|"frame";
}
