import type { SamplingParams } from "./parameters.js";
import { masksAfter, positionsToRemask, remasks } from "./remasking.js";
import { transferCount } from "./schedule.js";
import type { Sequence } from "./sequence.js";

/** Where a sequence stands: its block, the schedule's step in it, and how both move on. */

export function isComplete({ params, progress }: Sequence): boolean {
  return progress.block >= params.genLength / params.blockLength;
}

function stepsPerBlock({ steps, genLength, blockLength }: SamplingParams): number {
  return steps / (genLength / blockLength);
}

/** Canvas positions of the current block's masks, ascending. */
export function blockMaskPositions({ canvas, promptLength, params, progress, special }: Sequence): number[] {
  const start = promptLength + progress.block * params.blockLength;
  const positions: number[] = [];
  for (let i = start; i < start + params.blockLength; i++) if (canvas[i] === special.mask) positions.push(i);
  return positions;
}

export function scheduledCount({ params, progress }: Sequence): number {
  // More steps than masks: the schedule's empty steps come last, when no mask is left, so this is never 0 for them.
  return Math.max(1, transferCount(progress.blockMasks, stepsPerBlock(params), progress.blockStep));
}

/** Commits that bring the block to the masks its schedule wants, when so many others are remasked in the same step. */
export function remaskingCount(sequence: Sequence, remasked: number): number {
  const { params, progress } = sequence;
  const masks = blockMaskPositions(sequence).length;
  return Math.min(masks, masks + remasked - masksAfter(progress.blockMasks, stepsPerBlock(params), progress.blockStep));
}

/** Canvas positions that this step masks again, ascending. */
export function remaskedByStep(sequence: Sequence): number[] {
  const { params, progress, promptLength, commitSteps, confidences } = sequence;
  if (!remasks(params)) return [];
  const steps = stepsPerBlock(params);
  const start = progress.block * params.blockLength;
  const block = Array.from({ length: params.blockLength }, (_, i) => start + i);
  const committed = block.filter((position) => commitSteps[position]! >= 0);
  return positionsToRemask(
    params,
    committed.map((position) => promptLength + position),
    committed.map((position) => confidences[position]!),
    progress.blockStep,
    steps,
    masksAfter(progress.blockMasks, steps, progress.blockStep),
    progress.step,
  );
}

/**
 * Goes on to the next block that has masks. What is left of the old one's steps would commit nothing, and is skipped: so a
 * block of n masks takes at most n steps, and at most its schedule's under remasking.
 */
export function enterNextBlock(sequence: Sequence): void {
  do {
    const { progress } = sequence;
    sequence.progress = { ...progress, block: progress.block + 1, blockStep: 0, blockMasks: 0 };
  } while (!isComplete(sequence) && blockMaskPositions(sequence).length === 0);
  if (isComplete(sequence)) return;
  sequence.progress = { ...sequence.progress, blockMasks: blockMaskPositions(sequence).length };
}

/** With more steps than masks, a remasking schedule has steps that neither commit nor remask: they need no forward. */
export function skipIdleSteps(sequence: Sequence): void {
  while (remasks(sequence.params) && !isComplete(sequence)) {
    const remasked = remaskedByStep(sequence).length;
    if (remasked > 0 || remaskingCount(sequence, remasked) > 0) return;
    const { progress } = sequence;
    sequence.progress = { ...progress, blockStep: progress.blockStep + 1, step: progress.step + 1 };
  }
}
