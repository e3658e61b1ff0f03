import { remove } from "./admission.js";
import type { ClusterState, Pool, Sequence } from "./cluster.js";
import type { Action } from "./decide.js";
import { setTimer } from "./timers.js";

/** Sequences that no worker can take: of a model that nobody serves, or too long for those who do. */

/** Has the pool looked at when it would be too late, if it needs that. */
export function armGrace(state: ClusterState, pool: Pool, length: number, nowMs: number): void {
  if (pool.graceArmed || (pool.workers.size > 0 && length <= pool.maxLength)) return;
  pool.graceArmed = true;
  setTimer(state.timers, nowMs + state.options.modelGraceMs, { kind: "grace", pool });
}

/** Looks at every ready sequence of the pool: seldom, and only while some cannot run. */
export function reportUnserved(state: ClusterState, pool: Pool, nowMs: number, actions: Action[]): void {
  const { modelGraceMs } = state.options;
  pool.graceArmed = false;
  let next = Number.POSITIVE_INFINITY;
  const late: Sequence[] = [];
  for (const sequence of pool.byAge) {
    if (pool.workers.size > 0 && sequence.length <= pool.maxLength) continue;
    const atMs = Math.max(sequence.admittedMs, pool.shrunkMs) + modelGraceMs;
    if (atMs <= nowMs) late.push(sequence);
    else next = Math.min(next, atMs);
  }
  for (const sequence of late) {
    remove(state, sequence, nowMs);
    const reason =
      pool.workers.size === 0
        ? `no worker has served model ${pool.model} for ${modelGraceMs} ms`
        : `a row of ${sequence.length} tokens fits no worker of model ${pool.model}: ${pool.maxLength} at most`;
    actions.push({ kind: "unserved", sequenceId: sequence.sequenceId, reason });
  }
  if (late.length > 0) next = Math.min(next, nowMs + 1000);
  if (next === Number.POSITIVE_INFINITY || pool.byAge.size === 0) return;
  pool.graceArmed = true;
  setTimer(state.timers, next, { kind: "grace", pool });
}
