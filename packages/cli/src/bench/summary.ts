import type { Measured } from "./measure.js";

/** Objectives of a request that counts as good, milliseconds. */
export interface Goodput {
  readonly ttfc?: number;
  readonly e2el?: number;
}

export interface Spread {
  readonly mean: number;
  readonly percentiles: Readonly<Record<string, number>>;
}

/** A run in figures; times are milliseconds, rates are per second of the run. */
export interface Summary {
  readonly durationSeconds: number;
  readonly completed: number;
  /** By code. */
  readonly errors: Readonly<Record<string, number>>;
  readonly requestsPerSecond: number;
  /** Requests that met every objective; absent without objectives. */
  readonly goodRequestsPerSecond?: number;
  /** Visible tokens only. */
  readonly visibleTokens: number;
  readonly visibleTokensPerSecond: number;
  /** Denoising steps of single sequences. */
  readonly sequenceStepsPerSecond: number;
  readonly forwards: number;
  readonly visibleTokensPerForward: number;
  readonly positionsPerVisibleToken: number;
  readonly timeToFirstCommitMs: Spread;
  readonly endToEndMs: Spread;
  readonly queueMs: Spread;
}

/**
 * @param durationMs from the first request to the last answer
 * @param percentiles such as [50, 90, 99]
 */
export function summarise(
  measured: readonly Measured[],
  durationMs: number,
  percentiles: readonly number[],
  goodput: Goodput = {},
): Summary {
  const done = measured.filter(({ usage }) => usage !== undefined);
  const sum = (value: (one: Measured) => number | undefined) =>
    done.reduce((total, one) => total + (value(one) ?? 0), 0);
  const perSecond = (count: number) => (durationMs > 0 ? (count / durationMs) * 1000 : 0);
  const visible = sum(({ usage }) => usage?.completionTokens);
  const forwards = sum(({ usage }) => usage?.forwards);
  const errors: Record<string, number> = {};
  for (const { error } of measured) if (error) errors[error] = (errors[error] ?? 0) + 1;
  const good = done.filter(
    ({ firstCommitMs = 0, endToEndMs = 0 }) =>
      firstCommitMs <= (goodput.ttfc ?? Number.POSITIVE_INFINITY) &&
      endToEndMs <= (goodput.e2el ?? Number.POSITIVE_INFINITY),
  );
  const spread = (value: (one: Measured) => number | undefined) =>
    spreadOf(
      done.map((one) => value(one) ?? 0),
      percentiles,
    );
  return {
    durationSeconds: durationMs / 1000,
    completed: done.length,
    errors,
    requestsPerSecond: perSecond(done.length),
    ...(Object.keys(goodput).length > 0 && { goodRequestsPerSecond: perSecond(good.length) }),
    visibleTokens: visible,
    visibleTokensPerSecond: perSecond(visible),
    sequenceStepsPerSecond: perSecond(sum(({ usage }) => usage?.steps)),
    forwards,
    visibleTokensPerForward: ratio(visible, forwards),
    positionsPerVisibleToken: ratio(
      sum(({ usage }) => usage?.positionsForwarded),
      visible,
    ),
    timeToFirstCommitMs: spread(({ firstCommitMs }) => firstCommitMs),
    endToEndMs: spread(({ endToEndMs }) => endToEndMs),
    queueMs: spread(({ usage }) => usage?.queueMs),
  };
}

/** Mean and percentiles, linear between neighbours; zeros for no values. */
export function spreadOf(values: readonly number[], percentiles: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percentile: number) => {
    if (sorted.length === 0) return 0;
    const place = (percentile / 100) * (sorted.length - 1);
    const low = sorted[Math.floor(place)]!;
    return low + (sorted[Math.ceil(place)]! - low) * (place % 1);
  };
  return {
    mean: ratio(
      sorted.reduce((a, b) => a + b, 0),
      sorted.length,
    ),
    percentiles: Object.fromEntries(percentiles.map((p) => [`p${p}`, at(p)])),
  };
}

function ratio(a: number, b: number): number {
  return b > 0 ? a / b : 0;
}
