import { type ClusterState, type Pool, priorityClasses, type Worker } from "./cluster.js";
import { Line } from "./line.js";

export function poolOf(state: ClusterState, model: string): Pool {
  let pool = state.pools.get(model);
  if (!pool) {
    pool = createPool(model);
    state.pools.set(model, pool);
  }
  return pool;
}

function createPool(model: string): Pool {
  return {
    model,
    workers: new Set(),
    edges: lengthEdges([]),
    maxLength: 0,
    shrunkMs: Number.NEGATIVE_INFINITY,
    graceArmed: false,
    shelves: priorityClasses.map(() => []),
    byAge: new Line(),
    sinceAged: 0,
    readyTokens: priorityClasses.map(() => 0),
    runningTokens: 0,
    accounts: new Map(),
    virtualSpent: 0,
    largestCharge: 0,
    probing: new Line(),
    idle: new Line(),
    idleSlow: new Line(),
    open: new Line(),
    openBehindUrgent: new Line(),
    trusted: 0,
    slots: 0,
    calm: 0,
    swift: 0,
    kinds: new Map(),
  };
}

/**
 * Ranges of lengths that share batches: thirds of an octave, which pad by 26 % at most, and every length that a worker pads to
 * or ends at, so that a whole shelf fits a worker or none of it does.
 * @returns longest lengths of the ranges, ascending
 */
export function lengthEdges(workers: Iterable<Worker>): number[] {
  const edges = new Set<number>();
  for (let third = 12; third <= 60; third++) edges.add(Math.round(2 ** (third / 3)));
  for (const { replica } of workers) for (const edge of [...(replica.shapes ?? []), replica.maxLength]) edges.add(edge);
  return [...edges].sort((a, b) => a - b);
}

export function edgeOf(pool: Pool, length: number): number {
  let low = 0;
  let high = pool.edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pool.edges[middle]! < length) low = middle + 1;
    else high = middle;
  }
  return Math.max(pool.edges[low]!, length);
}

/** Lists a worker where its free slots are found: after every change of its trust or its batches. */
export function relist(worker: Worker): void {
  const { pool, replica, inFlight, trust, urgent, slow, gone } = worker;
  const isCalm = trust === "trusted" && urgent === 0 && !gone;
  if (isCalm !== worker.isCalm) pool.calm += isCalm ? 1 : -1;
  if ((isCalm && !slow) !== worker.isSwift) pool.swift += worker.isSwift ? -1 : 1;
  worker.isCalm = isCalm;
  worker.isSwift = isCalm && !slow;
  if (worker.place) Line.leave(worker.place);
  worker.place = undefined;
  if (gone || trust === "quarantined") return;
  if (trust === "probing") worker.place = inFlight.size === 0 ? pool.probing.push(worker) : undefined;
  else if (inFlight.size === 0) worker.place = (slow ? pool.idleSlow : pool.idle).push(worker);
  else if (inFlight.size >= replica.maxInFlight) return;
  else worker.place = (urgent > 0 ? pool.openBehindUrgent : pool.open).push(worker);
}

export function setTrust(worker: Worker, trust: Worker["trust"]): void {
  const { pool, replica } = worker;
  if (worker.trust === "trusted") {
    pool.trusted -= 1;
    pool.slots -= replica.maxInFlight;
  }
  worker.trust = trust;
  if (trust === "trusted") {
    pool.trusted += 1;
    pool.slots += replica.maxInFlight;
  }
  relist(worker);
}
