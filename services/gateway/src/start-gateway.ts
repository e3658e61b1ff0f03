import { setMaxListeners } from "node:events";
import { type GenerationQueue, waitingByClass } from "@unmask/queue";
import { type Logger, type Metrics, measureQueue } from "@unmask/runtime";
import type { ModelText } from "@unmask/text";
import { batchService, clusterService, generationService, jobService, modelService, type Tls } from "@unmask/wire";
import { openKeyFile, openToAll } from "./access/access.js";
import { checkExposure } from "./access/exposure.js";
import { Answering } from "./answering.js";
import { limits } from "./batches/batch.js";
import { batchHandlers, withoutFolder } from "./batches/batch-service.js";
import { openBatches } from "./batches/open-batches.js";
import { clusterHandlers } from "./cluster-status.js";
import { createGeneration } from "./generation.js";
import { generationHandlers } from "./generation-service.js";
import { type ServedService, startGrpcServer } from "./grpc-server.js";
import { type ArrivalLimits, defaultLimits, startHttpServer } from "./http-server.js";
import { JobCalls } from "./job-calls.js";
import { jobHandlers } from "./job-service.js";
import { Jobs } from "./jobs.js";
import { modelHandlers } from "./model-service.js";
import { readModels } from "./models.js";
import { createScore } from "./score.js";

export interface GatewayConfig {
  /** Stays open when the gateway closes. */
  readonly queue: GenerationQueue;
  /** What is served, at least one; the first is meant where a request names none. */
  readonly models: readonly ModelText[];
  /** "host:port"; port 0 takes any free one. */
  readonly grpcAddress: string;
  /** "host:port"; port 0 takes any free one. */
  readonly httpAddress: string;
  /** A file of API keys (docs/access.md). Left out, everybody may do everything. */
  readonly keysFile?: string | undefined;
  /** A certificate to show on both addresses; with a `ca`, only clients that it signed are answered. */
  readonly tls?: Tls | undefined;
  /** Listens beyond this machine without keys. */
  readonly insecure?: boolean | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** A larger request is refused. Default 1 MiB. */
  readonly maxRequestBytes?: number;
  /** What else keeps this process from being ready, asked by /readyz. */
  readonly problem?: (() => string | undefined) | undefined;
  /** Where files and batches are kept, shared by the gateways of a cluster. Left out, there are none. */
  readonly filesFolder?: string | undefined;
  /** Of an uploaded file. Default 200 MiB. */
  readonly maxFileBytes?: number;
  /** Default: a minute for the headers, five for a whole request. */
  readonly arrivalLimits?: ArrivalLimits | undefined;
  /** Each left out: as in {@link defaultHoldLimits}. */
  readonly holdLimits?: Partial<HoldLimits> | undefined;
}

/** What callers may hold at once. */
export interface HoldLimits {
  /** On each of the two addresses; further ones are closed. */
  readonly connections: number;
  /** Calls on a gRPC connection; a client waits with further ones. */
  readonly streamsPerConnection: number;
  /** Calls and requests of a tenant under way at this gateway. */
  readonly callsPerTenant: number;
  /** A tenant's uploads and results together, bytes. */
  readonly fileBytesPerTenant: number;
  /** A tenant's batches that have not ended. */
  readonly batchesPerTenant: number;
}

export const defaultHoldLimits: HoldLimits = {
  connections: 10_000,
  streamsPerConnection: 1000,
  callsPerTenant: 5000,
  fileBytesPerTenant: 10 * 2 ** 30,
  batchesPerTenant: 100,
};

export interface Gateway {
  readonly grpcPort: number;
  readonly httpPort: number;
  /**
   * Takes no more calls, lets running ones finish for `graceMs`, then ends them with UNAVAILABLE. Their jobs stay in the
   * queue: a call repeated with the same request_id finds them.
   */
  close(options: { readonly graceMs: number }): Promise<void>;
}

/** How long answers may take to leave once every call has ended. */
const flushMs = 500;

/** @throws {ServingError} FAILED_PRECONDITION for a taken address or a model's defaults that contradict each other */
export async function startGateway(config: GatewayConfig): Promise<Gateway> {
  const { queue, log, metrics, maxRequestBytes = 1024 * 1024 } = config;
  const hold = { ...defaultHoldLimits, ...config.holdLimits };
  const models = readModels(config.models);
  const addresses = { gRPC: config.grpcAddress, HTTP: config.httpAddress };
  checkExposure(addresses, config.keysFile !== undefined, config.insecure ?? false);
  const access =
    config.keysFile === undefined ? openToAll : await openKeyFile(config.keysFile, queue, hold.callsPerTenant, log);
  const leaving = new AbortController();
  // Every call that waits listens.
  setMaxListeners(0, leaving.signal);
  const answering = new Answering(log, metrics);
  const calls = new JobCalls(queue, leaving.signal, log);
  const generation = createGeneration({ queue, calls, models, log });
  const score = createScore({ calls, models });

  const arrival = config.arrivalLimits ?? defaultLimits;
  const { filesFolder, maxFileBytes = limits.fileBytes } = config;
  const opened =
    filesFolder === undefined
      ? undefined
      : await openBatches({
          folder: filesFolder,
          queue,
          generation,
          maxLineBytes: maxRequestBytes,
          tenantFileBytes: hold.fileBytesPerTenant,
          tenantBatches: hold.batchesPerTenant,
          leaving: leaving.signal,
          log,
        });
  const batch = opened && { ...opened, answering, maxFileBytes };
  const jobs = new Jobs({ queue, models, generation, leaving: leaving.signal });
  const services: ServedService[] = [
    [generationService, { ...generationHandlers(generation, score, answering) }],
    [jobService, { ...jobHandlers(jobs, answering) }],
    [modelService, { ...modelHandlers(models) }],
    [clusterService, { ...clusterHandlers(queue) }],
    [batchService, batch ? { ...batchHandlers(batch) } : withoutFolder()],
  ];
  const grpc = await startGrpcServer(config.grpcAddress, services, {
    maxRequestBytes,
    access,
    tls: config.tls,
    messageMs: arrival.requestMs,
    maxConnections: hold.connections,
    maxStreams: hold.streamsPerConnection,
    log,
  });
  const http = await startHttpServer(config.httpAddress, {
    generation,
    score,
    answering,
    models,
    queue,
    metrics,
    maxRequestBytes,
    batch,
    access,
    tls: config.tls,
    problem: config.problem,
    limits: arrival,
    maxConnections: hold.connections,
    log,
  }).catch(async (error: unknown) => {
    await batch?.batches.close();
    await grpc.close(0);
    throw error;
  });
  for (const { name } of models) metrics.models.set({ model: name }, 1);
  measureQueue(metrics, { counts: () => queue.counts(), waitingByClass: () => waitingByClass(queue) });
  log.info({ grpcPort: grpc.port, httpPort: http.port }, "gateway listening");

  const close = async (graceMs: number) => {
    grpc.drain();
    const handedBack = batch?.batches.close();
    const timer = setTimeout(() => leaving.abort(), graceMs);
    await answering.close();
    await handedBack;
    clearTimeout(timer);
    access.close();
    await Promise.all([grpc.close(flushMs), http.close(flushMs)]);
    log.info("gateway closed");
  };
  let closed: Promise<void> | undefined;
  return {
    grpcPort: grpc.port,
    httpPort: http.port,
    close: ({ graceMs }) => (closed ??= close(graceMs)),
  };
}
