import type { Batch, ClusterState, Pool, Replica, Worker } from "./cluster.js";
import { type CostModel, createCostModel, isMeasured, observe, predictMs } from "./cost-model.js";
import { healthOf, trustAtStart } from "./health.js";
import { lengthEdges, poolOf, relist, setTrust } from "./pool.js";
import { reshelve } from "./ready.js";
import { setTimer } from "./timers.js";

/** A worker that takes so many times as long as its pool's best kind is slow; looked at, and known to its kind, every so many batches. */
const slowTimes = 1.5;
const slowLookEvery = 16;

export function attach(state: ClusterState, replica: Replica, nowMs: number): Worker {
  const pool = poolOf(state, replica.model);
  const health = healthOf(state, replica.id);
  const worker: Worker = {
    replica,
    pool,
    cost: createCostModel(kindOf(pool, replica)),
    leaseUntilMs: nowMs + state.options.leaseMs,
    inFlight: new Map(),
    trust: "quarantined",
    health,
    slow: false,
    urgent: 0,
    isCalm: false,
    isSwift: false,
    place: undefined,
    lastDoneMs: nowMs,
    overheadMs: 1,
    watchMs: Number.POSITIVE_INFINITY,
    gone: false,
  };
  state.replicas.set(replica.id, worker);
  pool.workers.add(worker);
  state.stirred.add(pool);
  measurePool(pool, nowMs);
  setTrust(worker, trustAtStart(health, nowMs));
  setTimer(state.timers, worker.leaseUntilMs + 1, { kind: "lease", worker });
  if (worker.trust === "quarantined") setTimer(state.timers, health.untilMs, { kind: "probe", worker });
  return worker;
}

/** What the pool's workers with such a device have measured together. */
function kindOf(pool: Pool, { device = "" }: Replica): CostModel {
  let kind = pool.kinds.get(device);
  if (!kind) {
    kind = createCostModel();
    pool.kinds.set(device, kind);
  }
  return kind;
}

/** What one of its batches took. */
export function measure(worker: Worker, { rows, length }: Batch, forwardMs: number): void {
  const { pool, cost, replica } = worker;
  observe(cost, rows, length, forwardMs);
  if (cost.observed > slowLookEvery && cost.observed % slowLookEvery !== 0) return;
  observe(kindOf(pool, replica), rows, length, forwardMs);
  let bestMs = Number.POSITIVE_INFINITY;
  for (const kind of pool.kinds.values())
    if (isMeasured(kind)) bestMs = Math.min(bestMs, predictMs(kind, rows, length));
  worker.slow = predictMs(cost, rows, length) > slowTimes * bestMs;
}

/** Its batches stay on it, for the caller to deal with. */
export function detach(state: ClusterState, worker: Worker, nowMs: number): void {
  const { pool, replica } = worker;
  state.replicas.delete(replica.id);
  pool.workers.delete(worker);
  worker.gone = true;
  setTrust(worker, "quarantined");
  relist(worker);
  measurePool(pool, nowMs);
}

/** What the pool's workers take has changed. Shelves follow only where a worker has a length of its own. */
function measurePool(pool: Pool, nowMs: number): void {
  let longest = 0;
  for (const { replica } of pool.workers) longest = Math.max(longest, replica.maxLength);
  if (longest < pool.maxLength) pool.shrunkMs = nowMs;
  pool.maxLength = longest;
  const edges = lengthEdges(pool.workers);
  const known = new Set(pool.edges);
  if (edges.every((edge) => known.has(edge))) return;
  pool.edges = edges;
  reshelve(pool);
}
