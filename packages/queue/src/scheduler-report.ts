/** How a scheduler stands, as it says about once a second. Rates are over the time since its last word. */
export interface SchedulerReport {
  readonly schedulerId: string;
  /** Sequences that it decodes. */
  readonly running: number;
  readonly workers: readonly WorkerReport[];
  /** Some of the jobs that it works on. */
  readonly sequences: readonly SequenceReport[];
}

export interface SequenceReport {
  /** The first characters of its job's id: enough to tell one from another, too little to ask for it. */
  readonly jobId: string;
  /** Whose it is; "" where no keys are asked for. */
  readonly tenant: string;
  readonly model: string;
  readonly priority: "interactive" | "standard" | "batch";
  /** Steps that are over, of a score patterns, of so many in its schedule. */
  readonly step: number;
  readonly steps: number;
  /** Tokens that are decided, of so many. */
  readonly tokens: number;
  readonly length: number;
  /** The workers that have its next step. */
  readonly workerIds: readonly string[];
  /** Since its submission, milliseconds. */
  readonly ageMs: number;
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
