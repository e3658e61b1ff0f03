import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCostModel, isMeasured, kneeRows, observe, predictMs } from "./cost-model.js";

/** Learns from batches of 1 to maxRows rows of these lengths. */
function learn(ms: (rows: number, length: number) => number, lengths: number[], maxRows = 32, rounds = 12) {
  const model = createCostModel();
  for (let round = 0; round < rounds; round++) {
    for (const length of lengths) {
      for (let rows = 1; rows <= maxRows; rows++) observe(model, rows, length, ms(rows, length));
    }
  }
  return model;
}
const near = (actual: number, expected: number, share: number) =>
  expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(share);

/** An 8B model on a large GPU: 4.8 ms to read its weights, 37 tokens a millisecond. */
const gpu = (rows: number, length: number) => 1 + Math.max(4.8, (rows * length) / 37);

describe("a worker's cost model", () => {
  test("knows nothing before the first few batches, and starts slowly", () => {
    const model = createCostModel();
    expect(isMeasured(model)).toBe(false);
    expect(predictMs(model, 4, 512)).toBe(0);
    expect(kneeRows(model, 512)).toBe(4);
    for (let i = 0; i < 8; i++) observe(model, 4, 512, 60);
    near(predictMs(model, 4, 512), 60, 0.01);
    expect(kneeRows(model, 512)).toBeLessThanOrEqual(8);
  });

  test("finds the knee between reading weights and arithmetic", () => {
    const model = learn(gpu, [32, 64]);
    for (const rows of [1, 2, 4, 8, 16, 32]) near(predictMs(model, rows, 64), gpu(rows, 64), 0.12);
    // 5.8 ms buys three rows of 64 tokens; the overhead makes a few more worth while.
    expect(kneeRows(model, 64)).toBeGreaterThanOrEqual(2);
    expect(kneeRows(model, 64)).toBeLessThanOrEqual(7);
    expect(kneeRows(model, 512)).toBe(1);
  });

  test("learns that a CPU gains nothing from batching", () => {
    const model = learn((rows, length) => 0.05 + rows * length * 0.08, [64, 128, 256]);
    for (const length of [64, 128, 256]) expect(kneeRows(model, length)).toBe(1);
  });

  test("learns that attention makes long rows dearer than their tokens", () => {
    const ms = (rows: number, length: number) => rows * length * 0.02 + rows * length * length * 1e-4;
    const model = learn(ms, [64, 256, 1024]);
    near(predictMs(model, 2, 1024), ms(2, 1024), 0.15);
    near(predictMs(model, 32, 64), ms(32, 64), 0.15);
  });

  test("is not carried away by outliers", () => {
    let batch = 0;
    const model = learn((rows, length) => gpu(rows, length) * (++batch % 20 === 0 ? 30 : 1), [64, 512], 8);
    near(predictMs(model, 4, 512), gpu(4, 512), 0.3);
  });

  test("follows a device that became slower", () => {
    const model = learn(gpu, [128], 8);
    for (let i = 0; i < 600; i++) observe(model, 4, 128, 3 * gpu(4, 128));
    near(predictMs(model, 4, 128), 3 * gpu(4, 128), 0.25);
  });

  test("a new worker believes one of its kind, until it has numbers of its own", () => {
    const model = createCostModel(learn(gpu, [64]));
    near(predictMs(model, 8, 64), gpu(8, 64), 0.12);
    for (let i = 0; i < 20; i++) observe(model, 8, 64, 50);
    near(predictMs(model, 8, 64), 50, 0.1);
  });

  test("a time that cannot be one is ignored", () => {
    const model = createCostModel();
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 0, -1]) observe(model, 1, 64, ms);
    expect(isMeasured(model)).toBe(false);
  });

  test("whatever is measured, predictions are finite and never fall with more rows", () => {
    const batch = fc.record({
      rows: fc.integer({ min: 1, max: 64 }),
      length: fc.integer({ min: 1, max: 8192 }),
      ms: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 60 }), (batches) => {
        const model = createCostModel();
        for (const { rows, length, ms } of batches) observe(model, rows, length, ms);
        let last = 0;
        for (let rows = 1; rows <= 64; rows *= 2) {
          const ms = predictMs(model, rows, 100);
          expect(Number.isFinite(ms)).toBe(true);
          expect(ms).toBeGreaterThanOrEqual(last);
          last = ms;
        }
        expect(kneeRows(model, 100)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
