import type { SamplingParams } from "./params.js";
import { RandomStream, uniform } from "./random.js";
import type { RowPrediction, StepRow } from "./step.js";

/**
 * A commit strategy decides which of a step's predictions are kept.
 * @param row what was asked; its candidates are the masks of the current block
 * @param prediction what came back, in the order of the candidates
 * @param count masks that the transfer schedule allots to this step; strategies that adapt ignore it
 * @returns indices into the candidates, ascending, at least one: every step makes progress, so a block of n masks takes at
 *   most n steps
 */
export type CommitStrategy = (
  row: StepRow,
  prediction: RowPrediction,
  count: number,
  params: SamplingParams,
) => number[];

/** The `count` most confident predictions. @see ML-GSAI/LLaDA generate.py, remasking = "low_confidence" */
const lowConfidence: CommitStrategy = (_row, prediction, count) => highest(prediction.confidence, count);

/** `count` predictions at random: the confidence is U[0, 1). @see ML-GSAI/LLaDA generate.py, remasking = "random" */
const random: CommitStrategy = (row, prediction, count) => {
  const scores = Float64Array.from(row.candidates, (position, i) =>
    // Confidence 0 means EOS or EOT that were asked to come last, whatever the ranking.
    row.confidenceSuppressedIds.includes(prediction.tokenIds[i]!)
      ? -1
      : uniform(row.seed, row.step, position, RandomStream.remasking),
  );
  return highest(scores, count);
};

/** Every prediction with confidence ≥ τ, and always the best one. @see NVlabs/Fast-dLLM llada/generate.py, threshold */
const threshold: CommitStrategy = (_row, prediction, _count, params) => {
  const kept = [...prediction.confidence.keys()].filter((i) => prediction.confidence[i]! >= params.threshold);
  return kept.length > 0 ? kept : highest(prediction.confidence, 1);
};

export const commitStrategies: Record<SamplingParams["strategy"], CommitStrategy> = {
  low_confidence: lowConfidence,
  random,
  threshold,
};

/** Indices of the `count` highest scores, ascending; of equal scores the earlier position wins. */
function highest(scores: ArrayLike<number>, count: number): number[] {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.slice(0, Math.max(1, count)).sort((a, b) => a - b);
}
