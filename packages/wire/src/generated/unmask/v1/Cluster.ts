// Original file: proto/unmask/v1/cluster.proto

import type { WorkerStatus as _unmask_v1_WorkerStatus, WorkerStatus__Output as _unmask_v1_WorkerStatus__Output } from '../../unmask/v1/WorkerStatus.js';
import type { SequenceStatus as _unmask_v1_SequenceStatus, SequenceStatus__Output as _unmask_v1_SequenceStatus__Output } from '../../unmask/v1/SequenceStatus.js';

export interface Cluster {
  /**
   * Jobs in the queue that no scheduler has taken.
   */
  'waiting'?: (number);
  /**
   * Jobs that schedulers work on.
   */
  'running'?: (number);
  /**
   * Those attached to any scheduler, in the order of their ids; one that is attached to two is there twice.
   */
  'workers'?: (_unmask_v1_WorkerStatus)[];
  /**
   * Jobs that are worked on: of each scheduler the twenty that it has had longest, in the order in which they were submitted.
   */
  'sequences'?: (_unmask_v1_SequenceStatus)[];
}

export interface Cluster__Output {
  /**
   * Jobs in the queue that no scheduler has taken.
   */
  'waiting': (number);
  /**
   * Jobs that schedulers work on.
   */
  'running': (number);
  /**
   * Those attached to any scheduler, in the order of their ids; one that is attached to two is there twice.
   */
  'workers': (_unmask_v1_WorkerStatus__Output)[];
  /**
   * Jobs that are worked on: of each scheduler the twenty that it has had longest, in the order in which they were submitted.
   */
  'sequences': (_unmask_v1_SequenceStatus__Output)[];
}
