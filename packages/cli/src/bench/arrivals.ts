import { gammaOfMeanOne } from "./random.js";

export interface Arrivals {
  /** Requests a second, > 0; Infinity sends all at once. */
  readonly rate: number;
  /** Shape of the gaps' gamma distribution, > 0: 1 is a Poisson process, smaller is burstier, larger more even. */
  readonly burstiness: number;
  /** The rate goes from `from` at the first request to `to` at the last, along a line or exponentially. */
  readonly ramp?: { readonly kind: "linear" | "exponential"; readonly from: number; readonly to: number };
}

/**
 * When requests are sent.
 * @param count ≥ 0
 * @returns milliseconds from the start, ascending, `count` of them
 */
export function arrivalTimes(count: number, arrivals: Arrivals, random: () => number): number[] {
  let atMs = 0;
  return Array.from({ length: count }, (_, i) => {
    const rate = rateAt(arrivals, count > 1 ? i / (count - 1) : 0);
    // The first one is sent at once.
    if (i > 0 && rate < Number.POSITIVE_INFINITY) atMs += (gammaOfMeanOne(arrivals.burstiness, random) * 1000) / rate;
    return atMs;
  });
}

/** @param share of the requests that were sent, 0 to 1 */
function rateAt({ rate, ramp }: Arrivals, share: number): number {
  if (!ramp) return rate;
  const { kind, from, to } = ramp;
  return kind === "linear" ? from + (to - from) * share : from * (to / from) ** share;
}
