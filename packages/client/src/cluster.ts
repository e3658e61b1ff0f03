/** How the cluster stands. */
export interface Cluster {
  /** Jobs that no scheduler has taken. */
  readonly waiting: number;
  /** Jobs that are worked on. */
  readonly running: number;
  readonly workers: readonly WorkerStatus[];
  /** Some of the jobs that are worked on: those that were submitted first. */
  readonly sequences: readonly SequenceStatus[];
}

export interface SequenceStatus {
  /** The first characters of its job's id; "" where it is another tenant's. */
  readonly jobId: string;
  readonly schedulerId: string;
  readonly model: string;
  /** "interactive", "standard" or "batch". */
  readonly priority: string;
  /** Steps that are over, of a score patterns, of so many in its schedule; strategies that adapt take fewer. */
  readonly step: number;
  readonly steps: number;
  /** Tokens of the answer that are decided, of so many. */
  readonly tokens: number;
  readonly length: number;
  /** The workers that have its next step; none while it waits. */
  readonly workerIds: readonly string[];
  /** Since its submission, milliseconds. */
  readonly ageMs: number;
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
