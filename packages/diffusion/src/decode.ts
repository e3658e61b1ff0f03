import {
  blockMaskPositions,
  enterNextBlock,
  isComplete,
  remaskedByStep,
  remaskingCount,
  scheduledCount,
  skipIdleSteps,
} from "./progress.js";
import { remasks } from "./remasking.js";
import type { Commit, Sequence } from "./sequence.js";
import { endIds } from "./special.js";
import type { RowPrediction, StepRow } from "./step.js";
import { commitStrategies } from "./strategies.js";
import { windowPositions } from "./window.js";

/** A step of a sequence: what is asked of a forward pass, and what is made of its answer. */

/** Model rows that a step of this sequence takes: two with guidance. */
export function rowsPerStep({ params }: Sequence): 1 | 2 {
  return params.cfgScale > 0 ? 2 : 1;
}

/**
 * The next step's row; the canvas is copied, so the row stays as it is while the sequence moves on.
 * @throws {RangeError} when the sequence is complete
 */
export function nextRow(sequence: Sequence): StepRow {
  const { params, special, canvas, promptLength, progress, given } = sequence;
  if (isComplete(sequence)) throw new RangeError("the sequence is complete: it has no next step");
  const blockEnd = promptLength + (progress.block + 1) * params.blockLength;
  const kept = params.suffixWindow > 0 && windowPositions(canvas, special.mask, blockEnd, params.suffixWindow);
  const visible = (ids: Int32Array) => (kept ? kept.map((position) => ids[position]!) : ids);
  // Masks are never given, so this masks what the request gave and leaves what was generated.
  const unconditional = () => canvas.map((id, i) => (given[i] ? special.mask : id));
  return {
    inputIds: visible(canvas.slice()),
    ...(params.cfgScale > 0 && { unconditionalIds: visible(unconditional()) }),
    ...(kept && { positionIds: kept }),
    guidanceScale: params.cfgScale,
    // The window keeps everything up to the block's end, so a canvas position is its index in the row.
    candidates: Int32Array.from(blockMaskPositions(sequence)),
    // The reference lets a model predict MASK itself, which would never end; here it cannot be chosen.
    suppressedIds: [special.mask, ...(params.logitsEosInf ? [special.eos] : []), ...params.bannedIds],
    ...(params.minLength > 0 && {
      earlySuppressedIds: endIds(special),
      earlyBefore: promptLength + params.minLength,
    }),
    confidenceSuppressedIds: params.confidenceEosEotInf ? endIds(special) : [],
    temperature: params.temperature,
    seed: params.seed,
    step: progress.step,
  };
}

/**
 * Commits what the strategy keeps of a step's predictions, and moves on. Mutates the sequence.
 * @param row the row of this very step, as {@link nextRow} gave it
 * @throws {RangeError} when the row is of another step
 */
export function applyStep(sequence: Sequence, row: StepRow, prediction: RowPrediction): Commit {
  const { params, canvas, promptLength, special, progress, commitSteps, confidences } = sequence;
  if (row.step !== progress.step) throw new RangeError(`got step ${row.step}, expected step ${progress.step}`);
  const remasked = remaskedByStep(sequence);
  const count = remasks(params) ? remaskingCount(sequence, remasked.length) : scheduledCount(sequence);
  const kept = count === 0 ? [] : commitStrategies[params.strategy](row, prediction, count, params);
  for (const i of kept) {
    const position = row.candidates[i]!;
    canvas[position] = prediction.tokenIds[i]!;
    commitSteps[position - promptLength] = progress.step;
    confidences[position - promptLength] = prediction.confidence[i]!;
  }
  for (const position of remasked) {
    canvas[position] = special.mask;
    commitSteps[position - promptLength] = -1;
    confidences[position - promptLength] = 0;
  }
  const forwards = rowsPerStep(sequence);
  sequence.progress = {
    ...progress,
    blockStep: progress.blockStep + 1,
    step: progress.step + 1,
    forwards: progress.forwards + forwards,
    positions: progress.positions + forwards * row.inputIds.length,
    committed: progress.committed + kept.length,
  };
  if (blockMaskPositions(sequence).length === 0) enterNextBlock(sequence);
  if (params.eosEarlyStop && hasSettledEnd(sequence)) fillWithEos(sequence);
  skipIdleSteps(sequence);
  return {
    step: progress.step,
    positions: kept.map((i) => row.candidates[i]! - promptLength),
    ids: kept.map((i) => prediction.tokenIds[i]!),
    confidences: kept.map((i) => prediction.confidence[i]!),
    remasked: remasked.map((position) => position - promptLength),
  };
}

/** A committed end token with no mask before it: nothing visible can change any more. */
function hasSettledEnd({ canvas, promptLength, params, special, progress }: Sequence): boolean {
  const ends = endIds(special);
  // A remasking strategy may yet mask what it has committed in this block.
  const settled = remasks(params) ? progress.block * params.blockLength : params.genLength;
  for (let i = promptLength; i < promptLength + Math.min(settled, params.genLength); i++) {
    if (canvas[i] === special.mask) return false;
    if (ends.includes(canvas[i]!)) return true;
  }
  return false;
}

function fillWithEos(sequence: Sequence): void {
  const { canvas, special, params, progress, promptLength } = sequence;
  for (let i = promptLength; i < canvas.length; i++) if (canvas[i] === special.mask) canvas[i] = special.eos;
  sequence.progress = { ...progress, block: params.genLength / params.blockLength };
}
