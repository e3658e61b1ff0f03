import { blocksOf, currentWindow, stepsPerBlock } from "./blocks.js";
import { masksAfter, positionsToRemask, remasks } from "./remasking.js";
import { transferCount } from "./schedule.js";
import type { Sequence } from "./sequence.js";

/** Where a sequence stands: its block, the schedule's step in it, and how both move on. */

/** Whether time is short (pace.ts). */
export function isHurried({ progress }: Sequence): boolean {
  return progress.atLeast > 0 || progress.span > 1;
}

export function isComplete(sequence: Sequence): boolean {
  return sequence.progress.block >= blocksOf(sequence);
}

/** Canvas positions of the current block that are masks, ascending. */
export function blockMaskPositions(sequence: Sequence): number[] {
  return blockPositions(sequence, (i) => sequence.canvas[i] === sequence.special.mask);
}

/** Canvas positions of the current block that hold tokens which steps committed, ascending. */
export function blockCommittedPositions({ commitSteps, promptLength, ...sequence }: Sequence): number[] {
  return blockPositions({ ...sequence, commitSteps, promptLength }, (i) => commitSteps[i - promptLength]! >= 0);
}

function blockPositions(sequence: Sequence, wanted: (position: number) => boolean): number[] {
  const { start, end } = currentWindow(sequence);
  const positions: number[] = [];
  for (let i = start; i < end; i++) if (wanted(i)) positions.push(i);
  return positions;
}

export function scheduledCount(sequence: Sequence): number {
  const { blockMasks, blockStep } = sequence.progress;
  // More steps than masks: the schedule's empty steps come last, when no mask is left, so this is never 0 for them.
  return Math.max(1, transferCount(blockMasks, stepsPerBlock(sequence), blockStep));
}

/** Commits that bring the block to the masks its schedule wants, when so many others are remasked in the same step. */
export function remaskingCount(sequence: Sequence, remasked: number): number {
  const { blockMasks, blockStep } = sequence.progress;
  const masks = blockMaskPositions(sequence).length;
  return Math.min(masks, masks + remasked - masksAfter(blockMasks, stepsPerBlock(sequence), blockStep));
}

/** Canvas positions that ReMDM masks again in this step, ascending. */
export function remaskedByStep(sequence: Sequence): number[] {
  const { params, progress, promptLength, confidences } = sequence;
  // Who is short of time does not go back.
  if (!remasks(params) || isHurried(sequence)) return [];
  const steps = stepsPerBlock(sequence);
  const committed = blockCommittedPositions(sequence);
  return positionsToRemask(
    params,
    committed,
    committed.map((position) => confidences[position - promptLength]!),
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
    const block = progress.block + progress.span;
    sequence.progress = { ...progress, block, span: 1, blockStep: 0, blockMasks: 0, proofreading: 0 };
  } while (!isComplete(sequence) && blockMaskPositions(sequence).length === 0);
  if (isComplete(sequence)) return;
  sequence.progress = { ...sequence.progress, blockMasks: blockMaskPositions(sequence).length };
}

/** With more steps than masks, a remasking schedule has steps that neither commit nor remask: they need no forward. */
export function skipIdleSteps(sequence: Sequence): void {
  while (remasks(sequence.params) && !isComplete(sequence) && blockMaskPositions(sequence).length > 0) {
    const remasked = remaskedByStep(sequence).length;
    if (remasked > 0 || remaskingCount(sequence, remasked) > 0) return;
    const { progress } = sequence;
    sequence.progress = { ...progress, blockStep: progress.blockStep + 1, step: progress.step + 1 };
  }
}
