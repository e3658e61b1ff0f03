import { type Admission, admit, remove, resize } from "./admission.js";
import type { Batch, ClusterState, Replica, StepCost, Worker } from "./cluster.js";
import { lose } from "./faults.js";
import { blame, countLoss, forget, praise, quarantine } from "./health.js";
import { lookAt } from "./hedging.js";
import { takeOff } from "./in-flight.js";
import { watch } from "./lateness.js";
import { placeBatches } from "./placing.js";
import { setTrust } from "./pool.js";
import { makeReady } from "./ready.js";
import { setTimer, type Timer, takeDue } from "./timers.js";
import { armGrace, reportUnserved } from "./unserved.js";
import { attach, detach, measure } from "./workers.js";

export type ClusterEvent =
  | { readonly kind: "worker_attached"; readonly replica: Replica }
  | { readonly kind: "worker_heard"; readonly workerId: string }
  | { readonly kind: "worker_lost"; readonly workerId: string }
  | ({ readonly kind: "sequence_admitted"; readonly cost: StepCost } & Admission)
  /** Finished, cancelled or failed outside of a step; where it is in a batch, that row's result will not matter. */
  | { readonly kind: "sequence_ended"; readonly sequenceId: string }
  /** The batch's results were committed: its sequences are ready for their next step, but for those in `ended`. */
  | {
      readonly kind: "batch_done";
      readonly workerId: string;
      readonly batchId: number;
      readonly ended: readonly string[];
      /** Of those whose next step's row has another length: its tokens. */
      readonly lengths?: ReadonlyMap<string, number>;
      /** Time on the device, and waiting for it at the worker, milliseconds. */
      readonly forwardMs?: number;
      readonly waitMs?: number;
    }
  | {
      readonly kind: "batch_failed";
      readonly workerId: string;
      readonly batchId: number;
      /** Default "failed": the worker says so itself. "nonsense": its answer could not be one. */
      readonly fault?: "failed" | "nonsense";
      readonly reason?: string;
    }
  /** Time has passed. Only this lets leases end and batches be late; several times a lease, and every few ms for hedges. */
  | { readonly kind: "tick" };

export type Action =
  | {
      readonly kind: "dispatch";
      readonly workerId: string;
      readonly batchId: number;
      readonly sequenceIds: readonly string[];
      /** Interactive work leads it. */
      readonly urgent: boolean;
      /** The batch that is late: whichever of the two answers first counts. */
      readonly hedgeOf?: { readonly workerId: string; readonly batchId: number };
    }
  /** The batch's answer must not be used any more; when it comes, it is still `batch_done`, with nobody ended. */
  | { readonly kind: "void_batch"; readonly workerId: string; readonly batchId: number }
  /** The worker is out: what it still sends is void. */
  | { readonly kind: "drop_worker"; readonly workerId: string; readonly reason: string }
  /** It gets no work for a while, and then one small batch to show that it can. */
  | { readonly kind: "quarantine_worker"; readonly workerId: string; readonly reason: string; readonly forMs: number }
  | { readonly kind: "trust_worker"; readonly workerId: string }
  /** The sequence is out: its step was dispatched too often and never done. */
  | { readonly kind: "give_up"; readonly sequenceId: string; readonly failures: number }
  /** The sequence is out: its deadline has passed. */
  | { readonly kind: "expire"; readonly sequenceId: string }
  /** The sequence is out: no worker that could take it was there for too long. */
  | { readonly kind: "unserved"; readonly sequenceId: string; readonly reason: string };

/**
 * What to do now that something happened. Mutates the state, touches nothing else, and is told the time. Takes O(log n) for an
 * event, in workers, tenants and sequences.
 * An event about a worker, batch or sequence that is no longer known changes nothing.
 * @param nowMs a clock that never goes back, milliseconds
 */
