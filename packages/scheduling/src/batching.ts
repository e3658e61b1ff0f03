import {
  type AdmittedSequence,
  type AttachedReplica,
  type ClusterState,
  readyQueue,
  readySequences,
} from "./cluster.js";
import type { Action } from "./decide.js";

/**
 * Fills the free slots of every worker with step batches, emptiest worker first.
 *
 * A batch takes the longest-waiting ready sequences up to its fair share of all that the model's slots could hold, so that
 * work spreads over the workers and each has a batch waiting behind the one that runs, instead of one batch with everything
 * and idle devices while it is committed.
 */
export function planBatches(state: ClusterState, actions: Action[]): void {
  const free = [...state.replicas.values()].filter(hasFreeSlot).sort((a, b) => a.inFlight.size - b.inFlight.size);
  for (let round = free; round.length > 0; round = round.filter(hasFreeSlot)) {
    const before = actions.length;
    for (const worker of round) dispatchOne(state, worker, actions);
    if (actions.length === before) return;
  }
}

function hasFreeSlot({ replica, inFlight }: AttachedReplica): boolean {
  return inFlight.size < replica.maxInFlight;
}

function dispatchOne(state: ClusterState, worker: AttachedReplica, actions: Action[]): void {
  const batch = takeReady(state, worker);
  if (batch.length === 0) return;
  const batchId = state.nextBatchId++;
  worker.inFlight.set(batchId, batch);
  const sequenceIds = batch.map((sequence) => sequence.sequenceId);
  actions.push({ kind: "dispatch", workerId: worker.replica.id, batchId, sequenceIds });
}

/** Ready sequences in order, as many as fit; one that does not fit is first in the next batch, so it cannot starve. */
function takeReady(state: ClusterState, { replica }: AttachedReplica): AdmittedSequence[] {
  const queue = readyQueue(state, replica.model);
  const batch: AdmittedSequence[] = [];
  if (queue.returned.size + queue.waiting.size === 0) return batch;
  const maxRows = Math.min(replica.maxRows, fairShare(state, replica.model));
  let rows = 0;
  let longest = 0;
  for (const sequence of readySequences(queue)) {
    if (sequence.length > replica.maxLength) continue;
    const nextRows = rows + sequence.rows;
    const nextLongest = Math.max(longest, sequence.length);
    // A batch of one is always allowed: a share or limit below one sequence would stop it for ever.
    if (batch.length > 0 && (nextRows > maxRows || nextRows * nextLongest > replica.maxTokens)) break;
    batch.push(sequence);
    rows = nextRows;
    longest = nextLongest;
  }
  for (const { sequenceId } of batch) {
    queue.returned.delete(sequenceId);
    queue.waiting.delete(sequenceId);
  }
  return batch;
}

/** The model's admitted rows, spread evenly over its workers' slots, rounded up. */
function fairShare(state: ClusterState, model: string): number {
  let slots = 0;
  for (const { replica } of state.replicas.values()) if (replica.model === model) slots += replica.maxInFlight;
  return Math.ceil(readyQueue(state, model).admittedRows / Math.max(1, slots));
}
