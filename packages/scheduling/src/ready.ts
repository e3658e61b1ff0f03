import TinyQueue from "tinyqueue";
import type { Account, ClusterState, Pool, Sequence, Shelf, Worker } from "./cluster.js";
import { advanceVirtual, charge, enterShare, mayBorrow } from "./fair-share.js";
import { Line } from "./line.js";
import { edgeOf } from "./pool.js";

/** The ready sequences of a pool: by level, length, tenant and time. */

/** One batch in so many may go to who waited longest, whatever its class and tenant: nobody starves. */
const agedEvery = 16;

/** Its next step may run. */
export function makeReady(state: ClusterState, sequence: Sequence, nowMs: number): void {
  sequence.readySinceMs = nowMs;
  sequence.readyOrder = state.nextReady++;
  state.stirred.add(sequence.pool);
  shelve(sequence, false);
}

/** Its step was not done: back to where it was, before those that came later. */
export function returnReady(state: ClusterState, sequence: Sequence): void {
  state.stirred.add(sequence.pool);
  shelve(sequence, true);
}

function shelve(sequence: Sequence, front: boolean): void {
  const { pool, account } = sequence;
  const shelf = shelfFor(pool, sequence);
  let line = shelf.lines.get(account);
  if (!line) {
    line = new Line();
    shelf.lines.set(account, line);
    shelf.byShare.push({ account, spent: account.spent });
  }
  if (account.ready === 0) enterShare(pool, account);
  account.ready += 1;
  shelf.size += 1;
  pool.readyTokens[sequence.level]! += sequence.rows * sequence.length;
  sequence.shelf = shelf;
  sequence.place = front ? line.unshift(sequence) : line.push(sequence);
  sequence.agePlace = front ? pool.byAge.unshift(sequence) : pool.byAge.push(sequence);
}

/** Off its shelf; free of charge. */
export function unshelve(sequence: Sequence): void {
  const { pool, account, shelf, place, agePlace } = sequence;
  if (!shelf) return;
  Line.leave(place!);
  Line.leave(agePlace!);
  account.ready -= 1;
  shelf.size -= 1;
  pool.readyTokens[sequence.level]! -= sequence.rows * sequence.length;
  sequence.shelf = undefined;
  sequence.place = undefined;
  sequence.agePlace = undefined;
}

/** Off its shelf into a batch; its tenant pays, once for each step. */
export function takeReady(sequence: Sequence): void {
  const { pool, account, rows } = sequence;
  const tokens = rows * sequence.shelf!.edge;
  unshelve(sequence);
  if (sequence.paid) return;
  sequence.paid = true;
  charge(pool, account, tokens);
}

export interface Lead {
  readonly sequence: Sequence;
  /** It goes before other classes, and nothing may queue behind it. */
  readonly urgent: boolean;
  /** It is served out of turn. */
  readonly aged: boolean;
}

/**
 * Whose step is next on this worker: the most urgent class first, as long as the tenant may borrow; in the class, the tenant
 * that had least; of that tenant, who waited longest.
 * @param only how much the worker is restricted: "urgent" takes interactive and aged work, "probe" the least urgent there is
 */
export function chooseLead(
  state: ClusterState,
  { pool, replica, slow }: Worker,
  nowMs: number,
  only?: "urgent" | "probe",
): Lead | undefined {
  const oldest = pool.byAge.first;
  if (!oldest) return undefined;
  if (
    pool.sinceAged >= agedEvery - 1 &&
    nowMs - oldest.readySinceMs > state.options.ageMs &&
    oldest.length <= replica.maxLength
  ) {
    return { sequence: oldest, urgent: false, aged: true };
  }
  // A swift worker will soon have a place for what is urgent.
  const leaveUrgent = slow && pool.swift > 0;
  let least = Number.POSITIVE_INFINITY;
  let urgent: Lead | undefined;
  let inTurn: Sequence | undefined;
  for (let level = 0; level < pool.shelves.length; level++) {
    const first = firstOfLevel(pool.shelves[level]!, replica.maxLength);
    if (!first) continue;
    least = Math.min(least, first.account.spent);
    const last = level === pool.shelves.length - 1;
    if (!urgent && !last && !(leaveUrgent && level === 0) && mayBorrow(pool, first.account)) {
      urgent = { sequence: first, urgent: level === 0, aged: false };
    }
    if (!inTurn || goesBefore(first, inTurn) || only === "probe" || (leaveUrgent && inTurn.level === 0)) inTurn = first;
  }
  if (!inTurn) return undefined;
  advanceVirtual(pool, least);
  if (only === "probe" || !urgent)
    return only === "urgent" ? undefined : { sequence: inTurn, urgent: false, aged: false };
  return only === "urgent" && !urgent.urgent ? undefined : urgent;
}

/** The next one of a shelf: of the account that had least, who waited longest. */
export function firstOf(shelf: Shelf): Sequence | undefined {
  if (shelf.size === 0) return undefined;
  for (;;) {
    const entry = shelf.byShare.peek()!;
    const first = shelf.lines.get(entry.account)!.first;
    if (first && entry.spent === entry.account.spent) return first;
    shelf.byShare.pop();
    if (first) shelf.byShare.push({ account: entry.account, spent: entry.account.spent });
    else shelf.lines.delete(entry.account);
  }
}

function firstOfLevel(shelves: readonly Shelf[], maxLength: number): Sequence | undefined {
  let best: Sequence | undefined;
  for (const shelf of shelves) {
    if (shelf.edge > maxLength) break;
    const first = firstOf(shelf);
    if (first && (!best || goesBefore(first, best))) best = first;
  }
  return best;
}

/** Whether `a` would be served before `b` if both were ready. */
export function isBefore(a: Sequence, b: Sequence): boolean {
  if (a.level < b.level) return mayBorrow(a.pool, a.account);
  return a.level === b.level && goesBefore(a, b);
}

function goesBefore(a: Sequence, b: Sequence): boolean {
  return a.account.spent - b.account.spent < 0 || (a.account.spent === b.account.spent && a.readyOrder < b.readyOrder);
}

function shelfFor(pool: Pool, { level, length }: Sequence): Shelf {
  const edge = edgeOf(pool, length);
  const shelves = pool.shelves[level]!;
  let at = 0;
  while (at < shelves.length && shelves[at]!.edge < edge) at++;
  const found = shelves[at];
  if (found?.edge === edge) return found;
  const byShare = new TinyQueue<{ account: Account; spent: number }>([], (a, b) => a.spent - b.spent);
  const shelf: Shelf = { edge, size: 0, lines: new Map(), byShare };
  shelves.splice(at, 0, shelf);
  return shelf;
}

/** Puts everything on shelves anew, in the same order: the pool's edges have changed. */
export function reshelve(pool: Pool): void {
  const all = [...pool.byAge];
  for (const sequence of all) unshelve(sequence);
  for (const shelves of pool.shelves) shelves.length = 0;
  for (const sequence of all) shelve(sequence, false);
}
