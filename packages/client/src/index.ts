export { ServingError } from "@unmask/wire";
export { type Batch, BatchesClient, type BatchProblem, type BatchStatus, type NewBatch } from "./batches.js";
export { type ClientOptions, UnmaskClient } from "./client.js";
export type { Cluster, SequenceStatus, WorkerStatus } from "./cluster.js";
export { type Job, type JobEvent, type JobState, JobsClient } from "./jobs.js";
export type { Scored, ScoreRequest, ScoreResponse, ScoreUsage } from "./score.js";
export type {
  CallOptions,
  Commit,
  FilledGap,
  FinishReason,
  Frame,
  GenerateInput,
  GenerateParams,
  GenerateRequest,
  GenerateResponse,
  InfillPart,
  InfillRequest,
  Message,
  Model,
  Pin,
  Started,
  StreamEvent,
  Usage,
} from "./types.js";
