import type { PriorityClass } from "@unmask/scheduling";
import type { Random } from "./random.js";

/** One kind of request and how it comes in. */
export interface Stream {
  readonly tenant: string;
  readonly priority: PriorityClass;
  /** Tokens of a row, from and to. */
  readonly length: readonly [number, number];
  /** Denoising steps, from and to. */
  readonly steps: readonly [number, number];
  readonly arrivals: Arrivals;
}

export type Arrivals =
  /** So many are always there: who ends is followed by another. */
  | { readonly kind: "backlog"; readonly sequences: number }
  | { readonly kind: "poisson"; readonly perSecond: number }
  /** So many at once, every so often. */
  | { readonly kind: "bursts"; readonly sequences: number; readonly everyMs: number };

export interface Request {
  readonly id: string;
  readonly stream: Stream;
  readonly length: number;
  readonly steps: number;
}

export function request(stream: Stream, id: string, random: Random): Request {
  return { id, stream, length: random.between(...stream.length), steps: random.between(...stream.steps) };
}

/** When requests come that do not follow another's end, milliseconds, ascending. */
export function* arrivalTimes({ arrivals }: Stream, random: Random): Generator<number> {
  switch (arrivals.kind) {
    case "backlog":
      for (let i = 0; i < arrivals.sequences; i++) yield 0;
      return;
    case "poisson":
      for (
        let at = random.exponential(1000 / arrivals.perSecond);
        ;
        at += random.exponential(1000 / arrivals.perSecond)
      ) {
        yield at;
      }
    case "bursts":
      for (let at = arrivals.everyMs / 2; ; at += arrivals.everyMs) {
        for (let i = 0; i < arrivals.sequences; i++) yield at;
      }
  }
}
