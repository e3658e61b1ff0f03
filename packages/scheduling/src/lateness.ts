import type { Batch, ClusterState, Worker } from "./cluster.js";
import { isMeasured } from "./cost-model.js";
import { setTimer } from "./timers.js";

/** When a batch takes longer than its worker's own cost model expects. */

/** How long a worker may take that nobody has measured, as a first batch also warms a device up. */
const unmeasuredHangMs = 60_000;
const hangTimes = 20;
/** What timers and a busy scheduler may add. */
const slackMs = 5;

/** Has the worker's oldest batch looked at when it would be late. */
export function watch(state: ClusterState, worker: Worker, nowMs: number): void {
  const oldest = oldestAwaited(worker);
  if (!oldest) return;
  const atMs = Math.max(oldest.twin ? hangsAtMs(state, oldest) : lateAtMs(state, oldest), nowMs + slackMs);
  // One timer set for the first batch serves those that follow, until it is due.
  if (atMs >= worker.watchMs) return;
  worker.watchMs = atMs;
  setTimer(state.timers, atMs, { kind: "watch", worker });
}

export function oldestAwaited({ inFlight }: Worker): Batch | undefined {
  for (const batch of inFlight.values()) if (!batch.void) return batch;
  return undefined;
}

/** A worker runs its batches in order. */
export function startedMs({ sentMs, worker }: Batch): number {
  return Math.max(sentMs, worker.lastDoneMs);
}

export function lateAtMs(state: ClusterState, batch: Batch): number {
  const { cost, overheadMs } = batch.worker;
  if (!isMeasured(cost) || batch.predictedMs === 0) return startedMs(batch) + 2 * state.options.leaseMs;
  return startedMs(batch) + (2 + 4 * cost.deviation) * batch.predictedMs + overheadMs + slackMs;
}

export function hangsAtMs(state: ClusterState, batch: Batch): number {
  const { cost } = batch.worker;
  if (!isMeasured(cost) || batch.predictedMs === 0) return startedMs(batch) + unmeasuredHangMs;
  return startedMs(batch) + Math.max(state.options.leaseMs, hangTimes * batch.predictedMs);
}
