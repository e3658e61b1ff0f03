import fc from "fast-check";
import { expect, test } from "vitest";
import { arrivalTimes } from "./arrivals.js";
import { bareWay } from "./bare-way.js";
import type { Measured } from "./measure.js";
import { numbers } from "./random.js";
import { spreadOf, summarise } from "./summary.js";

const gaps = (times: readonly number[]) => times.slice(1).map((at, i) => at - times[i]!);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test.each([0.25, 1, 4])(
  "gaps of burstiness %d have the rate's mean, and a variance of mean² / burstiness",
  (burstiness) => {
    const found = gaps(arrivalTimes(40_000, { rate: 50, burstiness }, numbers(1)));
    expect(mean(found) / 20).toBeCloseTo(1, 1);
    const variance = mean(found.map((gap) => (gap - 20) ** 2));
    expect(variance / (400 / burstiness)).toBeGreaterThan(0.9);
    expect(variance / (400 / burstiness)).toBeLessThan(1.1);
  },
);

test("times ascend, begin at once, and are the seed's", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(50), fc.double({ min: 0.1, max: 1000, noNaN: true }), (seed, count, rate) => {
      const times = arrivalTimes(count, { rate, burstiness: 1 }, numbers(seed));
      expect(times).toEqual(arrivalTimes(count, { rate, burstiness: 1 }, numbers(seed)));
      expect(gaps(times).every((gap) => gap >= 0)).toBe(true);
      expect(times[0] ?? 0).toBe(0);
    }),
  );
});

test("an infinite rate sends all at once; a ramp ends faster than it began", () => {
  expect(arrivalTimes(5, { rate: Number.POSITIVE_INFINITY, burstiness: 1 }, numbers(0))).toEqual([0, 0, 0, 0, 0]);
  for (const kind of ["linear", "exponential"] as const) {
    const found = gaps(arrivalTimes(4000, { rate: 1, burstiness: 1, ramp: { kind, from: 1, to: 100 } }, numbers(2)));
    expect(mean(found.slice(-400)) * 20).toBeLessThan(mean(found.slice(0, 400)));
  }
});

test("percentiles lie between neighbours; of nothing they are 0", () => {
  expect(spreadOf([4, 1, 3, 2], [0, 50, 75, 100])).toEqual({
    mean: 2.5,
    percentiles: { p0: 1, p50: 2.5, p75: 3.25, p100: 4 },
  });
  expect(spreadOf([], [99])).toEqual({ mean: 0, percentiles: { p99: 0 } });
});

test("a summary counts visible tokens, errors by code, and what met its objectives", () => {
  const usage = {
    promptTokens: 9,
    completionTokens: 10,
    forwards: 5,
    steps: 4,
    queueMs: 1,
    totalMs: 20,
    positionsForwarded: 100,
    committedTokens: 16,
    committedPerForward: 3.2,
    wastedTokens: 6,
    hurriedTokens: 0,
  };
  const one = (endToEndMs: number): Measured => ({ sentMs: 0, firstCommitMs: 5, endToEndMs, usage });
  const summary = summarise([one(50), one(150), { sentMs: 1, error: "UNAVAILABLE" }], 500, [50], {
    ttfc: 10,
    e2el: 100,
  });
  expect(summary).toMatchObject({
    completed: 2,
    errors: { UNAVAILABLE: 1 },
    requestsPerSecond: 4,
    goodRequestsPerSecond: 2,
    visibleTokens: 20,
    visibleTokensPerSecond: 40,
    visibleTokensPerForward: 2,
    positionsPerVisibleToken: 10,
    sequenceStepsPerSecond: 16,
    endToEndMs: { mean: 100, percentiles: { p50: 100 } },
  });
});

test("the bare way is what there and back takes beside the time that the process is busy", async () => {
  const times = await bareWay(2, 20);
  expect(times).toHaveLength(20);
  for (const ms of times) expect(ms).toBeGreaterThan(0);
});
