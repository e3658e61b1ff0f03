import type { SamplingParams } from "./parameters.js";
import { draw } from "./strategies.js";

/**
 * ReMDM: committed tokens of the block may become masks again, so that early mistakes can be mended and more steps than
 * tokens buy quality. With α_t the share of the block that is committed before a step and α_s after it, every committed token
 * is remasked with probability σ, where σ_max = min(1, (1 − α_s) / α_t) and
 *
 * - `remdm_cap`: σ = min(σ_max, η)
 * - `remdm_rescale`: σ = η σ_max
 * - `remdm_confidence`: σ = η_l σ_max, with η_l = softmax(−ψ) over the block's committed tokens and ψ the confidence each was
 *   committed with: the least sure ones go first
 *
 * LLaDA's schedule is linear, so α_s = (i + 1) / S at step i of S. @see Wang et al. 2025, arXiv 2503.00307, section 4
 */

export type RemaskingStrategy = "remdm_cap" | "remdm_rescale" | "remdm_confidence";

export function remasks(params: SamplingParams): params is SamplingParams & { strategy: RemaskingStrategy } {
  return params.strategy.startsWith("remdm_");
}

/**
 * Masks that a block of `masks` has left after a step under ReMDM: with more steps than tokens some remain up to the last.
 * @param step of the block, from 0
 * @param steps of the block, ≥ 1
 */
export function masksAfter(masks: number, steps: number, step: number): number {
  // Products of integers are exact, 1 − 7 / 10 is not.
  return Math.ceil((masks * (steps - step - 1)) / steps);
}

/**
 * The committed tokens that become masks again after a step.
 * @param committed canvas positions that were masks when the block began and are committed before this step, ascending
 * @param confidences ψ, parallel to `committed`
 * @param most positions at most, ≥ 0: the schedule's masks left after the step
 * @param step the sequence's step, which keys the numbers
 * @returns canvas positions, ascending
 */
export function positionsToRemask(
  params: SamplingParams & { strategy: RemaskingStrategy },
  committed: readonly number[],
  confidences: readonly number[],
  blockStep: number,
  steps: number,
  most: number,
  step: number,
): number[] {
  const share = blockStep / steps;
  const sigmaMax = share > 0 ? Math.min(1, (1 - (blockStep + 1) / steps) / share) : 1;
  const sigmas = remaskProbabilities(params, confidences, sigmaMax);
  return (
    committed
      .map((position, i) => ({ position, excess: sigmas[i]! - draw({ seed: params.seed, step }, position) }))
      .filter(({ excess }) => excess > 0)
      // More than the schedule has room for: the clearest cases.
      .sort((a, b) => b.excess - a.excess || a.position - b.position)
      .slice(0, most)
      .map(({ position }) => position)
      .sort((a, b) => a - b)
  );
}

/** σ for each committed token, each in [0, σ_max]. */
export function remaskProbabilities(
  { strategy, remaskEta }: SamplingParams & { strategy: RemaskingStrategy },
  confidences: readonly number[],
  sigmaMax: number,
): number[] {
  switch (strategy) {
    case "remdm_cap":
      return confidences.map(() => Math.min(sigmaMax, remaskEta));
    case "remdm_rescale":
      return confidences.map(() => remaskEta * sigmaMax);
    case "remdm_confidence": {
      const weights = confidences.map((psi) => Math.exp(-psi));
      const sum = weights.reduce((a, b) => a + b, 0);
      return weights.map((weight) => (weight / sum) * sigmaMax);
    }
    default:
      return strategy satisfies never;
  }
}
