import { blocksOf, stepsPerBlock } from "./blocks.js";
import { blockMaskPositions, isComplete } from "./progress.js";
import { remasks } from "./remasking.js";
import { edits } from "./revising.js";
import { maskedCount, type Sequence } from "./sequence.js";

/**
 * Raises the parallelism of the next step so that the answer is there in time. With s steps left, b blocks and n masks:
 *
 * - b > s: the next ⌈b / s⌉ blocks are decoded together, so that there is a step for each group;
 * - of the s steps, those blocks get their masks' share, and each step commits at least their masks / steps of them, the surest
 *   first, whatever the strategy wants. Nothing is masked again.
 *
 * With one step left everything is committed, so the answer is complete within s steps. Where s is enough for whatever the
 * strategy does, nothing changes. Mutates the sequence; called before the step's row is asked for.
 * @param stepsLeft for which there is time, ≥ 0; below one, this step is the last
 */
export function hurry(sequence: Sequence, stepsLeft: number): void {
  if (isComplete(sequence)) return;
  const steps = Math.max(1, Math.floor(stepsLeft));
  if (steps >= stepsBound(sequence)) return;
  widen(sequence, Math.ceil((blocksOf(sequence) - sequence.progress.block) / steps));
  const masks = blockMaskPositions(sequence).length;
  // Later blocks need at least a step each, and share the rest by their masks.
  const later = blocksOf(sequence) - sequence.progress.block - sequence.progress.span;
  const share = Math.floor((steps * masks) / Math.max(1, maskedCount(sequence)));
  const own = Math.max(1, Math.min(share, steps - Math.ceil(later / sequence.progress.span)));
  sequence.progress = { ...sequence.progress, atLeast: Math.ceil(masks / own) };
}

/**
 * Steps that the rest of an answer takes at most, whatever the model predicts. Every step of a strategy but ReMDM leaves fewer
 * masks: it commits at least one, and masks again fewer than it commits. ReMDM keeps to its schedule. A block that is edited
 * is read again at most `editRounds` times once its masks are gone.
 */
export function stepsBound(sequence: Sequence): number {
  const { params, progress } = sequence;
  const blocks = blocksOf(sequence) - progress.block;
  // A reading that is due counts as one of those that are over.
  const due = progress.proofreading > 0 ? 1 : 0;
  const readings = edits(params) ? blocks * params.editRounds - progress.proofreading + due : 0;
  if (!remasks(params)) return maskedCount(sequence) + readings;
  const steps = stepsPerBlock(sequence);
  // Blocks that are decoded together have one schedule between them.
  return steps * (blocks - progress.span) + Math.max(0, steps - progress.blockStep) + readings;
}

/** A wider block begins its schedule anew: it takes no more steps than the blocks that it takes in would have. */
function widen(sequence: Sequence, span: number): void {
  const { progress } = sequence;
  if (span <= progress.span) return;
  sequence.progress = { ...progress, span, blockStep: 0 };
  sequence.progress = { ...sequence.progress, blockMasks: blockMaskPositions(sequence).length };
}
