import { couldRun } from "./batching.js";
import type { Batch, ClusterState, Worker } from "./cluster.js";
import { predictMs } from "./cost-model.js";
import type { Action } from "./decide.js";
import { lose } from "./faults.js";
import { quarantine } from "./health.js";
import { send } from "./in-flight.js";
import { hangsAtMs, lateAtMs, oldestAwaited, startedMs, watch } from "./lateness.js";

/**
 * The timer's answer. What is late runs on an idle worker as well, and the first answer wins; what is so late that its worker
 * must hang is taken from it.
 */
export function lookAt(state: ClusterState, worker: Worker, nowMs: number, actions: Action[]): void {
  // Another timer was set for earlier, and has dealt with it.
  if (nowMs < worker.watchMs) return;
  worker.watchMs = Number.POSITIVE_INFINITY;
  const oldest = worker.gone ? undefined : oldestAwaited(worker);
  if (!oldest) return;
  if (nowMs >= hangsAtMs(state, oldest)) {
    const waitedMs = Math.round(nowMs - startedMs(oldest));
    for (const batch of [...worker.inFlight.values()]) {
      if (!batch.void) actions.push({ kind: "void_batch", workerId: worker.replica.id, batchId: batch.id });
    }
    lose(state, [...worker.inFlight.values()], actions, nowMs);
    quarantine(state, worker, `no answer for ${waitedMs} ms`, nowMs, actions);
    return;
  }
  // The one behind it is as late as the first.
  if (nowMs >= lateAtMs(state, oldest))
    for (const batch of worker.inFlight.values()) hedge(state, batch, nowMs, actions);
  watch(state, worker, nowMs + oldest.predictedMs);
}

function hedge(state: ClusterState, batch: Batch, nowMs: number, actions: Action[]): void {
  if (batch.void || batch.twin) return;
  const idle = batch.worker.pool.idle.first;
  const sequences = batch.sequences.filter((sequence) => !sequence.ended);
  if (!idle || sequences.length === 0 || !couldRun(idle, sequences)) return;
  const predictedMs = predictMs(idle.cost, batch.rows, batch.length);
  const twin = send(state, idle, sequences, { predictedMs, urgent: batch.urgent }, nowMs);
  batch.twin = twin;
  twin.twin = batch;
  const sequenceIds = sequences.map((sequence) => sequence.sequenceId);
  actions.push({
    kind: "dispatch",
    workerId: idle.replica.id,
    batchId: twin.id,
    sequenceIds,
    urgent: batch.urgent,
    hedgeOf: { workerId: batch.worker.replica.id, batchId: batch.id },
  });
}
