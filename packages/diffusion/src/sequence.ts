import type { SamplingParams, SpecialIds } from "./params.js";
import { masksAfter, positionsToRemask, remasks } from "./remasking.js";
import { transferCount } from "./schedule.js";
import type { RowPrediction, StepRow } from "./step.js";
import { commitStrategies } from "./strategies.js";
import { windowPositions } from "./window.js";

/** What a sequence is made from. */
export interface SequenceInput {
  /** What stands before the answer. */
  readonly promptIds: ArrayLike<number>;
  readonly params: SamplingParams;
  readonly special: SpecialIds;
}

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
  /** Canvas positions that the request decides, 1 = given: prompt, pins, the end of a shorter answer. */
  readonly given: Uint8Array;
  /** For each answer position: the step it was committed in, −1 before. */
  readonly commitSteps: Int32Array;
  /** For each answer position: the confidence it was committed with, 0 before. */
  readonly confidences: Float32Array;
  progress: Progress;
}

/** How far a sequence is, apart from its canvas. */
export interface Progress {
  /** The block being decoded, from 0; the number of blocks once the answer is complete. */
  readonly block: number;
  /** Steps of this block's schedule that are over. */
  readonly blockStep: number;
  /** Masks in the block when it began. */
  readonly blockMasks: number;
  /** Steps the sequence has had; keys the random numbers of the next one. */
  readonly step: number;
  /** Forward passes so far; two a step with guidance. */
  readonly forwards: number;
  /** Tokens that went through the model so far, over all forward passes. */
  readonly positions: number;
  /** Tokens committed so far, those that were remasked later included. */
  readonly committed: number;
}

/** A sequence small enough to be stored with its job, and enough to go on from. Plain JSON. */
export interface Checkpoint {
  readonly answerIds: readonly number[];
  readonly commitSteps: readonly number[];
  readonly confidences: readonly number[];
  readonly progress: Progress;
}

/** What one step committed; arrays run in parallel, positions count from the start of the answer and ascend. */
export interface Commit {
  readonly step: number;
  readonly positions: readonly number[];
  readonly ids: readonly number[];
  readonly confidences: readonly number[];
  /** Positions, committed earlier, that are masks again. Only remasking strategies have any. */
  readonly remasked: readonly number[];
}

/** An answer that is masked but for its pins. */
export function startSequence({ promptIds, params, special }: SequenceInput): Sequence {
  const { genLength, pins, maxLength = genLength } = params;
  const promptLength = promptIds.length;
  const canvas = new Int32Array(promptLength + genLength).fill(special.mask);
  canvas.set(promptIds);
  canvas.fill(special.eos, promptLength + maxLength);
  for (const { position, id } of pins) canvas[promptLength + position] = id;
  const sequence: Sequence = {
    params,
    special,
    promptLength,
    canvas,
    given: Uint8Array.from(canvas, (id) => (id === special.mask ? 0 : 1)),
    commitSteps: new Int32Array(genLength).fill(-1),
    confidences: new Float32Array(genLength),
    progress: { block: -1, blockStep: 0, blockMasks: 0, step: 0, forwards: 0, positions: 0, committed: 0 },
  };
  enterNextBlock(sequence);
  skipIdleSteps(sequence);
  return sequence;
}

/** The state to go on from after a crash or a move. */
export function checkpoint(sequence: Sequence): Checkpoint {
  const { commitSteps, confidences, progress } = sequence;
  return {
    answerIds: answerIds(sequence),
    commitSteps: Array.from(commitSteps),
    confidences: Array.from(confidences),
    progress,
  };
}

/** @throws {RangeError} when the checkpoint is not one of this request */
export function resumeSequence(input: SequenceInput, saved: Checkpoint): Sequence {
  const { genLength } = input.params;
  for (const values of [saved.answerIds, saved.commitSteps, saved.confidences]) {
    if (values.length === genLength) continue;
    throw new RangeError(`checkpoint has ${values.length} answer positions, the request has ${genLength}`);
  }
  const sequence = startSequence(input);
  sequence.canvas.set(saved.answerIds, sequence.promptLength);
  sequence.commitSteps.set(saved.commitSteps);
  sequence.confidences.set(saved.confidences);
  sequence.progress = saved.progress;
  return sequence;
}

export function isComplete({ params, progress }: Sequence): boolean {
  return progress.block >= params.genLength / params.blockLength;
}

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

/** The answer's canvas, genLength ids. */
export function answerIds({ canvas, promptLength }: Sequence): number[] {
  return Array.from(canvas.subarray(promptLength));
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

function scheduledCount({ params, progress }: Sequence): number {
  // More steps than masks: the schedule's empty steps come last, when no mask is left, so this is never 0 for them.
  return Math.max(1, transferCount(progress.blockMasks, stepsPerBlock(params), progress.blockStep));
}

/** Commits that bring the block to the masks its schedule wants, when so many others are remasked in the same step. */
function remaskingCount(sequence: Sequence, remasked: number): number {
  const { params, progress } = sequence;
  const masks = blockMaskPositions(sequence).length;
  return Math.min(masks, masks + remasked - masksAfter(progress.blockMasks, stepsPerBlock(params), progress.blockStep));
}

/** Canvas positions that this step masks again, ascending. */
function remaskedByStep(sequence: Sequence): number[] {
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
function enterNextBlock(sequence: Sequence): void {
  do {
    const { progress } = sequence;
    sequence.progress = { ...progress, block: progress.block + 1, blockStep: 0, blockMasks: 0 };
  } while (!isComplete(sequence) && blockMaskPositions(sequence).length === 0);
  if (isComplete(sequence)) return;
  sequence.progress = { ...sequence.progress, blockMasks: blockMaskPositions(sequence).length };
}

/** With more steps than masks, a remasking schedule has steps that neither commit nor remask: they need no forward. */
function skipIdleSteps(sequence: Sequence): void {
  while (remasks(sequence.params) && !isComplete(sequence)) {
    const remasked = remaskedByStep(sequence).length;
    if (remasked > 0 || remaskingCount(sequence, remasked) > 0) return;
    const { progress } = sequence;
    sequence.progress = { ...progress, blockStep: progress.blockStep + 1, step: progress.step + 1 };
  }
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
