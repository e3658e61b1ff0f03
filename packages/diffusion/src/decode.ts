import { blocksOf, currentWindow } from "./blocks.js";
import {
  blockMaskPositions,
  enterNextBlock,
  isComplete,
  isHurried,
  remaskedByStep,
  remaskingCount,
  scheduledCount,
  skipIdleSteps,
} from "./progress.js";
import { remasks } from "./remasking.js";
import { disowned, editablePositions, edits, revises, verifiedPositions, verifies } from "./revising.js";
import type { Commit, Sequence } from "./sequence.js";
import { endIds } from "./special.js";
import type { RowPrediction, StepRow } from "./step.js";
import { commitStrategies, surest } from "./strategies.js";
import { windowPositions } from "./window.js";

/** A step of a sequence: what is asked of a forward pass, and what is made of its answer. */

/** Model rows that a step of this sequence takes: two with guidance. */
export function rowsPerStep({ params }: Sequence): 1 | 2 {
  return params.cfgScale > 0 ? 2 : 1;
}

/** Tokens of the next step's row; of a sequence that is complete, of its canvas. */
export function rowLength(sequence: Sequence): number {
  if (isComplete(sequence)) return sequence.canvas.length;
  const { length, shadows } = layout(sequence);
  return length + shadows.length;
}

interface Layout {
  /** Canvas positions that the row has, ascending; false for all of the first `length`. */
  readonly kept: Int32Array | false;
  readonly length: number;
  /** Canvas positions that go through the model a second time, to be verified. */
  readonly shadows: readonly number[];
}

function layout(sequence: Sequence): Layout {
  const { params, special, canvas, blockCausal } = sequence;
  const { end } = currentWindow(sequence);
  const kept =
    params.suffixWindow > 0 && !blockCausal && windowPositions(canvas, special.mask, end, params.suffixWindow);
  // What a block-causal model's block cannot see is not sent.
  const length = kept ? kept.length : blockCausal ? end : canvas.length;
  return { kept, length, shadows: verifiedPositions(sequence) };
}

/**
 * The next step's row; the canvas is copied, so the row stays as it is while the sequence moves on.
 * @throws {RangeError} when the sequence is complete
 */
