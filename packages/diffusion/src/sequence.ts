import type { SamplingParams } from "./parameters.js";
import { enterNextBlock, skipIdleSteps } from "./progress.js";
import { endIds, type SpecialIds } from "./special.js";

/** What a sequence is made from. */
export interface SequenceInput {
  /** What stands before the answer. */
  readonly promptIds: ArrayLike<number>;
  readonly params: SamplingParams;
  readonly special: SpecialIds;
  /** The answer's canvas before the first step, genLength ids, the mask id where it is open. Default: open but for the pins. */
  readonly template?: ArrayLike<number>;
  /** The model sees a block and what stands before it, and was trained on blocks of `params.blockLength` from position 0 on. */
  readonly blockCausal?: boolean;
}

/**
 * One request's decoding state: a canvas and how far it is. A step is asked for with `nextRow`, run anywhere, any
 * number of times, and applied once with `applyStep`.
 */
export interface Sequence {
  readonly params: SamplingParams;
  readonly special: SpecialIds;
  readonly blockCausal: boolean;
  readonly promptLength: number;
  /** [prompt ‖ answer] ids, the mask id where undecided. `applyStep` writes to it. */
  readonly canvas: Int32Array;
  /** Canvas positions that the request decides, 1 = given: prompt, template, pins, the end of a shorter answer. */
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
  /** Blocks decoded together, ≥ 1; more than one only where time is short. */
  readonly span: number;
  /** Steps of this block's schedule that are over. */
  readonly blockStep: number;
  /** Masks in the block when it began. */
  readonly blockMasks: number;
  /** Forward passes over the block since its masks were gone; only of blocks that are edited. */
  readonly proofreading: number;
  /** Tokens that the next step commits at least; 0 where time is not short (pace.ts). */
  readonly atLeast: number;
  /** Steps the sequence has had; keys the random numbers of the next one. */
  readonly step: number;
  /** Forward passes so far; two a step with guidance. */
  readonly forwards: number;
  /** Tokens that went through the model so far, over all forward passes. */
  readonly positions: number;
  /** Tokens committed so far, those that were remasked later included. */
  readonly committed: number;
  /** Those among them that the strategy had not committed yet: the price of being in time. */
  readonly hurried: number;
}

/** A sequence small enough to be stored with its job, and enough to go on from. Plain JSON. */
export interface Checkpoint {
  readonly answerIds: readonly number[];
  readonly commitSteps: readonly number[];
  readonly confidences: readonly number[];
  readonly progress: Progress;
  /** Of an infilling with gaps of unknown lengths: what was found, before the first step. */
  readonly gapLengths?: readonly number[];
}

/**
 * What one step committed; arrays run in parallel, positions count from the start of the answer and ascend. At a position
 * that was committed before, an edit: the new token in its place.
 */
export interface Commit {
  readonly step: number;
  readonly positions: readonly number[];
  readonly ids: readonly number[];
  readonly confidences: readonly number[];
  /** Positions, committed earlier, that are masks again. Only remasking strategies have any. */
  readonly remasked: readonly number[];
}

/** An answer that is masked but for what the request gives. */
export function startSequence(input: SequenceInput): Sequence {
  const { promptIds, params, special, template, blockCausal = false } = input;
  const { genLength, pins, maxLength } = params;
  const promptLength = promptIds.length;
  const canvas = new Int32Array(promptLength + genLength).fill(special.mask);
  canvas.set(promptIds);
  if (template) canvas.set(template, promptLength);
  canvas.fill(special.eos, promptLength + maxLength);
  for (const { position, id } of pins) canvas[promptLength + position] = id;
  const sequence: Sequence = {
    params,
    special,
    blockCausal,
    promptLength,
    canvas,
    given: Uint8Array.from(canvas, (id) => (id === special.mask ? 0 : 1)),
    commitSteps: new Int32Array(genLength).fill(-1),
    confidences: new Float32Array(genLength),
    progress: {
      block: -1,
      span: 1,
      blockStep: 0,
      blockMasks: 0,
      proofreading: 0,
      atLeast: 0,
      step: 0,
      forwards: 0,
      positions: 0,
      committed: 0,
      hurried: 0,
    },
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
