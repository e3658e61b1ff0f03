import { describe, expect, test } from "vitest";
import type { SamplingParams, StrategyName } from "./parameters.js";
import { resolveParams } from "./params.js";
import { masksAfter, remaskProbabilities } from "./remasking.js";
import type { RowPrediction, StepRow } from "./step.js";
import { commitStrategies } from "./strategies.js";

const params = (input: Partial<SamplingParams> = {}) => resolveParams(input, 0, { maxLength: 1000 });

/** Predictions at candidate positions with the given confidences, entropies and margins. */
function choose(
  strategy: StrategyName,
  numbers: { confidence: number[]; entropy?: number[]; margin?: number[]; tokenIds?: number[] },
  options: { count?: number; positions?: number[]; last?: number[] } & Partial<SamplingParams> = {},
): number[] {
  const { count = 1, positions = numbers.confidence.map((_, i) => i), last = [], ...rest } = options;
  const row: StepRow = {
    inputIds: new Int32Array(20),
    guidanceScale: 0,
    candidates: Int32Array.from(positions),
    suppressedIds: [99],
    confidenceSuppressedIds: last,
    temperature: 0,
    seed: 1,
    step: 0,
  };
  const prediction: RowPrediction = {
    tokenIds: Int32Array.from(numbers.tokenIds ?? numbers.confidence.map(() => 5)),
    confidence: Float32Array.from(numbers.confidence),
    margin: Float32Array.from(numbers.margin ?? numbers.confidence),
    entropy: Float32Array.from(numbers.entropy ?? numbers.confidence.map(() => 0)),
    targetLogProb: new Float32Array(numbers.confidence.length),
  };
  return commitStrategies[strategy](row, prediction, count, params({ strategy, ...rest }));
}

describe("what each strategy keeps", () => {
  test("low_confidence: the most confident, the earlier of two equals", () => {
    expect(choose("low_confidence", { confidence: [0.2, 0.9, 0.5, 0.9] }, { count: 3 })).toEqual([1, 2, 3]);
    expect(choose("low_confidence", { confidence: [0.5, 0.5, 0.5] })).toEqual([0]);
  });

  test("margin: the furthest ahead; entropy: the least spread", () => {
    expect(choose("margin", { confidence: [0.9, 0.5], margin: [0.1, 0.4] })).toEqual([1]);
    expect(choose("entropy", { confidence: [0.9, 0.5], entropy: [0.6, 0.3] })).toEqual([1]);
  });

  test("random: as many as asked for, whatever their confidence", () => {
    const kept = choose("random", { confidence: [1, 0, 0, 0, 0, 0, 0, 0] }, { count: 4 });
    expect(kept).toHaveLength(4);
    expect(kept).toEqual(choose("random", { confidence: [0, 0, 0, 0, 0, 0, 0, 1] }, { count: 4 }));
  });

  test("threshold: all that are sure enough, else the best", () => {
    expect(choose("threshold", { confidence: [0.91, 0.2, 0.95] }, { threshold: 0.9 })).toEqual([0, 2]);
    expect(choose("threshold", { confidence: [0.1, 0.3, 0.2] }, { threshold: 0.9 })).toEqual([1]);
  });

  test("factor: the n-th needs 1 - f / (n + 1): 0.5, 0.67, 0.75 for f = 1", () => {
    expect(choose("factor", { confidence: [0.7, 0.6, 0.76] }, { factor: 1 })).toEqual([0, 2]);
    expect(choose("factor", { confidence: [0.76, 0.8, 0.77] }, { factor: 1 })).toEqual([0, 1, 2]);
    expect(choose("factor", { confidence: [0.1, 0.2] }, { factor: 1 })).toEqual([1]);
  });

  test("entropy_bounded: ascending entropies, all but the last within the bound", () => {
    const entropy = [0.3, 0.05, 0.2, 0.04];
    const confidence = [0, 0, 0, 0];
    // 0.04, + 0.05 = 0.09, + 0.2 = 0.29: the third is kept since those before it sum to 0.09.
    expect(choose("entropy_bounded", { confidence, entropy }, { entropyBound: 0.1 })).toEqual([1, 2, 3]);
    expect(choose("entropy_bounded", { confidence, entropy }, { entropyBound: 0 })).toEqual([3]);
    expect(choose("entropy_bounded", { confidence, entropy }, { entropyBound: 9 })).toEqual([0, 1, 2, 3]);
  });

  test("hierarchical: the best of each run above the low threshold, all above the high one, and the best of all", () => {
    const options = { positions: [0, 1, 2, 5, 6, 9], threshold: 0.9, lowThreshold: 0.4 };
    expect(choose("hierarchical", { confidence: [0.5, 0.6, 0.95, 0.3, 0.5, 0.1] }, options)).toEqual([2, 4]);
    expect(choose("hierarchical", { confidence: [0.92, 0.6, 0.95, 0.3, 0.2, 0.1] }, options)).toEqual([0, 2]);
    expect(choose("hierarchical", { confidence: [0.1, 0.2, 0.3, 0.1, 0.1, 0.1] }, options)).toEqual([2]);
  });

  test("whatever ranks them, end tokens that were asked to come last do", () => {
    for (const strategy of ["low_confidence", "random", "margin", "entropy", "factor"] as const) {
      const numbers = { confidence: [0.9, 0.1], entropy: [0, 2], tokenIds: [7, 5] };
      expect(choose(strategy, numbers, { last: [7] })).toEqual([1]);
    }
  });
});

describe("remasking", () => {
  test("a schedule with more steps than masks keeps some for the last step", () => {
    expect([0, 1, 2, 3].map((step) => masksAfter(2, 4, step))).toEqual([2, 1, 1, 0]);
  });

  test("probabilities are those of ReMDM", () => {
    const of = (strategy: "remdm_cap" | "remdm_rescale" | "remdm_confidence") =>
      remaskProbabilities({ ...params({ remaskEta: 0.2 }), strategy }, [0, Math.log(3)], 0.5);
    expect(of("remdm_cap")).toEqual([0.2, 0.2]);
    expect(of("remdm_rescale")).toEqual([0.1, 0.1]);
    // softmax of 0 and -ln 3 is 3/4 and 1/4.
    expect(of("remdm_confidence").map((p) => p.toFixed(6))).toEqual(["0.375000", "0.125000"]);
  });
});
