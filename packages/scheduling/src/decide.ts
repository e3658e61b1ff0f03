import { planBatches } from "./batching.js";
import { type AdmittedSequence, type ClusterState, type Replica, readyQueue, type StepCost } from "./cluster.js";

export type ClusterEvent =
  | { readonly kind: "worker_attached"; readonly replica: Replica }
  | { readonly kind: "worker_heard"; readonly workerId: string }
  | { readonly kind: "worker_lost"; readonly workerId: string }
  | { readonly kind: "sequence_admitted"; readonly cost: StepCost }
  /** Finished, cancelled or failed outside of a step; where it is in a batch, that row's result will not matter. */
  | { readonly kind: "sequence_ended"; readonly sequenceId: string }
  /** The batch's results were committed: its sequences are ready for their next step, but for those in `ended`. */
  | {
      readonly kind: "batch_done";
      readonly workerId: string;
      readonly batchId: number;
      readonly ended: readonly string[];
    }
  | { readonly kind: "batch_failed"; readonly workerId: string; readonly batchId: number }
  | { readonly kind: "tick" };

export type Action =
  | {
      readonly kind: "dispatch";
      readonly workerId: string;
      readonly batchId: number;
      readonly sequenceIds: readonly string[];
    }
  /** The worker is out: what it still sends is void. */
  | { readonly kind: "drop_worker"; readonly workerId: string; readonly reason: string }
  /** The sequence is out: its step was dispatched too often and never done. */
  | { readonly kind: "give_up"; readonly sequenceId: string; readonly failures: number };

/**
 * What to do now that something happened. Mutates the state, touches nothing else, and is told the time.
 * An event about a worker, batch or sequence that is no longer known changes nothing.
 * @param nowMs a clock that never goes back, milliseconds
 */
export function decide(state: ClusterState, event: ClusterEvent, nowMs: number): Action[] {
  const actions: Action[] = [];
  switch (event.kind) {
    case "worker_attached":
      state.replicas.set(event.replica.id, {
        replica: event.replica,
        leaseUntilMs: nowMs + state.leaseMs,
        inFlight: new Map(),
      });
      break;
    case "worker_heard":
      renewLease(state, event.workerId, nowMs);
      break;
    case "worker_lost":
      removeWorker(state, event.workerId, actions);
      break;
    case "sequence_admitted": {
      const sequence = { ...event.cost, order: state.nextOrder++, failures: 0 };
      state.sequences.set(sequence.sequenceId, sequence);
      const queue = readyQueue(state, sequence.model);
      queue.waiting.set(sequence.sequenceId, sequence);
      queue.admittedRows += sequence.rows;
      break;
    }
    case "sequence_ended":
      removeSequence(state, event.sequenceId);
      break;
    case "batch_done": {
      renewLease(state, event.workerId, nowMs);
      for (const id of event.ended) removeSequence(state, id);
      for (const sequence of takeBatch(state, event.workerId, event.batchId)) {
        sequence.failures = 0;
        readyQueue(state, sequence.model).waiting.set(sequence.sequenceId, sequence);
      }
      break;
    }
    case "batch_failed":
      renewLease(state, event.workerId, nowMs);
      giveBack(state, takeBatch(state, event.workerId, event.batchId), actions);
      break;
    case "tick":
      for (const { replica, leaseUntilMs } of [...state.replicas.values()]) {
        if (leaseUntilMs >= nowMs) continue;
        actions.push({ kind: "drop_worker", workerId: replica.id, reason: `silent for more than ${state.leaseMs} ms` });
        removeWorker(state, replica.id, actions);
      }
      break;
    default:
      return event satisfies never;
  }
  planBatches(state, actions);
  return actions;
}

function renewLease(state: ClusterState, workerId: string, nowMs: number): void {
  const worker = state.replicas.get(workerId);
  if (worker) worker.leaseUntilMs = nowMs + state.leaseMs;
}

function removeWorker(state: ClusterState, workerId: string, actions: Action[]): void {
  const worker = state.replicas.get(workerId);
  if (!worker) return;
  const batches = [...worker.inFlight.keys()];
  const sequences = batches.flatMap((batchId) => takeBatch(state, workerId, batchId));
  state.replicas.delete(workerId);
  giveBack(state, sequences, actions);
}

function removeSequence(state: ClusterState, sequenceId: string): void {
  const sequence = state.sequences.get(sequenceId);
  if (!sequence) return;
  state.sequences.delete(sequenceId);
  const queue = readyQueue(state, sequence.model);
  queue.returned.delete(sequenceId);
  queue.waiting.delete(sequenceId);
  queue.admittedRows -= sequence.rows;
}

/** Takes a batch off its worker: those of its sequences that have not ended meanwhile, even if their ids came back. */
function takeBatch(state: ClusterState, workerId: string, batchId: number): AdmittedSequence[] {
  const inFlight = state.replicas.get(workerId)?.inFlight;
  const batch = inFlight?.get(batchId) ?? [];
  inFlight?.delete(batchId);
  return batch.filter((sequence) => state.sequences.get(sequence.sequenceId) === sequence);
}

/** Steps that were not done go to the front of the queue, oldest sequence first. */
function giveBack(state: ClusterState, sequences: AdmittedSequence[], actions: Action[]): void {
  for (const sequence of sequences.sort((a, b) => a.order - b.order)) {
    sequence.failures += 1;
    if (sequence.failures >= state.maxFailures) {
      removeSequence(state, sequence.sequenceId);
      actions.push({ kind: "give_up", sequenceId: sequence.sequenceId, failures: sequence.failures });
    } else {
      readyQueue(state, sequence.model).returned.set(sequence.sequenceId, sequence);
    }
  }
}
