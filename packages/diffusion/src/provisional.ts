import type { Sequence } from "./sequence.js";
import type { RowPrediction, StepRow } from "./step.js";

/** What a step found where it committed nothing: the next one may think otherwise. Parallel arrays. */
export interface Provisional {
  /** In the answer, ascending. */
  readonly positions: readonly number[];
  readonly ids: readonly number[];
  /** In [0, 1]. */
  readonly confidences: readonly number[];
}

/**
 * @param sequence after the step
 * @returns of the masks that the step looked at, those that are masks still, with its predictions
 */
export function provisional(
  { canvas, promptLength, special }: Sequence,
  { candidates, inputIds, shadowLength = 0 }: StepRow,
  { tokenIds, confidence }: RowPrediction,
): Provisional {
  const isOpen = (at: number) =>
    at < inputIds.length - shadowLength && inputIds[at] === special.mask && canvas[at] === special.mask;
  const open = [...candidates.keys()].filter((i) => isOpen(candidates[i]!));
  return {
    positions: open.map((i) => candidates[i]! - promptLength),
    ids: open.map((i) => tokenIds[i]!),
    confidences: open.map((i) => confidence[i]!),
  };
}
