import type { Sequence, Shelf, Worker } from "./cluster.js";
import { isMeasured, kneeRows, predictMs } from "./cost-model.js";
import { firstOf, isBefore, type Lead, takeReady } from "./ready.js";

/** What goes into one batch, and how large it is worth making. */

/**
 * How many times its lone step a step of each class may take in company, most urgent first. Where weights or overheads
 * dominate, many rows fit in that; where arithmetic does, an interactive row goes alone.
 */
const stretch = [1.25, 3, 8] as const;

/** Less urgent rows ride along where the step takes hardly longer for it. */
const freeRide = 1.03;

/** So few tokens, padding included, take any device no longer than fewer: what is assumed while nothing is measured. */
const freeTokens = 128;

/** A step that failed so often runs alone, so that it cannot take others with it. */
const aloneAfter = 2;

/** A batch that takes so many times as long as the one that runs does not queue behind it. */
const convoyTimes = 4;

export interface Draft {
  readonly sequences: Sequence[];
  rows: number;
  /** Of every row, padding included. */
  length: number;
  /** Without padding. */
  tokens: number;
  /** By the worker's cost model; 0 while that knows nothing. */
  predictedMs: number;
  /** The patience of its most urgent row. */
  limitMs: number;
}

/**
 * Takes the lead's step and those that go well with it: of the same shelf first, as they pad least, the most urgent and the
 * tenants that had least before the others; then of other lengths, where a row costs less in the batch than in one of its own.
 */
export function takeBatch(worker: Worker, lead: Lead): Draft {
  const draft: Draft = {
    sequences: [],
    rows: 0,
    length: 0,
    tokens: 0,
    predictedMs: 0,
    limitMs: Number.POSITIVE_INFINITY,
  };
  const home = lead.sequence.shelf!;
  join(worker, draft, lead.sequence, true);
  if (lead.sequence.failures >= aloneAfter || worker.trust === "probing") return draft;
  const shareTokens = fairShare(worker, draft.length);
  if (fill(worker, draft, home, home, shareTokens)) return draft;
  const { shelves } = worker.pool;
  for (const level of shelves) {
    const beside = level.find((shelf) => shelf.edge === home.edge);
    if (beside && beside !== home && fill(worker, draft, beside, home, shareTokens)) return draft;
  }
  for (const level of shelves) {
    for (const shelf of level) {
      if (shelf.edge > worker.replica.maxLength) break;
      if (shelf.edge !== home.edge && fill(worker, draft, shelf, home, shareTokens)) return draft;
    }
  }
  return draft;
}

/** @returns whether the batch is full */
function fill(worker: Worker, draft: Draft, shelf: Shelf, home: Shelf, shareTokens: number): boolean {
  for (let next = firstOf(shelf); next; next = firstOf(shelf)) {
    if (next.failures >= aloneAfter || !fits(worker, draft, next, shareTokens))
      return isFull(worker, draft, shareTokens);
    if (!join(worker, draft, next, shelf.edge === home.edge)) return false;
  }
  return false;
}

function isFull({ cost, replica }: Worker, { rows, length, tokens }: Draft, shareTokens: number): boolean {
  return rows >= Math.min(replica.maxRows, kneeRows(cost, length)) || tokens >= shareTokens;
}

function fits(worker: Worker, draft: Draft, next: Sequence, shareTokens: number): boolean {
  const { replica, cost } = worker;
  const rows = draft.rows + next.rows;
  const length = padded(worker, Math.max(draft.length, next.length));
  if (draft.tokens + next.rows * next.length > shareTokens || rows * length > replica.maxTokens) return false;
  return rows <= Math.min(replica.maxRows, kneeRows(cost, length));
}

/** @returns false where the row is better off elsewhere, or the others without it */
function join(worker: Worker, draft: Draft, next: Sequence, pads: boolean): boolean {
  const { cost } = worker;
  const rows = draft.rows + next.rows;
  const length = padded(worker, Math.max(draft.length, next.length));
  const aloneMs = predictMs(cost, next.rows, padded(worker, next.length));
  const togetherMs = rows === next.rows ? aloneMs : predictMs(cost, rows, length);
  const limitMs = Math.min(draft.limitMs, isMeasured(cost) ? stretch[next.level]! * aloneMs : Number.POSITIVE_INFINITY);
  if (draft.rows > 0) {
    if (togetherMs > limitMs || (!pads && togetherMs > draft.predictedMs + aloneMs)) return false;
    if (!pads && !isMeasured(cost) && rows * length > freeTokens) return false;
    if (next.level > draft.sequences[0]!.level && togetherMs > freeRide * draft.predictedMs) return false;
  }
  takeReady(next);
  draft.sequences.push(next);
  draft.rows = rows;
  draft.tokens += next.rows * next.length;
  draft.length = length;
  draft.predictedMs = togetherMs;
  draft.limitMs = limitMs;
  return true;
}

