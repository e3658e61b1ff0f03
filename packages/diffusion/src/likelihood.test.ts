import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addPattern,
  estimateLikelihood,
  likelihoodRow,
  maskCount,
  maskedPositions,
  maskPatterns,
  noSums,
  type PatternSet,
} from "./likelihood.js";

/** A model: ln p of the token at a position while some are masked. Neighbours help, and the more is open the better. */
const logProb = (position: number, masked: ReadonlySet<number>, length: number): number => {
  const alone = (masked.has(position - 1) ? 1 : 0) + (masked.has(position + 1) ? 0.7 : 0);
  return -0.3 - 0.2 * (position % 3) - alone - (1.5 * masked.size) / length;
};

function estimate(set: PatternSet) {
  const sums = noSums(set);
  for (const pattern of set.patterns) {
    const masked = maskedPositions(set, pattern);
    const hidden = new Set(masked);
    addPattern(
      set,
      sums,
      Array.from(masked, (position) => logProb(position, hidden, set.length)),
    );
  }
  return estimateLikelihood(set, sums);
}

/** E over l ~ U{1 … L} and the subsets of l tokens of (L / l) Σ ln p, by adding up all of them. */
function expectation(length: number): number {
  const byCount = Array.from({ length }, () => ({ sum: 0, subsets: 0 }));
  for (let bits = 1; bits < 2 ** length; bits++) {
    const masked = new Set([...Array(length).keys()].filter((i) => bits & (1 << i)));
    const sum = [...masked].reduce((total, position) => total + logProb(position, masked, length), 0);
    const entry = byCount[masked.size - 1]!;
    entry.sum += (length / masked.size) * sum;
    entry.subsets++;
  }
  return byCount.reduce((total, { sum, subsets }) => total + sum / subsets / length, 0);
}

describe("the number of masks of a draw", () => {
  const expected = fileURLToPath(
    new URL("../../../test/fixtures/reference/tiny-llada.expected/cases.json", import.meta.url),
  );
  const cases: { answer_length: number; batch: number; first: number; counts: number[] }[] = JSON.parse(
    readFileSync(expected, "utf8"),
  ).mc_mask_counts;
  test.each(cases)("is the reference's: $batch draws of $answer_length tokens from $first", (item) => {
    const counts = item.counts.map((_, draw) => maskCount(item.first, item.answer_length, item.batch, draw));
    expect(counts).toEqual(item.counts);
  });

  test("is equally often each of 1 … L, draw by draw, when the spread begins at a real number", () => {
    const lengths = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 40 }), fc.nat(39), (length, draws, draw) => {
        const seen = new Array<number>(length).fill(0);
        // Points in the middle of even cells, away from halves.
        const cells = 16 * length * draws;
        for (let i = 0; i < cells; i++) {
          seen[maskCount(0.5 + ((i + 0.5) / cells) * length, length, draws, draw % draws) - 1]!++;
        }
        expect(new Set(seen)).toEqual(new Set([cells / length]));
      }),
      { numRuns: 30 },
    );
  });

  test("is never odd in a draw that ends in a half, when the spread begins at an integer as the reference's does", () => {
    const counts = [1, 2, 3, 4].map((first) => maskCount(first, 4, 8, 1));
    expect(counts).toEqual([2, 2, 4, 4]);
  });
});

