import type { SamplingParams } from "./parameters.js";
import { RandomStream, uniform } from "./random.js";
import type { RowPrediction, StepRow } from "./step.js";

/**
 * A commit strategy decides which of a step's predictions are kept.
 * @param row what was asked; its candidates are the masks of the current block
 * @param prediction what came back, in the order of the candidates
 * @param count masks that the transfer schedule allots to this step; strategies that adapt ignore it
 * @returns indices into the candidates, ascending, at least one: every step makes progress, so a block of n masks takes at
 *   most n steps unless something is remasked
 */
export type CommitStrategy = (
  row: StepRow,
  prediction: RowPrediction,
  count: number,
  params: SamplingParams,
) => number[];

/** The `count` most confident predictions. @see ML-GSAI/LLaDA generate.py, remasking = "low_confidence" */
const lowConfidence: CommitStrategy = (row, prediction, count) => top(row, prediction, prediction.confidence, count);

/** `count` predictions at random: the confidence is U[0, 1). @see ML-GSAI/LLaDA generate.py, remasking = "random" */
const random: CommitStrategy = (row, prediction, count) => {
  const numbers = Array.from(row.candidates, (position) => draw(row, position));
  return top(row, prediction, numbers, count);
};

/** The `count` predictions furthest ahead of their runner-up, p₁ − p₂. @see Kim et al. 2025, arXiv 2502.06768 */
const margin: CommitStrategy = (row, prediction, count) => top(row, prediction, prediction.margin, count);

/** The `count` predictions of lowest entropy −Σ p ln p. @see Ye et al. 2025 (Dream), alg = "entropy" */
const entropy: CommitStrategy = (row, prediction, count) =>
  top(
    row,
    prediction,
    prediction.entropy.map((nats) => -nats),
    count,
  );

/** Every prediction with confidence ≥ τ, and always the best one. @see NVlabs/Fast-dLLM llada/generate.py, threshold */
const threshold: CommitStrategy = (row, prediction, _count, params) => above(row, prediction, params.threshold);

/** The same with a low τ: what was kept too lightly is masked again (revising.ts). @see Hong et al. 2025 (WINO), arXiv 2507.18578 */
const wino: CommitStrategy = (row, prediction, _count, params) => above(row, prediction, params.draftThreshold);

function above(row: StepRow, prediction: RowPrediction, least: number): number[] {
  const order = ranking(row, prediction, prediction.confidence);
  return best(order, order.filter((i) => prediction.confidence[i]! >= least).length);
}

/**
 * The largest n whose n-th highest confidence is at least 1 − f / (n + 1): the more are kept together, the surer each must
 * be. @see Wu et al. 2025 (Fast-dLLM), factor-based parallel decoding
 */
const factor: CommitStrategy = (row, prediction, _count, params) => {
  const order = ranking(row, prediction, prediction.confidence);
  const fails = order.findIndex((i, rank) => !(prediction.confidence[i]! >= 1 - params.factor / (rank + 2)));
  return best(order, fails < 0 ? order.length : fails);
};

/**
 * By ascending entropy, the longest prefix whose entropies but the last sum to at most γ nats: a bound on how much the
 * tokens kept together can depend on each other. @see Ben-Hamu et al. 2025 (EB-Sampler), arXiv 2505.24857
 */
const entropyBounded: CommitStrategy = (row, prediction, _count, params) => {
  const negative = prediction.entropy.map((nats) => -nats);
  const order = ranking(row, prediction, negative);
  let sum = 0;
  let count = 0;
  while (count < order.length && sum <= params.entropyBound) sum += prediction.entropy[order[count++]!]!;
  return best(order, count);
};

/**
 * The best prediction of each run of neighbouring masks if it is above the low threshold, every prediction ≥ τ, and the
 * best of all: runs are split in their middle, so that neighbours are not decided blindly together.
 * @see inclusionAI/dInfer, hierarchical decoding
 */
const hierarchical: CommitStrategy = (row, prediction, _count, params) => {
  const { confidence } = prediction;
  const order = ranking(row, prediction, confidence);
  const kept = new Set(order.filter((i, rank) => rank === 0 || confidence[i]! >= params.threshold));
  const seen = new Set<number>();
  const runs = runOf(row.candidates);
  for (const i of order) {
    // In ranking order, the first of a run is its best.
    if (!seen.has(runs[i]!) && confidence[i]! > params.lowThreshold) kept.add(i);
    seen.add(runs[i]!);
  }
  return [...kept].sort((a, b) => a - b);
};

export const commitStrategies: Record<SamplingParams["strategy"], CommitStrategy> = {
  low_confidence: lowConfidence,
  random,
  margin,
  entropy,
  threshold,
  factor,
  entropy_bounded: entropyBounded,
  hierarchical,
  // These rank as low_confidence does, and remask in between (remasking.ts).
  remdm_cap: lowConfidence,
  remdm_rescale: lowConfidence,
  remdm_confidence: lowConfidence,
  wino,
};

/** @returns the wanted candidates and the most confident of the others, `atLeast` in all where there are so many; ascending */
export function surest(row: StepRow, prediction: RowPrediction, wanted: readonly number[], atLeast: number): number[] {
  const others = ranking(row, prediction, prediction.confidence).filter((i) => !wanted.includes(i));
  return [...wanted, ...others.slice(0, atLeast - wanted.length)].sort((a, b) => a - b);
}

/** The uniform number that remasking decisions at a canvas position are made with. */
export function draw({ seed, step }: Pick<StepRow, "seed" | "step">, position: number): number {
  return uniform(seed, step, position, RandomStream.remasking);
}

/**
 * Candidates from the highest score down; of equal scores the earlier position comes first, and predictions that were asked
 * to come last (EOS and EOT under confidenceEosEotInf) do.
 */
function ranking(row: StepRow, prediction: RowPrediction, scores: ArrayLike<number>): number[] {
  const ranked = rankedScores(row, prediction, scores);
  const order: number[] = [];
  for (let i = 0; i < row.candidates.length; i++) order.push(i);
  return order.sort((a, b) => compare(ranked[b]!, ranked[a]!) || a - b);
}

function rankedScores(row: StepRow, { tokenIds }: RowPrediction, scores: ArrayLike<number>): ArrayLike<number> {
  const last = row.confidenceSuppressedIds;
  if (last.length === 0) return scores;
  return Array.from(scores, (score, i) => (last.includes(tokenIds[i]!) ? Number.NEGATIVE_INFINITY : score));
}

/** The first `count` of the ranking, at least one, in the order of their positions. */
function top(row: StepRow, prediction: RowPrediction, scores: ArrayLike<number>, count: number): number[] {
  if (count > 1) return best(ranking(row, prediction, scores), count);
  // One token a step is the common case, and needs no order among the others.
  const ranked = rankedScores(row, prediction, scores);
  let first = 0;
  for (let i = 1; i < row.candidates.length; i++) if (ranked[i]! > ranked[first]!) first = i;
  return [first];
}

/** −∞ − −∞ is NaN, so a difference will not do. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first `count` of a ranking, at least one, in the order of their positions. */
function best(order: number[], count: number): number[] {
  return order.slice(0, Math.max(1, count)).sort((a, b) => a - b);
}

/** For each candidate the number of its run of neighbouring positions. */
function runOf(candidates: Int32Array): number[] {
  let run = 0;
  return Array.from(candidates, (position, i) => (i > 0 && position !== candidates[i - 1]! + 1 ? ++run : run));
}
