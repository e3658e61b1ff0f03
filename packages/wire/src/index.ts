export { float32Array, float32Bytes, int32Array, int32Bytes } from "./arrays.js";
export { publicDescriptors } from "./descriptors.js";
export type { FieldViolation } from "./error-details.js";
export type { Batch as BatchInput, Batch__Output as BatchMessage } from "./generated/unmask/v1/Batch.js";
export type { BatchServiceHandlers } from "./generated/unmask/v1/BatchService.js";
export type { ChatMessage__Output as ChatMessage } from "./generated/unmask/v1/ChatMessage.js";
export type { Cluster as ClusterInput, Cluster__Output as ClusterMessage } from "./generated/unmask/v1/Cluster.js";
export type { ClusterServiceHandlers } from "./generated/unmask/v1/ClusterService.js";
export type {
  CreateBatchRequest as CreateBatchInput,
  CreateBatchRequest__Output as CreateBatchMessage,
} from "./generated/unmask/v1/CreateBatchRequest.js";
export type { Frame as FrameInput, Frame__Output as Frame } from "./generated/unmask/v1/Frame.js";
export type {
  GenerateRequest as GenerateRequestInput,
  GenerateRequest__Output as GenerateRequestMessage,
} from "./generated/unmask/v1/GenerateRequest.js";
export type {
  GenerateResponse as GenerateResponseInput,
  GenerateResponse__Output as GenerateResponse,
} from "./generated/unmask/v1/GenerateResponse.js";
export type { GenerationServiceHandlers } from "./generated/unmask/v1/GenerationService.js";
export type { Hello__Output as Hello } from "./generated/unmask/v1/Hello.js";
export type { InfillPart__Output as InfillPartMessage } from "./generated/unmask/v1/InfillPart.js";
export type {
  InfillRequest as InfillRequestInput,
  InfillRequest__Output as InfillRequestMessage,
} from "./generated/unmask/v1/InfillRequest.js";
export type { Job as JobInput, Job__Output as JobMessage } from "./generated/unmask/v1/Job.js";
export type { JobServiceHandlers } from "./generated/unmask/v1/JobService.js";
export type { JobState__Output as JobStateMessage } from "./generated/unmask/v1/JobState.js";
export type { Model as ModelInput, Model__Output as ModelMessage } from "./generated/unmask/v1/Model.js";
export type { ModelServiceHandlers } from "./generated/unmask/v1/ModelService.js";
export type { Pin__Output as PinMessage } from "./generated/unmask/v1/Pin.js";
export type {
  SamplingParams as SamplingParamsInput,
  SamplingParams__Output as SamplingParamsMessage,
} from "./generated/unmask/v1/SamplingParams.js";
export type { SchedulerMessage, SchedulerMessage__Output } from "./generated/unmask/v1/SchedulerMessage.js";
export type {
  ScoreRequest as ScoreRequestInput,
  ScoreRequest__Output as ScoreRequestMessage,
} from "./generated/unmask/v1/ScoreRequest.js";
export type {
  ScoreResponse as ScoreResponseInput,
  ScoreResponse__Output as ScoreResponse,
} from "./generated/unmask/v1/ScoreResponse.js";
export type { StepBatch__Output as StepBatch } from "./generated/unmask/v1/StepBatch.js";
export type { StepResult__Output as StepResult } from "./generated/unmask/v1/StepResult.js";
export type {
  StreamGenerateResponse as StreamGenerateResponseInput,
  StreamGenerateResponse__Output as StreamGenerateResponse,
} from "./generated/unmask/v1/StreamGenerateResponse.js";
export type { WatchJobResponse__Output as WatchJobMessage } from "./generated/unmask/v1/WatchJobResponse.js";
export type { WorkerMessage, WorkerMessage__Output } from "./generated/unmask/v1/WorkerMessage.js";
export type { WorkerServiceHandlers } from "./generated/unmask/v1/WorkerService.js";
export {
  BatchServiceClient,
  batchService,
  ClusterServiceClient,
  clusterService,
  decodeFrame,
  encodeFrame,
  GenerationServiceClient,
  generationService,
  JobServiceClient,
  jobService,
  ModelServiceClient,
  modelService,
  publicPackage,
  WorkerServiceClient,
  workerService,
} from "./proto.js";
export { decodePrediction, decodeRow, encodePrediction, encodeRow, stepProtocol } from "./rows.js";
export {
  isServingCode,
  type ServingCode,
  ServingError,
  type ServingErrorOptions,
  toServingError,
} from "./serving-error.js";
export { clientCredentials, readTls, serverCredentials, type Tls, type TlsFiles } from "./tls.js";
