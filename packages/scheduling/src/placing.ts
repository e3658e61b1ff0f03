import { isWorthWaiting, takeBatch, wouldDelay } from "./batching.js";
import type { ClusterState, Pool, Worker } from "./cluster.js";
import type { Action } from "./decide.js";
import { send } from "./in-flight.js";
import { relist } from "./pool.js";
import { chooseLead } from "./ready.js";

/** Which worker gets the next batch. */

/** Looks at workers that take nothing before the round ends; the others are found at their own next event. */
const looksPerRound = 4;

/**
 * Fills free slots while steps are ready: workers that run nothing first, then second places in line. Nothing queues behind an
 * urgent batch, whose sequences want the device again as soon as they are back; only where every worker of the pool runs
 * something urgent, more of it does, and what has waited too long.
 * @param first a worker whose slot has just become free
 */
export function placeBatches(state: ClusterState, pool: Pool, nowMs: number, actions: Action[], first?: Worker): void {
  let looks = looksPerRound;
  while (pool.byAge.size > 0 && looks > 0) {
    const worker = nextOpen(pool);
    if (!worker) return;
    if (!dispatchNext(state, worker, nowMs, actions)) {
      looks -= 1;
      relist(worker);
    }
  }
  if (first?.place && pool.byAge.size > 0 && (first.urgent === 0 || pool.calm === 0)) {
    dispatchNext(state, first, nowMs, actions);
  }
}

function nextOpen({ probing, idle, idleSlow, open, openBehindUrgent, calm }: Pool): Worker | undefined {
  // Probes come first, or a worker would never get one in a cluster with little to do.
  return (
    probing.first ?? idle.first ?? idleSlow.first ?? open.first ?? (calm === 0 ? openBehindUrgent.first : undefined)
  );
}

function dispatchNext(state: ClusterState, worker: Worker, nowMs: number, actions: Action[]): boolean {
  const { pool, inFlight } = worker;
  const only = worker.urgent > 0 ? "urgent" : worker.trust === "probing" ? "probe" : undefined;
  const lead = chooseLead(state, worker, nowMs, only);
  if (!lead) return false;
  if (inFlight.size > 0 && !lead.aged && (isWorthWaiting(worker, lead) || wouldDelay(worker, lead))) return false;
  const { sequences, predictedMs } = takeBatch(worker, lead);
  pool.sinceAged = lead.aged ? 0 : pool.sinceAged + 1;
  const batch = send(state, worker, sequences, { predictedMs, urgent: lead.urgent }, nowMs);
  const sequenceIds = sequences.map((sequence) => sequence.sequenceId);
  actions.push({ kind: "dispatch", workerId: worker.replica.id, batchId: batch.id, sequenceIds, urgent: batch.urgent });
  return true;
}