export function decide(state: ClusterState, event: ClusterEvent, nowMs: number): Action[] {
  const actions: Action[] = [];
  let freed: Worker | undefined;
  switch (event.kind) {
    case "worker_attached":
      attach(state, event.replica, nowMs);
      break;
    case "worker_heard":
      freed = heard(state, event.workerId, nowMs);
      break;
    case "worker_lost": {
      const worker = state.replicas.get(event.workerId);
      if (!worker) break;
      if (worker.inFlight.size > 0) countLoss(state, worker, nowMs);
      leave(state, worker, nowMs, actions);
      break;
    }
    case "sequence_admitted": {
      const sequence = admit(state, event.cost, event, nowMs);
      armGrace(state, sequence.pool, sequence.length, nowMs);
      break;
    }
    case "sequence_ended": {
      const sequence = state.sequences.get(event.sequenceId);
      if (sequence) remove(state, sequence, nowMs);
      break;
    }
    case "batch_done": {
      const worker = heard(state, event.workerId, nowMs);
      const batch = worker?.inFlight.get(event.batchId);
      for (const id of event.ended) {
        const sequence = state.sequences.get(id);
        if (sequence) remove(state, sequence, nowMs);
      }
      if (!worker || !batch) break;
      learn(batch, event.forwardMs, event.waitMs, nowMs);
      takeOff(batch);
      praise(state, worker, actions);
      if (!batch.void) commit(state, batch, event.lengths, actions, nowMs);
      watch(state, worker, nowMs);
      freed = worker;
      break;
    }
    case "batch_failed": {
      const worker = heard(state, event.workerId, nowMs);
      const batch = worker?.inFlight.get(event.batchId);
      if (!worker || !batch) break;
      const { fault = "failed", reason = fault } = event;
      worker.lastDoneMs = nowMs;
      lose(state, [batch], actions, nowMs);
      takeOff(batch);
      // Where nobody else could do its work, an honest worker tries again at once.
      if (fault === "nonsense" || worker.trust === "probing" || worker.pool.trusted > 1) {
        quarantine(state, worker, reason, nowMs, actions);
      }
      freed = worker;
      break;
    }
    case "tick":
      for (let timer = takeDue(state.timers, nowMs); timer; timer = takeDue(state.timers, nowMs)) {
        onTimer(state, timer, nowMs, actions);
      }
      break;
    default:
      return event satisfies never;
  }
  if (freed) state.stirred.add(freed.pool);
  for (const pool of state.stirred) placeBatches(state, pool, nowMs, actions, freed?.pool === pool ? freed : undefined);
  state.stirred.clear();
  return actions;
}

function heard(state: ClusterState, workerId: string, nowMs: number): Worker | undefined {
  const worker = state.replicas.get(workerId);
  if (worker) worker.leaseUntilMs = nowMs + state.options.leaseMs;
  return worker;
}

/** The worker is gone; what it had in flight runs elsewhere. */
function leave(state: ClusterState, worker: Worker, nowMs: number, actions: Action[]): void {
  detach(state, worker, nowMs);
  lose(state, [...worker.inFlight.values()], actions, nowMs);
  armGrace(state, worker.pool, 0, nowMs);
}

function learn(batch: Batch, forwardMs: number | undefined, waitMs: number | undefined, nowMs: number): void {
  const { worker, sentMs } = batch;
  worker.lastDoneMs = nowMs;
  if (forwardMs === undefined) return;
  measure(worker, batch, forwardMs);
  const onTheWay = nowMs - sentMs - forwardMs - (waitMs ?? 0);
  if (onTheWay >= 0) worker.overheadMs += (onTheWay - worker.overheadMs) / 16;
}

/** The first answer to a batch: its sequences are ready for their next step. */
function commit(
  state: ClusterState,
  batch: Batch,
  lengths: ReadonlyMap<string, number> | undefined,
  actions: Action[],
  nowMs: number,
): void {
  if (batch.twin) {
    batch.twin.void = true;
    batch.twin.twin = undefined;
    actions.push({ kind: "void_batch", workerId: batch.twin.worker.replica.id, batchId: batch.twin.id });
  }
  for (const sequence of batch.sequences) {
    if (sequence.ended) continue;
    sequence.failures = 0;
    sequence.paid = false;
    const length = lengths?.get(sequence.sequenceId);
    if (length !== undefined) {
      resize(sequence, length);
      armGrace(state, sequence.pool, length, nowMs);
    }
    makeReady(state, sequence, nowMs);
  }
}

function onTimer(state: ClusterState, timer: Timer, nowMs: number, actions: Action[]): void {
  switch (timer.kind) {
    case "lease": {
      const { worker } = timer;
      if (worker.gone) return;
      if (worker.leaseUntilMs >= nowMs) {
        setTimer(state.timers, worker.leaseUntilMs + 1, timer);
        return;
      }
      const reason = `silent for more than ${state.options.leaseMs} ms`;
      actions.push({ kind: "drop_worker", workerId: worker.replica.id, reason });
      blame(state, worker, nowMs);
      leave(state, worker, nowMs, actions);
      return;
    }
    case "watch":
      lookAt(state, timer.worker, nowMs, actions);
      return;
    case "probe": {
      const { worker } = timer;
      if (worker.gone || worker.trust !== "quarantined" || worker.health.untilMs > nowMs) return;
      setTrust(worker, "probing");
      state.stirred.add(worker.pool);
      return;
    }
    case "forget":
      forget(state, timer.workerId, nowMs);
      return;
    case "deadline": {
      const { sequence } = timer;
      if (sequence.ended) return;
      remove(state, sequence, nowMs);
      actions.push({ kind: "expire", sequenceId: sequence.sequenceId });
      return;
    }
    case "grace":
      reportUnserved(state, timer.pool, nowMs, actions);
      return;
    default:
      timer satisfies never;
  }
}
