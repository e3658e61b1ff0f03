import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFloats, encodeFloats, type FloatFormat } from "./number-formats.js";

const through = (format: FloatFormat, values: number[]) => [
  ...decodeFloats(format, encodeFloats(format, Float32Array.from(values))),
];
const words = (values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);

test("every float16 and every bfloat16 comes back with its own bits", () => {
  for (const format of ["F16", "BF16"] as const) {
    const all = words(Array.from({ length: 2 ** 16 }, (_, bits) => bits));
    const values = decodeFloats(format, all);
    const back = new Uint16Array(encodeFloats(format, values).buffer);
    for (const [bits, value] of values.entries()) if (!Number.isNaN(value)) expect(back[bits]).toBe(bits);
  }
});

test("known values are read", () => {
  expect([...decodeFloats("F16", words([0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x7c00]))]).toEqual([
    1,
    -2,
    65504,
    2 ** -24,
    2 ** -14,
    Number.POSITIVE_INFINITY,
  ]);
  expect([...decodeFloats("BF16", words([0x3f80, 0xc000, 0x0001]))]).toEqual([1, -2, 2 ** -133]);
});

test("rounding is to nearest, ties to even, at every size", () => {
  expect(through("F16", [1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519, 2 ** -25, 2 ** -25 * 1.5, 3 * 2 ** -25])).toEqual([
    1,
    1 + 2 ** -9,
    65504,
    0,
    2 ** -24,
    2 ** -23,
  ]);
  expect(through("BF16", [1 + 2 ** -8, 1 + 3 * 2 ** -8, 3.4028235e38])).toEqual([
    1,
    1 + 2 ** -6,
    Number.POSITIVE_INFINITY,
  ]);
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: -65000, max: 65000 }), (value) => {
      const [got] = through("F16", [value]) as [number];
      // Half a unit in the last of 11 bits, or half of the smallest number.
      expect(Math.abs(got - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
    }),
  );
});

test("NaN stays NaN, and a number beyond float16 is refused instead of becoming infinite", () => {
  expect(through("F16", [Number.NaN])[0]).toBeNaN();
  expect(through("BF16", [Number.NaN])[0]).toBeNaN();
  expect(() => through("F16", [70000])).toThrow("70000 is beyond float16's largest number");
});
