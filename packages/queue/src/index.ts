export type { GenerateJob, GenerateResult } from "./generate-job.js";
export {
  type CheckpointOf,
  type ClusterJob,
  type GenerationQueue,
  openGenerationQueue,
  type ResultOf,
} from "./generation-queue.js";
export {
  type ActiveJob,
  type ConsumeOptions,
  type Consumer,
  type FoundJob,
  HandBack,
  type JobCounts,
  type JobHandler,
  JobLost,
  type JobOutcome,
} from "./job.js";
export { openQueue } from "./open-queue.js";
export type { QueueOptions } from "./options.js";
export { queuePriority, type WaitingClass, waitingByClass } from "./priorities.js";
export type { JobQueue, Quota } from "./queue.js";
export { type Demand, msFor, type Standing } from "./rates.js";
export { inspectRedis, type RedisFacts } from "./redis/inspect.js";
export type { SchedulerReport, SequenceReport, WorkerReport } from "./scheduler-report.js";
export type { ScoreJob, ScoreResult } from "./score-job.js";
export { unknownJob } from "./stored-job.js";
