import { remove } from "./admission.js";
import type { Batch, ClusterState, Sequence } from "./cluster.js";
import type { Action } from "./decide.js";
import { returnReady } from "./ready.js";

/**
 * These batches will have no answer. Their steps go back, oldest sequence first, unless a hedge still runs them; a step that was
 * not done too often takes its sequence out. A batch whose answer may still come keeps its slot until then.
 */
export function lose(state: ClusterState, batches: readonly Batch[], actions: Action[], nowMs: number): void {
  const undone: Sequence[] = [];
  for (const batch of batches) {
    if (batch.void) continue;
    batch.void = true;
    if (batch.twin) batch.twin.twin = undefined;
    else undone.push(...batch.sequences.filter((sequence) => !sequence.ended));
    // What goes wrong with a probe is the worker's fault alone.
    if (!batch.twin && batch.worker.trust !== "probing") for (const sequence of batch.sequences) sequence.failures += 1;
    batch.twin = undefined;
  }
  undone.sort((a, b) => b.order - a.order);
  const givenUp: Sequence[] = [];
  for (const sequence of undone) {
    if (sequence.failures >= state.options.maxFailures) givenUp.push(sequence);
    else returnReady(state, sequence);
  }
  for (const sequence of givenUp) {
    remove(state, sequence, nowMs);
    actions.push({ kind: "give_up", sequenceId: sequence.sequenceId, failures: sequence.failures });
  }
}
