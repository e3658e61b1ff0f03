import type { ClusterState, Pool, Replica, Worker } from "./cluster.js";
import { createCostModel } from "./cost-model.js";
import { healthOf, trustAtStart } from "./health.js";
import { lengthEdges, poolOf, relist, setTrust } from "./pool.js";
import { reshelve } from "./ready.js";
import { setTimer } from "./timers.js";

export function attach(state: ClusterState, replica: Replica, nowMs: number): Worker {
  const pool = poolOf(state, replica.model);
  const health = healthOf(state, replica.id);
  const worker: Worker = {
    replica,
    pool,
    cost: createCostModel(pool.measured.get(replica.device ?? "")),
    leaseUntilMs: nowMs + state.options.leaseMs,
    inFlight: new Map(),
    trust: "quarantined",
    health,
    urgent: 0,
    isCalm: false,
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
