import { loadPackageDefinition } from "@grpc/grpc-js";
import type { PackageDefinition } from "@grpc/proto-loader";
import type { ProtoGrpcType as BatchesProto } from "./generated/batches.js";
import type { ProtoGrpcType as ClusterProto } from "./generated/cluster.js";
import type { ProtoGrpcType as GenerationProto } from "./generated/generation.js";
import type { ProtoGrpcType as JobsProto } from "./generated/jobs.js";
import type { ProtoGrpcType as ModelsProto } from "./generated/models.js";
import type { Frame__Output as Frame, Frame as FrameInput } from "./generated/unmask/v1/Frame.js";
import type { ProtoGrpcType as WorkerProto } from "./generated/worker.js";
import { load, loadDefinition } from "./load.js";

/** What users call. */
export const publicPackage: PackageDefinition = load(
  "unmask/v1/generation.proto",
  "unmask/v1/batches.proto",
  "unmask/v1/jobs.proto",
  "unmask/v1/models.proto",
  "unmask/v1/cluster.proto",
);

const generation = loadPackageDefinition(publicPackage) as unknown as GenerationProto &
  BatchesProto &
  JobsProto &
  ModelsProto &
  ClusterProto;
const worker = loadDefinition<WorkerProto>("unmask/v1/worker.proto");

export const GenerationServiceClient = generation.unmask.v1.GenerationService;
export const generationService = GenerationServiceClient.service;
export const BatchServiceClient = generation.unmask.v1.BatchService;
export const batchService = BatchServiceClient.service;
export const JobServiceClient = generation.unmask.v1.JobService;
export const jobService = JobServiceClient.service;
export const ModelServiceClient = generation.unmask.v1.ModelService;
export const modelService = ModelServiceClient.service;
export const ClusterServiceClient = generation.unmask.v1.ClusterService;
export const clusterService = ClusterServiceClient.service;
export const WorkerServiceClient = worker.unmask.v1.WorkerService;
export const workerService = WorkerServiceClient.service;

const frame = generation.unmask.v1.Frame;
/** A frame's bytes, for the way from the scheduler to the gateways. */
export const encodeFrame = (value: FrameInput): Buffer => frame.serialize(value);
/** @throws when the bytes are no Frame message */
export const decodeFrame = (bytes: Uint8Array): Frame =>
  frame.deserialize(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
