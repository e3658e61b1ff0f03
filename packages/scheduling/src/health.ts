import type { ClusterState, Worker } from "./cluster.js";
import type { Action } from "./decide.js";
import { setTrust } from "./pool.js";
import { setTimer } from "./timers.js";

/** What is remembered of a worker's faults, across its streams. */
export interface Health {
  /** Faults since it last did well for long. */
  faults: number;
  /** Streams that broke with work on them, since it last did any. */
  losses: number;
  /** Batches done since the last fault. */
  good: number;
  /** Until when it gets nothing. */
  untilMs: number;
}

const firstBackOffMs = 250;
const longestBackOffMs = 60_000;
const lossesAllowed = 3;
/** Batches after which a worker's faults are forgotten. */
const goodBatches = 100;
const rememberedMs = 600_000;

export function healthOf(state: ClusterState, workerId: string): Health {
  return state.health.get(workerId) ?? { faults: 0, losses: 0, good: 0, untilMs: Number.NEGATIVE_INFINITY };
}

/** How a worker starts that attaches now. */
export function trustAtStart({ faults, untilMs }: Health, nowMs: number): Worker["trust"] {
  if (untilMs > nowMs) return "quarantined";
  return faults > 0 ? "probing" : "trusted";
}

/** A worker must not work for now: longer each time, until a small batch has shown that it can. */
export function quarantine(
  state: ClusterState,
  worker: Worker,
  reason: string,
  nowMs: number,
  actions: Action[],
): void {
  const forMs = blame(state, worker, nowMs);
  setTrust(worker, "quarantined");
  setTimer(state.timers, worker.health.untilMs, { kind: "probe", worker });
  actions.push({ kind: "quarantine_worker", workerId: worker.replica.id, reason, forMs });
}

/** Remembers a fault of a worker that is here, or has just left. @returns how long it gets nothing, milliseconds */
export function blame(state: ClusterState, { replica, health }: Worker, nowMs: number): number {
  health.faults += 1;
  health.good = 0;
  health.losses = 0;
  const forMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (health.faults - 1));
  health.untilMs = nowMs + forMs;
  remember(state, replica.id, health, nowMs);
  return forMs;
}

/** Its stream broke with work on it: that happens, but not again and again. */
export function countLoss(state: ClusterState, worker: Worker, nowMs: number): void {
  worker.health.losses += 1;
  if (worker.health.losses >= lossesAllowed) blame(state, worker, nowMs);
  else remember(state, worker.replica.id, worker.health, nowMs);
}

/** It did a batch. */
export function praise(state: ClusterState, worker: Worker, actions: Action[]): void {
  const { health, replica } = worker;
  if (worker.trust === "probing") {
    setTrust(worker, "trusted");
    actions.push({ kind: "trust_worker", workerId: replica.id });
  }
  if (health.faults === 0 && health.losses === 0) return;
  health.losses = 0;
  health.good += 1;
  if (health.good >= goodBatches) health.faults = 0;
  if (health.faults === 0) state.health.delete(replica.id);
}

function remember(state: ClusterState, workerId: string, health: Health, nowMs: number): void {
  if (state.health.has(workerId)) return;
  state.health.set(workerId, health);
  setTimer(state.timers, nowMs + rememberedMs, { kind: "forget", workerId });
}

/** Forgets a worker that has not come back. */
export function forget(state: ClusterState, workerId: string, nowMs: number): void {
  const health = state.health.get(workerId);
  if (!health) return;
  const atMs = health.untilMs + rememberedMs;
  if (atMs <= nowMs && !state.replicas.has(workerId)) state.health.delete(workerId);
  else setTimer(state.timers, Math.max(atMs, nowMs + rememberedMs), { kind: "forget", workerId });
}
