/** How the cluster stands. */
export interface Cluster {
  /** Jobs that no scheduler has taken. */
  readonly waiting: number;
  /** Jobs that are worked on. */
  readonly running: number;
  readonly workers: readonly WorkerStatus[];
}

/** Rates are over about the last second. */
export interface WorkerStatus {
  readonly id: string;
  readonly schedulerId: string;
  readonly model: string;
  /** Such as "cpu". */
  readonly device: string;
  readonly batchesInFlight: number;
  readonly stepsPerSecond: number;
  /** Steps of single sequences. */
  readonly sequenceStepsPerSecond: number;
  readonly tokensPerSecond: number;
  /** Share of the time that it computed, 0 to 1. */
  readonly busy: number;
}
