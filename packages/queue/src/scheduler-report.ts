/** How a scheduler stands, as it says about once a second. Rates are over the time since its last word. */
export interface SchedulerReport {
  readonly schedulerId: string;
  /** Sequences that it decodes. */
  readonly running: number;
  readonly workers: readonly WorkerReport[];
}

export interface WorkerReport {
  readonly workerId: string;
  readonly model: string;
  /** Such as "cpu". */
  readonly device: string;
  /** Batches that it holds, running or waiting. */
  readonly batchesInFlight: number;
  /** Step batches a second. */
  readonly stepsPerSecond: number;
  /** Rows of step batches a second: steps of single sequences. */
  readonly sequenceStepsPerSecond: number;
  /** Tokens a second that went through the model, padding included. */
  readonly tokensPerSecond: number;
  /** Share of the time that it computed, 0 to 1. */
  readonly busy: number;
}