export function nextRow(sequence: Sequence): StepRow {
  const { params, special, canvas, promptLength, progress, given } = sequence;
  if (isComplete(sequence)) throw new RangeError("the sequence is complete: it has no next step");
  const { kept, length, shadows } = layout(sequence);
  const visible = (ids: Int32Array) => {
    const row = new Int32Array(length + shadows.length).fill(special.mask, length);
    row.set(kept ? kept.map((position) => ids[position]!) : ids.subarray(0, length));
    return row;
  };
  // Masks are never given, so this masks what the request gave and leaves what was generated.
  const unconditional = () => canvas.map((id, i) => (given[i] ? special.mask : id));
  const masks = blockMaskPositions(sequence);
  const editable = editablePositions(sequence);
  const candidates = editable.length === 0 ? masks : [...masks, ...editable].sort((a, b) => a - b);
  return {
    inputIds: visible(canvas),
    ...(params.cfgScale > 0 && { unconditionalIds: visible(unconditional()) }),
    ...((kept || shadows.length > 0) && {
      positionIds: Int32Array.from([...(kept || canvas.subarray(0, length).keys()), ...shadows]),
    }),
    ...(shadows.length > 0 && {
      shadowLength: shadows.length,
      targetIds: Int32Array.from([...candidates.map(() => -1), ...shadows.map((position) => canvas[position]!)]),
    }),
    guidanceScale: params.cfgScale,
    // The window keeps everything up to the block's end, so a canvas position is its index in the row.
    candidates: new Int32Array(
      shadows.length === 0 ? candidates : [...candidates, ...shadows.map((_, i) => length + i)],
    ),
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
  const { params, promptLength, progress } = sequence;
  if (row.step !== progress.step) throw new RangeError(`got step ${row.step}, expected step ${progress.step}`);
  const hurrying = isHurried(sequence);
  const { kept, hurried, doubted } = choose(sequence, row, prediction);
  const edited = edits(params) ? editedBy(sequence, row, prediction) : [];
  // What has just been corrected gets another chance.
  const remasked = doubted.filter((position) => !edited.some((i) => row.candidates[i] === position));
  const changed = [...kept, ...edited].sort((a, b) => a - b);
  for (const i of changed) commit(sequence, row.candidates[i]!, prediction.tokenIds[i]!, prediction.confidence[i]!);
  for (const position of remasked) remask(sequence, position);
  const forwards = rowsPerStep(sequence);
  sequence.progress = {
    ...progress,
    blockStep: progress.blockStep + 1,
    step: progress.step + 1,
    atLeast: 0,
    forwards: progress.forwards + forwards,
    positions: progress.positions + forwards * row.inputIds.length,
    committed: progress.committed + changed.length,
    hurried: progress.hurried + hurried,
  };
  if (blockMaskPositions(sequence).length === 0) {
    const readAgain = edits(params) && !hurrying && changed.length > 0 && progress.proofreading < params.editRounds;
    if (readAgain) sequence.progress = { ...sequence.progress, proofreading: progress.proofreading + 1 };
    else enterNextBlock(sequence);
  }
  if (params.eosEarlyStop && hasSettledEnd(sequence)) endAnswer(sequence);
  skipIdleSteps(sequence);
  return {
    step: progress.step,
    positions: changed.map((i) => row.candidates[i]! - promptLength),
    ids: changed.map((i) => prediction.tokenIds[i]!),
    confidences: changed.map((i) => prediction.confidence[i]!),
    remasked: remasked.map((position) => position - promptLength),
  };
}

/**
 * Ends an answer that needs no more steps: whatever is open becomes the end-of-text token. Mutates the sequence.
 * @param from answer position; committed tokens from here on are dropped, too
 */
export function endAnswer(sequence: Sequence, from = sequence.params.genLength): void {
  const { canvas, special, promptLength } = sequence;
  for (let i = promptLength; i < canvas.length; i++) {
    if (canvas[i] === special.mask || i >= promptLength + from) canvas[i] = special.eos;
  }
  sequence.progress = { ...sequence.progress, block: blocksOf(sequence), span: 1 };
}

interface Choice {
  /** Indices into the row's candidates, ascending: masks to fill. */
  readonly kept: readonly number[];
  /** How many of those the strategy would have left. */
  readonly hurried: number;
  /** Canvas positions to mask again, ascending. */
  readonly doubted: readonly number[];
}

function choose(sequence: Sequence, row: StepRow, prediction: RowPrediction): Choice {
  const { params, progress } = sequence;
  const masks = indicesOf(sequence, row, "mask");
  if (masks.length === 0) return { kept: [], hurried: 0, doubted: [] };
  const open = masks.length === row.candidates.length ? { row, prediction } : pick(row, prediction, masks);
  const remasked = remaskedByStep(sequence);
  const count = remasks(params) ? remaskingCount(sequence, remasked.length) : scheduledCount(sequence);
  const wanted = count === 0 ? [] : commitStrategies[params.strategy](open.row, open.prediction, count, params);
  const kept = wanted.length >= progress.atLeast ? wanted : surest(open.row, open.prediction, wanted, progress.atLeast);
  return {
    kept: kept.map((i) => masks[i]!),
    hurried: kept.length - wanted.length,
    doubted: verifies(params) ? disowned(row, prediction, params.verifyThreshold, kept.length - 1) : remasked,
  };
}

/** Indices into the row's candidates, ascending: tokens for which the model is sure enough of another. */
function editedBy(sequence: Sequence, row: StepRow, { tokenIds, confidence }: RowPrediction): number[] {
  const { canvas, params } = sequence;
  return indicesOf(sequence, row, "token").filter(
    (i) => tokenIds[i] !== canvas[row.candidates[i]!] && confidence[i]! > params.editThreshold,
  );
}

/** The row and its prediction with some of the candidates only. */
function pick(row: StepRow, prediction: RowPrediction, indices: readonly number[]): Open {
  const take = <A extends Int32Array | Float32Array>(array: A) => array.filter((_, i) => chosen.has(i)) as A;
  const chosen = new Set(indices);
  return {
    row: { ...row, candidates: take(row.candidates) },
    prediction: {
      tokenIds: take(prediction.tokenIds),
      confidence: take(prediction.confidence),
      margin: take(prediction.margin),
      entropy: take(prediction.entropy),
      targetLogProb: take(prediction.targetLogProb),
    },
  };
}

interface Open {
  readonly row: StepRow;
  readonly prediction: RowPrediction;
}

/** Indices of the candidates, shadows left out, that are masks, or that hold a token. */
function indicesOf({ special }: Sequence, { candidates, inputIds, shadowLength = 0 }: StepRow, what: "mask" | "token") {
  const real = inputIds.length - shadowLength;
  const indices: number[] = [];
  for (let i = 0; i < candidates.length; i++) {
    const at = candidates[i]!;
    if (at < real && (inputIds[at] === special.mask) === (what === "mask")) indices.push(i);
  }
  return indices;
}

function commit(sequence: Sequence, position: number, id: number, confidence: number): void {
  const { canvas, promptLength, progress, commitSteps, confidences } = sequence;
  canvas[position] = id;
  commitSteps[position - promptLength] = progress.step;
  confidences[position - promptLength] = confidence;
}

function remask({ canvas, special, promptLength, commitSteps, confidences }: Sequence, position: number): void {
  canvas[position] = special.mask;
  commitSteps[position - promptLength] = -1;
  confidences[position - promptLength] = 0;
}

/** A committed end token with no mask before it: nothing visible can change any more. */
function hasSettledEnd(sequence: Sequence): boolean {
  const { canvas, promptLength, params, special } = sequence;
  if (isComplete(sequence)) return false;
  const ends = endIds(special);
  // What may be revised in this block may yet change.
  const settled = revises(params) ? currentWindow(sequence).start : canvas.length;
  for (let i = promptLength; i < settled; i++) {
    if (canvas[i] === special.mask) return false;
    if (ends.includes(canvas[i]!)) return true;
  }
  return false;
}
