/**
 * Masks to commit at one step of a block. LLaDA's noise schedule is linear, so the expected count is the same every step;
 * the remainder goes to the earliest steps (10 masks, 4 steps: 3, 3, 2, 2).
 * @param masks masked positions when the block began, an integer ≥ 0
 * @param steps denoising steps of the block, an integer ≥ 1
 * @param step which of them, from 0
 * @returns k ≥ 0; over all steps they sum to `masks`. 0 means that the step changes nothing and needs no forward
 * @see ML-GSAI/LLaDA generate.py, get_num_transfer_tokens
 */
export function transferCount(masks: number, steps: number, step: number): number {
  return Math.floor(masks / steps) + (step < masks % steps ? 1 : 0);
}
