import type { SamplingParams } from "./parameters.js";
import { blockCommittedPositions, isHurried } from "./progress.js";
import { remasks } from "./remasking.js";
import type { Sequence } from "./sequence.js";
import type { RowPrediction, StepRow } from "./step.js";

/**
 * Second thoughts about committed tokens of the current block, in the same forward pass that predicts its masks. Who is short
 * of time has none.
 *
 * - `wino`: commit generously (p above `draftThreshold`) and verify. Each committed token has a shadow at the row's end: a mask
 *   with the token's position that sees all but that token. Where the shadow gives the token p < `verifyThreshold`, it becomes
 *   a mask again, the least likely first, always fewer than the step commits. @see arXiv 2507.18578 (WINO, τ 0.6 and 0.9)
 * - Edits: a model that was trained to (LLaDA2.1) predicts committed positions, too. Where it says another token with p above
 *   `editThreshold`, that replaces the committed one. When the masks are gone, the block is read again until nothing
 *   changes, at most `editRounds` times. @see arXiv 2602.08676 (LLaDA2.1, T2T 0.5, 16 rounds)
 */

export function verifies({ strategy }: Pick<SamplingParams, "strategy">): boolean {
  return strategy === "wino";
}

export function edits({ editThreshold }: Pick<SamplingParams, "editThreshold">): boolean {
  return editThreshold < 1;
}

/** Whether a committed token may change while its block is decoded. */
export function revises(params: SamplingParams): boolean {
  return remasks(params) || verifies(params) || edits(params);
}

/** Canvas positions of tokens that this step's forward pass verifies, ascending. */
export function verifiedPositions(sequence: Sequence): number[] {
  return verifies(sequence.params) && !isHurried(sequence) ? blockCommittedPositions(sequence) : [];
}

/** Canvas positions of tokens that this step's forward pass may replace, ascending. */
export function editablePositions(sequence: Sequence): number[] {
  return edits(sequence.params) && !isHurried(sequence) ? blockCommittedPositions(sequence) : [];
}

/**
 * @param most positions at most, ≥ 0
 * @returns canvas positions whose shadows disown their token, ascending
 */
export function disowned(row: StepRow, prediction: RowPrediction, threshold: number, most: number): number[] {
  const real = row.inputIds.length - (row.shadowLength ?? 0);
  return Array.from(row.candidates.keys())
    .filter((i) => row.candidates[i]! >= real)
    .map((i) => ({ position: row.positionIds![row.candidates[i]!]!, p: Math.exp(prediction.targetLogProb[i]!) }))
    .filter(({ p }) => p < threshold)
    .sort((a, b) => a.p - b.p || a.position - b.position)
    .slice(0, Math.max(0, most))
    .map(({ position }) => position)
    .sort((a, b) => a - b);
}
