import type { StepRow } from "@unmask/diffusion";

/** A greedy row without guidance whose candidates are all its positions. */
export function greedyRow(inputIds: Int32Array, maskId: number): StepRow {
  return {
    inputIds,
    guidanceScale: 0,
    candidates: inputIds.map((_, i) => i),
    suppressedIds: [maskId],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: 0,
    step: 0,
  };
}