/** @returns tokens that a row of this length takes up on the worker */
export function padded({ replica: { shapes } }: Worker, length: number): number {
  return shapes?.find((shape) => shape >= length) ?? length;
}

/**
 * Tokens of one batch when all of the pool's running steps are spread evenly: over the workers, while a worker's part fits one
 * batch and is cheaper so; over all their slots, when there is enough for a batch that runs and one that waits.
 */
function fairShare(worker: Worker, length: number): number {
  const { pool } = worker;
  const each = pool.runningTokens / Math.max(1, pool.trusted);
  const fitsOne = each <= kneeRows(worker.cost, length) * length && each <= worker.replica.maxTokens;
  if (fitsOne && isBetterWhole(worker, each / 2, each / 2, length)) return Math.ceil(each);
  return Math.ceil(pool.runningTokens / Math.max(1, pool.slots));
}

/**
 * Whether so many tokens in one batch, with the device idle until its answer is back and the next batch there, take less time
 * than in two batches, one always waiting behind the other.
 */
function isBetterWhole({ cost, overheadMs }: Worker, tokens: number, more: number, length: number): boolean {
  if (!isMeasured(cost)) return false;
  const whole = predictMs(cost, (tokens + more) / length, length);
  return whole + overheadMs < predictMs(cost, tokens / length, length) + predictMs(cost, more / length, length);
}

/** Whether the ready steps had better wait for the batch that runs on the worker, and go into the next one with its rows. */
export function isWorthWaiting(worker: Worker, { sequence }: Lead): boolean {
  const { pool, cost, inFlight, replica } = worker;
  if (!isMeasured(cost)) return false;
  let length = padded(worker, sequence.length);
  let running = 0;
  let limitMs = patienceMs(worker, sequence);
  for (const batch of inFlight.values()) {
    length = Math.max(length, batch.length);
    running += batch.rows * batch.length;
    limitMs = Math.min(limitMs, patienceMs(worker, batch.sequences[0]!));
  }
  // Less urgent steps would not go into its batch before more urgent ones.
  let ready = 0;
  for (let level = 0; level <= sequence.level; level++) ready += pool.readyTokens[level]!;
  const together = running + ready;
  if (together > Math.min(Math.min(kneeRows(cost, length), replica.maxRows) * length, replica.maxTokens)) return false;
  return predictMs(cost, together / length, length) <= limitMs && isBetterWhole(worker, running, ready, length);
}

/** What a step of this sequence may take in company. */
function patienceMs(worker: Worker, { level, rows, length }: Sequence): number {
  return stretch[level]! * predictMs(worker.cost, rows, padded(worker, length));
}

/**
 * Whether the lead would make a convoy: it takes many times as long as what runs on the worker, whose sequences will be back for
 * their next step, and before it in turn, when that has hardly begun.
 */
export function wouldDelay(worker: Worker, { sequence }: Lead): boolean {
  const aloneMs = predictMs(worker.cost, sequence.rows, padded(worker, sequence.length));
  for (const { predictedMs, sequences } of worker.inFlight.values()) {
    if (aloneMs > convoyTimes * predictedMs && predictedMs > 0 && isBefore(sequences[0]!, sequence)) return true;
  }
  return false;
}

/** Whether the worker may run these steps as they are: a hedge changes nothing in the batch. */
export function couldRun(worker: Worker, sequences: readonly Sequence[]): boolean {
  const { replica } = worker;
  const rows = sequences.reduce((sum, sequence) => sum + sequence.rows, 0);
  const longest = sequences.reduce((length, sequence) => Math.max(length, sequence.length), 0);
  if (longest > replica.maxLength) return false;
  return sequences.length === 1 || (rows <= replica.maxRows && rows * padded(worker, longest) <= replica.maxTokens);
}
