import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { decodePrediction, type StepResult } from "@unmask/wire";

/**
 * A worker's answer to a batch of these rows.
 * @returns its predictions, in the order of the rows; or what is wrong with it
 */
export function readPredictions(
  rows: readonly StepRow[],
  result: StepResult,
  vocabSize: number,
): { readonly predictions: readonly RowPrediction[]; readonly problem?: string } {
  try {
    const predictions = result.rows.map(decodePrediction);
    const problem = findNonsense(rows, predictions, vocabSize);
    return problem === undefined ? { predictions } : { predictions: [], problem };
  } catch (error) {
    return { predictions: [], problem: (error as Error).message };
  }
}

/**
 * Whether a worker's answer can be one: a broken device must not write nonsense into an answer.
 * @param vocabSize valid ids are [0, vocabSize)
 * @returns what is wrong, or undefined
 */
export function findNonsense(
  rows: readonly StepRow[],
  predictions: readonly RowPrediction[],
  vocabSize: number,
): string | undefined {
  if (predictions.length !== rows.length) return `${predictions.length} predictions for ${rows.length} rows`;
  for (const [i, row] of rows.entries()) {
    const { tokenIds, confidence, margin, entropy, targetLogProb } = predictions[i]!;
    const count = row.candidates.length;
    if (tokenIds.length !== count) return `row ${i}: ${tokenIds.length} numbers for ${count} candidates`;
    for (let c = 0; c < count; c++) {
      const id = tokenIds[c]!;
      if (id < 0 || id >= vocabSize) return `row ${i}: token id ${id} is outside the vocabulary of ${vocabSize}`;
      if (row.suppressedIds.includes(id)) return `row ${i}: token id ${id} was not to be chosen`;
      // Written so that NaN fails; rounding may carry a sum of float32 probabilities a little over 1.
      if (row.targetIds && !(targetLogProb[c]! <= 0.001 && targetLogProb[c]! > Number.NEGATIVE_INFINITY))
        return `row ${i}: log-probability ${targetLogProb[c]}`;
      if (!(confidence[c]! >= 0 && confidence[c]! <= 1.001)) return `row ${i}: confidence ${confidence[c]}`;
      if (!(margin[c]! >= -0.001 && margin[c]! <= 1.001)) return `row ${i}: margin ${margin[c]}`;
      if (!(entropy[c]! >= -0.001 && entropy[c]! < Number.POSITIVE_INFINITY)) return `row ${i}: entropy ${entropy[c]}`;
    }
  }
  return undefined;
}
