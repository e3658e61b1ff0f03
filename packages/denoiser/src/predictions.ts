/** The graph's outputs → predictions. */
import type { RowPrediction } from "@unmask/diffusion";
import { SUPPRESSED } from "./head.js";

/** Names of the graph's outputs, one number per candidate each. */
export const OUTPUTS = ["token_ids", "confidence", "margin", "entropy", "target_log_prob"] as const;

/**
 * @param fetched output name → typed array of length C
 * @throws {Error} naming the first candidate whose numbers are NaN, which means damaged weights or an overflow
 */
export function toPrediction(fetched: Readonly<Record<string, { readonly data: unknown }>>): RowPrediction {
  const floats = (name: string) => fetched[name]?.data as Float32Array;
  const prediction: RowPrediction = {
    tokenIds: fetched.token_ids?.data as Int32Array,
    confidence: floats("confidence"),
    margin: floats("margin"),
    entropy: floats("entropy"),
    // A suppressed target has probability 0; inside the graph that is a large finite number.
    targetLogProb: floats("target_log_prob").map((value) =>
      value < SUPPRESSED / 2 ? Number.NEGATIVE_INFINITY : value,
    ),
  };
  for (const [i, value] of prediction.confidence.entries())
    if (Number.isNaN(value))
      throw new Error(`the model's prediction for candidate ${i} is NaN: its weights are damaged or overflow float32`);
  return prediction;
}

/** Predictions of consecutive slices of one row's candidates → that row's prediction. */
export function joinPredictions(parts: readonly RowPrediction[]): RowPrediction {
  if (parts.length === 1) return parts[0] as RowPrediction;
  const floats = (pick: (part: RowPrediction) => Float32Array) =>
    Float32Array.from(parts.flatMap((part) => [...pick(part)]));
  return {
    tokenIds: Int32Array.from(parts.flatMap((part) => [...part.tokenIds])),
    confidence: floats((part) => part.confidence),
    margin: floats((part) => part.margin),
    entropy: floats((part) => part.entropy),
    targetLogProb: floats((part) => part.targetLogProb),
  };
}

/** Predictions of several rows' candidates, one after the other → each row's. @param counts candidates of each row */
export function splitPrediction(whole: RowPrediction, counts: readonly number[]): RowPrediction[] {
  let at = 0;
  return counts.map((count) => {
    const range = [at, at + count] as const;
    at += count;
    return {
      tokenIds: whole.tokenIds.slice(...range),
      confidence: whole.confidence.slice(...range),
      margin: whole.margin.slice(...range),
      entropy: whole.entropy.slice(...range),
      targetLogProb: whole.targetLogProb.slice(...range),
    };
  });
}
