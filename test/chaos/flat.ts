/** What a process, or Redis, held at one moment: a name such as "gateway-1 heap MB" → how much. */
export type Holding = Readonly<Record<string, number>>;

/** How far a quantity may rise and still count as flat: by a share of what it was, and by an amount for small ones. */
export interface Allowance {
  readonly share: number;
  readonly amount: number;
}

/** What was held of one thing over a run. */
export interface Held {
  readonly name: string;
  /** Medians of the run's second and last quarter: the first is for warming up. */
  readonly before: number;
  readonly after: number;
  readonly isFlat: boolean;
}

/**
 * Whether each quantity stayed where it was between a run's second quarter and its last. Pure.
 * @param samples in the order of time, at least 8; a name may be missing from some
 * @param allowanceOf for each name
 */
export function judgeFlat(samples: readonly Holding[], allowanceOf: (name: string) => Allowance): Held[] {
  const quarter = Math.floor(samples.length / 4);
  const names = new Set(samples.flatMap((sample) => Object.keys(sample)));
  return [...names].map((name) => {
    const of = (part: readonly Holding[]) => median(part.flatMap((sample) => sample[name] ?? []));
    const before = of(samples.slice(quarter, 2 * quarter));
    const after = of(samples.slice(-quarter));
    const { share, amount } = allowanceOf(name);
    return { name, before, after, isFlat: after <= before * (1 + share) + amount };
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
