import TinyQueue from "tinyqueue";
import type { Pool, Sequence, Worker } from "./cluster.js";

/**
 * What becomes due by itself. A timer is never taken out: whoever gets it looks whether it still means something, which costs
 * less than keeping the heap exact.
 */
export type Timer =
  | { readonly kind: "lease"; readonly worker: Worker }
  | { readonly kind: "watch"; readonly worker: Worker }
  | { readonly kind: "probe"; readonly worker: Worker }
  | { readonly kind: "forget"; readonly workerId: string }
  | { readonly kind: "deadline"; readonly sequence: Sequence }
  | { readonly kind: "grace"; readonly pool: Pool };

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly timer: Timer;
}

export interface Timers {
  readonly heap: TinyQueue<Entry>;
  nextOrder: number;
}

export function createTimers(): Timers {
  // Equal times in the order of setting: the same events give the same actions.
  return { heap: new TinyQueue<Entry>([], (a, b) => a.atMs - b.atMs || a.order - b.order), nextOrder: 0 };
}

export function setTimer(timers: Timers, atMs: number, timer: Timer): void {
  timers.heap.push({ atMs, order: timers.nextOrder++, timer });
}

/** The next one that is due, taken out; undefined when there is none yet. */
export function takeDue({ heap }: Timers, nowMs: number): Timer | undefined {
  const next = heap.peek();
  if (!next || next.atMs > nowMs) return undefined;
  heap.pop();
  return next.timer;
}
