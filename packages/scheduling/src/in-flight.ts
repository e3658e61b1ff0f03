import { padded } from "./batching.js";
import type { Batch, ClusterState, Sequence, Worker } from "./cluster.js";
import { watch } from "./lateness.js";
import { relist } from "./pool.js";

/** Puts a batch on a worker's books. */
export function send(
  state: ClusterState,
  worker: Worker,
  sequences: readonly Sequence[],
  { predictedMs, urgent }: Pick<Batch, "predictedMs" | "urgent">,
  sentMs: number,
): Batch {
  let rows = 0;
  let length = 0;
  for (const sequence of sequences) {
    rows += sequence.rows;
    length = Math.max(length, sequence.length);
  }
  length = padded(worker, length);
  const id = state.nextBatchId++;
  const batch: Batch = {
    id,
    worker,
    sequences,
    rows,
    length,
    sentMs,
    predictedMs,
    urgent,
    twin: undefined,
    void: false,
  };
  worker.inFlight.set(id, batch);
  if (urgent) worker.urgent += 1;
  relist(worker);
  watch(state, worker, sentMs);
  return batch;
}

/** Takes a batch off a worker's books. */
export function takeOff(batch: Batch): void {
  const { worker } = batch;
  worker.inFlight.delete(batch.id);
  if (batch.urgent) worker.urgent -= 1;
  relist(worker);
}