describe("the patterns", () => {
  const sets = fc
    .record({
      length: fc.integer({ min: 1, max: 90 }),
      mcNum: fc.integer({ min: 1, max: 200 }),
      seed: fc.maxSafeNat(),
    })
    .map(({ length, mcNum, seed }) => maskPatterns(length, mcNum, seed));

  test("mask ascending positions of the continuation, no two the same, and no more of them than draws", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const seen = new Set<string>();
        for (const pattern of set.patterns) {
          const masked = maskedPositions(set, pattern);
          expect(masked.length).toBe(pattern.count);
          expect(masked[0]).toBeGreaterThanOrEqual(0);
          expect(masked.at(-1)).toBeLessThan(set.length);
          for (let i = 1; i < masked.length; i++) expect(masked[i]!).toBeGreaterThan(masked[i - 1]!);
          seen.add(masked.join());
        }
        if (set.length <= 64) expect(seen.size).toBe(set.patterns.length);
        if (set.draws.length > 0) expect(set.patterns.length).toBeLessThanOrEqual(set.draws.length);
      }),
    );
  });

  test("weigh as much as the continuation has tokens: equal log-probabilities are found exactly", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const sums = noSums(set);
        for (const { count } of set.patterns) addPattern(set, sums, new Array(count).fill(-1.25));
        const { logLikelihood, standardError = 0, tokenLogProbs } = estimateLikelihood(set, sums);
        expect(logLikelihood).toBeCloseTo(-1.25 * set.length, 9);
        expect(standardError).toBeCloseTo(0, 9);
        expect(tokenLogProbs.reduce((a, b) => a + b, 0)).toBeCloseTo(logLikelihood, 9);
      }),
    );
  });

  test("of one token are a single forward", () => {
    expect(maskPatterns(1, 128, 0).patterns).toEqual([{ count: 1, key: 1, weight: 1 }]);
  });

  test("mask every position equally often", () => {
    const [length, seeds] = [12, 200];
    const masked = new Array<number>(length).fill(0);
    let total = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const set = maskPatterns(length, 16, seed);
      for (const draw of set.draws) {
        const positions = maskedPositions(set, set.patterns[draw]!);
        total += positions.length;
        for (const position of positions) masked[position]!++;
      }
    }
    const mean = total / length;
    // Counts of a position in different draws are independent; 11 degrees of freedom, 31.3 is the 0.1 % point.
    const chiSquare = masked.reduce((sum, seen) => sum + (seen - mean) ** 2 / mean, 0);
    expect(chiSquare).toBeLessThan(31.3);
  });
});

describe("the estimate", () => {
  test.each([1, 2, 3, 5, 7])("of %d tokens is the formula's expectation, exactly", (length) => {
    const { logLikelihood, standardError, tokenLogProbs } = estimate(maskPatterns(length, 128, 3));
    expect(logLikelihood).toBeCloseTo(expectation(length), 9);
    expect(standardError).toBe(0);
    expect(tokenLogProbs.reduce((a, b) => a + b, 0)).toBeCloseTo(logLikelihood, 9);
  });

  test.each([
    [12, 1],
    [12, 16],
    [12, 24],
    [11, 128],
  ])("of %d tokens with %d draws has that expectation too, and the error it states", (length, mcNum) => {
    const runs = Array.from({ length: 600 }, (_, seed) => estimate(maskPatterns(length, mcNum, seed)));
    const values = runs.map(({ logLikelihood }) => logLikelihood);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
    expect(Math.abs(mean - expectation(length))).toBeLessThan((3.5 * deviation) / Math.sqrt(values.length));
    if (mcNum === 1) {
      expect(runs[0]!.standardError).toBeUndefined();
      return;
    }
    const stated = Math.sqrt(runs.reduce((sum, { standardError = 0 }) => sum + standardError ** 2, 0) / runs.length);
    expect(stated / deviation).toBeGreaterThan(0.85);
    expect(stated / deviation).toBeLessThan(1.3);
  });
});

test("a row masks its pattern and asks for the tokens that it hides; guidance masks the prompt too", () => {
  const scored = { promptIds: [1, 2], continuationIds: [5, 6, 7], special: { mask: 99, eos: 98 } };
  const masked = Int32Array.of(0, 2);
  expect(likelihoodRow({ ...scored, cfgScale: 0 }, masked)).toMatchObject({
    inputIds: Int32Array.of(1, 2, 99, 6, 99),
    candidates: Int32Array.of(2, 4),
    targetIds: Int32Array.of(5, 7),
    guidanceScale: 0,
  });
  const guided = likelihoodRow({ ...scored, cfgScale: 1 }, masked);
  expect(guided.unconditionalIds).toEqual(Int32Array.of(99, 99, 99, 6, 99));
});
