import type { GenerationQueue } from "@unmask/queue";

/** GET /v1/cluster: what the schedulers say of themselves and their workers, and how many jobs wait. */
export async function clusterStatus(queue: GenerationQueue): Promise<object> {
  const [reports, { waiting }] = await Promise.all([queue.reports(), queue.counts()]);
  return {
    waiting,
    running: reports.reduce((sum, { running }) => sum + running, 0),
    workers: reports.flatMap(({ schedulerId, workers }) =>
      workers.map((worker) => ({
        id: worker.workerId,
        scheduler: schedulerId,
        model: worker.model,
        device: worker.device,
        batches_in_flight: worker.batchesInFlight,
        steps_per_second: worker.stepsPerSecond,
        sequence_steps_per_second: worker.sequenceStepsPerSecond,
        tokens_per_second: worker.tokensPerSecond,
        busy: worker.busy,
      })),
    ),
  };
}
