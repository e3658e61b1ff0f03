import { describe, expect, test } from "vitest";
import { philox, RandomStream, uniform } from "./random.js";

describe("philox", () => {
  // Known answers published with Random123 (kat_vectors, philox4x32 10), first word.
  test("matches the published known answers", () => {
    expect(philox([0, 0, 0, 0], [0, 0])).toBe(0x6627e8d5);
    const ones = 0xffffffff;
    expect(philox([ones, ones, ones, ones], [ones, ones])).toBe(0x408f276d);
    expect(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(0xd16cfe09);
  });
});

describe("uniform", () => {
  test("depends on every part of its key", () => {
    const base = uniform(1, 2, 3, RandomStream.token);
    expect(uniform(1, 2, 3, RandomStream.token)).toBe(base);
    const others = [
      uniform(2, 2, 3, RandomStream.token),
      uniform(1 + 2 ** 32, 2, 3, RandomStream.token),
      uniform(1, 3, 3, RandomStream.token),
      uniform(1, 2, 4, RandomStream.token),
      uniform(1, 2, 3, RandomStream.remasking),
    ];
    expect(new Set([base, ...others]).size).toBe(6);
  });

  test("fills [0, 1) evenly", () => {
    const bins = new Array<number>(16).fill(0);
    const draws = 16_000;
    for (let i = 0; i < draws; i++) {
      const u = uniform(7, i >> 7, i & 127, RandomStream.token);
      expect(u).toBeGreaterThanOrEqual(0);
      expect(Math.fround(u)).toBe(u);
      expect(u).toBeLessThan(1);
      bins[Math.floor(u * 16)]! += 1;
    }
    const expected = draws / 16;
    const chiSquare = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(37.7); // 15 degrees of freedom, p = 0.001
  });
});
