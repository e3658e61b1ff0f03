import type { SamplingParams, SpecialIds } from "./params.js";
import { transferCount } from "./schedule.js";
import type { RowPrediction, StepRow } from "./step.js";
import { commitStrategies } from "./strategies.js";

/**
 * One request's decoding state: a canvas and how far it is. A step is asked for with {@link nextRow}, run anywhere, any
 * number of times, and applied once with {@link applyStep}.
 */
export interface Sequence {
  readonly params: SamplingParams;
  readonly special: SpecialIds;
  readonly promptLength: number;
  /** [prompt ‖ answer] ids, the mask id where undecided. {@link applyStep} writes to it. */
  readonly canvas: Int32Array;
  progress: Progress;
}

/** How far a sequence is, apart from its canvas. */
export interface Progress {
  /** The block being decoded, from 0; the number of blocks once the answer is complete. */
  readonly block: number;
  /** Steps this block has had. */
  readonly blockStep: number;
  /** Masks in the block when it began. */
  readonly blockMasks: number;
  /** Steps the sequence has had; keys the random numbers of the next one. */
  readonly step: number;
  /** Forward passes so far; two a step with guidance. */
  readonly forwards: number;
}

/** A sequence small enough to be stored with its job, and enough to go on from. Plain JSON. */
export interface Checkpoint {
  readonly answerIds: readonly number[];
  readonly progress: Progress;
}

/** What one step committed; arrays run in parallel, positions count from the start of the answer and ascend. */
export interface Commit {
  readonly step: number;
  readonly positions: readonly number[];
  readonly ids: readonly number[];
  readonly confidences: readonly number[];
}

/** A fully masked answer behind the prompt. */
export function startSequence(promptIds: ArrayLike<number>, params: SamplingParams, special: SpecialIds): Sequence {
  const canvas = new Int32Array(promptIds.length + params.genLength).fill(special.mask);
  canvas.set(promptIds);
  const progress = { block: 0, blockStep: 0, blockMasks: params.blockLength, step: 0, forwards: 0 };
  return { params, special, promptLength: promptIds.length, canvas, progress };
}

/** The state to go on from after a crash or a move. */
export function checkpoint(sequence: Sequence): Checkpoint {
  return { answerIds: answerIds(sequence), progress: sequence.progress };
}

/** @throws {RangeError} when the checkpoint is not one of this request */
export function resumeSequence(
  promptIds: ArrayLike<number>,
  params: SamplingParams,
  special: SpecialIds,
  saved: Checkpoint,
): Sequence {
  if (saved.answerIds.length !== params.genLength) {
    throw new RangeError(`checkpoint has ${saved.answerIds.length} answer ids, the request has ${params.genLength}`);
  }
  const sequence = startSequence(promptIds, params, special);
  sequence.canvas.set(saved.answerIds, sequence.promptLength);
  sequence.progress = saved.progress;
  return sequence;
}

export function isComplete(sequence: Sequence): boolean {
  const { genLength, blockLength } = sequence.params;
  return sequence.progress.block >= genLength / blockLength;
}

/** Model rows that a step of this sequence takes: two with guidance. */
export function rowsPerStep(sequence: Sequence): 1 | 2 {
  return sequence.params.cfgScale > 0 ? 2 : 1;
}

/**
 * The next step's row; the canvas is copied, so the row stays as it is while the sequence moves on.
 * @throws {RangeError} when the sequence is complete
 */
export function nextRow(sequence: Sequence): StepRow {
  const { params, special, canvas, promptLength, progress } = sequence;
  if (isComplete(sequence)) throw new RangeError("the sequence is complete: it has no next step");
  const inputIds = canvas.slice();
  return {
    inputIds,
    ...(params.cfgScale > 0 && { unconditionalIds: inputIds.slice().fill(special.mask, 0, promptLength) }),
    guidanceScale: params.cfgScale,
    candidates: Int32Array.from(blockMaskPositions(sequence)),
    // The reference lets a model predict MASK itself, which would never end; here it cannot be chosen.
    suppressedIds: params.logitsEosInf ? [special.mask, special.eos] : [special.mask],
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
  const { params, canvas, promptLength, progress } = sequence;
  if (row.step !== progress.step) throw new RangeError(`got step ${row.step}, expected step ${progress.step}`);
  const count = transferCount(progress.blockMasks, stepsPerBlock(params), progress.blockStep);
  const kept = commitStrategies[params.strategy](row, prediction, count, params);
  for (const i of kept) canvas[row.candidates[i]!] = prediction.tokenIds[i]!;
  sequence.progress = {
    ...progress,
    blockStep: progress.blockStep + 1,
    step: progress.step + 1,
    forwards: progress.forwards + rowsPerStep(sequence),
  };
  if (params.eosEarlyStop && hasSettledEnd(sequence)) fillWithEos(sequence);
  else if (blockMaskPositions(sequence).length === 0) enterNextBlock(sequence);
  return {
    step: progress.step,
    positions: kept.map((i) => row.candidates[i]! - promptLength),
    ids: kept.map((i) => prediction.tokenIds[i]!),
    confidences: kept.map((i) => prediction.confidence[i]!),
  };
}

/** The answer's canvas, genLength ids. */
export function answerIds(sequence: Sequence): number[] {
  return Array.from(sequence.canvas.subarray(sequence.promptLength));
}

/** Masked positions left in the answer. */
export function maskedCount(sequence: Sequence): number {
  return answerIds(sequence).filter((id) => id === sequence.special.mask).length;
}

/** Tokens before the first EOS or EOT; all of them where there is none. */
export function visibleLength(answer: readonly number[], special: SpecialIds): number {
  const end = answer.findIndex((id) => endIds(special).includes(id));
  return end < 0 ? answer.length : end;
}

function endIds(special: SpecialIds): number[] {
  return special.eot === undefined ? [special.eos] : [special.eos, special.eot];
}

function stepsPerBlock({ steps, genLength, blockLength }: SamplingParams): number {
  return steps / (genLength / blockLength);
}

/** Canvas positions of the current block's masks, ascending. */
function blockMaskPositions({ canvas, promptLength, params, progress, special }: Sequence): number[] {
  const start = promptLength + progress.block * params.blockLength;
  const positions: number[] = [];
  for (let i = start; i < start + params.blockLength; i++) if (canvas[i] === special.mask) positions.push(i);
  return positions;
}

/**
 * A block whose masks are all committed is over: what is left of its steps would commit nothing, and is skipped. So a block
 * of n masks takes at most n steps.
 */
function enterNextBlock(sequence: Sequence): void {
  const { progress, params } = sequence;
  sequence.progress = { ...progress, block: progress.block + 1, blockStep: 0, blockMasks: params.blockLength };
}

/** A committed end token with no mask before it: nothing visible can change any more. */
function hasSettledEnd({ canvas, promptLength, special }: Sequence): boolean {
  const ends = endIds(special);
  for (let i = promptLength; i < canvas.length; i++) {
    if (canvas[i] === special.mask) return false;
    if (ends.includes(canvas[i]!)) return true;
  }
  return false;
}

function fillWithEos(sequence: Sequence): void {
  const { canvas, special, params, progress } = sequence;
  for (let i = sequence.promptLength; i < canvas.length; i++) if (canvas[i] === special.mask) canvas[i] = special.eos;
  sequence.progress = { ...progress, block: params.genLength / params.blockLength };
}
