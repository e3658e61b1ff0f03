import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeFlat } from "./flat.js";

const allowance = () => ({ share: 0.1, amount: 5 });
const judged = (values: readonly number[]) =>
  judgeFlat(
    values.map((heap) => ({ heap })),
    allowance,
  )[0]!;

test("what rises in the first quarter only is flat; what goes on rising is not", () => {
  const warm = Array.from({ length: 40 }, (_, i) => Math.min(100, 20 + i * 10));
  expect(judged(warm)).toEqual({ name: "heap", before: 100, after: 100, isFlat: true });
  expect(judged(Array.from({ length: 40 }, (_, i) => 100 + i)).isFlat).toBe(false);
});

test("a steady leak is found whatever the noise on top of it, if it outgrows the allowance", () => {
  const noise = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 40, maxLength: 80 });
  fc.assert(
    fc.property(noise, (values) => {
      const leak = (20 + 5 + 5) / (values.length / 2 - 2);
      expect(judged(values.map((value, i) => 100 + 2 * i * leak + value)).isFlat).toBe(false);
      expect(judged(values.map((value) => 100 + value)).isFlat).toBe(true);
    }),
  );
});

test("a quantity that was never measured is not flat", () => {
  expect(judgeFlat(Array(8).fill({ heap: Number.NaN }), allowance)[0]?.isFlat).toBe(false);
});
