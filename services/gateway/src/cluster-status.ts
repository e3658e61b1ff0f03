import type { GenerationQueue } from "@unmask/queue";
import { type ClusterMessage, type ClusterServiceHandlers, toServingError } from "@unmask/wire";
import type { z } from "zod";
import type { Caller } from "./access/caller.js";
import { callerOf } from "./access/grpc-guard.js";
import type { clusterAnswer } from "./openapi/answers.js";

/**
 * What the schedulers say of themselves and their workers, and how many jobs wait.
 * @param caller of other tenants' jobs it sees how far they are, so that it can tell why its own wait, and no id
 */
export async function clusterStatus(queue: GenerationQueue, caller: Pick<Caller, "tenant">): Promise<ClusterMessage> {
  const [reports, { waiting }] = await Promise.all([queue.reports(), queue.counts()]);
  const workers = reports.flatMap(({ schedulerId, workers }) =>
    workers.map(({ workerId, ...worker }) => ({ ...worker, id: workerId, schedulerId })),
  );
  // A scheduler of an earlier version, while a cluster is being upgraded, says nothing of them.
  const sequences = reports.flatMap(({ schedulerId, sequences = [] }) =>
    sequences.map(({ jobId, tenant, ...sequence }) => ({
      ...sequence,
      jobId: tenant === caller.tenant ? jobId : "",
      workerIds: [...sequence.workerIds],
      schedulerId,
    })),
  );
  return {
    waiting,
    running: reports.reduce((sum, { running }) => sum + running, 0),
    workers: workers.sort((a, b) => (a.id < b.id ? -1 : 1)),
    sequences: sequences.sort((a, b) => b.ageMs - a.ageMs),
  };
}

/** `unmask.v1.ClusterService`. */
export function clusterHandlers(queue: GenerationQueue): ClusterServiceHandlers {
  return {
    GetCluster: (call, callback) => {
      clusterStatus(queue, callerOf(call)).then(
        (cluster) => callback(null, cluster),
        (error: unknown) => callback(toServingError(error).toGrpc()),
      );
    },
  };
}

/** GET /v1/cluster, with the proto's names. */
export function clusterJson({ waiting, running, workers, sequences }: ClusterMessage): z.output<typeof clusterAnswer> {
  return {
    waiting,
    running,
    workers: workers.map((worker) => ({
      id: worker.id,
      scheduler_id: worker.schedulerId,
      model: worker.model,
      device: worker.device,
      batches_in_flight: worker.batchesInFlight,
      steps_per_second: worker.stepsPerSecond,
      sequence_steps_per_second: worker.sequenceStepsPerSecond,
      tokens_per_second: worker.tokensPerSecond,
      busy: worker.busy,
    })),
    sequences: sequences.map((sequence) => ({
      job_id: sequence.jobId,
      scheduler_id: sequence.schedulerId,
      model: sequence.model,
      priority: sequence.priority,
      step: sequence.step,
      steps: sequence.steps,
      tokens: sequence.tokens,
      length: sequence.length,
      worker_ids: sequence.workerIds,
      age_ms: sequence.ageMs,
    })),
  };
}
