/** So much a minute: all of it at once, and as much again over the next minute. */
export interface Demand {
  /** Such as "tokens". */
  readonly name: string;
  /** At least 1. */
  readonly perMinute: number;
  /** What is to be taken, at least 0; 0 only looks. */
  readonly amount: number;
}

export interface Standing {
  /** What is left. */
  readonly remaining: number;
  /** How long until the amount is there, milliseconds; 0: it was there. Infinity for more than there can be. */
  readonly waitMs: number;
}

/** What each holder may have a minute, counted for all processes together. */
export interface Rates {
  /**
   * Takes every amount, or none where one of them is not there.
   * @returns how each demand stands afterwards, in their order
   */
  spend(holder: string, demands: readonly Demand[]): Promise<Standing[]>;
}

/** What was there of something at a time. */
export interface Level {
  readonly amount: number;
  readonly atMs: number;
}

/** What is there now; all of it where nothing was taken yet. redis-rates.ts says the same in Lua. */
export function levelNow(before: Level | undefined, perMinute: number, nowMs: number): number {
  if (!before) return perMinute;
  const back = (Math.max(0, nowMs - before.atMs) / 60_000) * perMinute;
  return Math.min(perMinute, before.amount + back);
}

/** @param level before anything was taken */
export function standing({ perMinute, amount }: Demand, level: number, taken: boolean): Standing {
  if (taken) return { remaining: level - amount, waitMs: 0 };
  const waitMs = amount > perMinute ? Number.POSITIVE_INFINITY : msFor(Math.max(0, amount - level), perMinute);
  return { remaining: level, waitMs };
}

/** How long it takes until so much has come back, milliseconds. */
export function msFor(amount: number, perMinute: number): number {
  return Math.ceil((amount / perMinute) * 60_000);
}

/**
 * Counted in this process alone.
 * @param now milliseconds that only go up
 */
export function localRates(now: () => number = () => performance.now()): Rates {
  const holders = new Map<string, Map<string, Level>>();
  return {
    async spend(holder, demands) {
      const levels = holders.get(holder) ?? new Map<string, Level>();
      holders.set(holder, levels);
      const nowMs = now();
      const there = demands.map(({ name, perMinute }) => levelNow(levels.get(name), perMinute, nowMs));
      const taken = demands.every(({ amount }, i) => amount <= there[i]!);
      for (const [i, { name, amount }] of demands.entries())
        if (taken && amount > 0) levels.set(name, { amount: there[i]! - amount, atMs: nowMs });
      return demands.map((demand, i) => standing(demand, there[i]!, taken));
    },
  };
}
