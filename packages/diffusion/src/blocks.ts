import type { SamplingParams } from "./parameters.js";
import type { Sequence } from "./sequence.js";

/**
 * Blocks are decoded from left to right. Those of a generation begin with the answer; those of a block-causal model begin at
 * position 0 of the whole sequence, as it was trained, so the prompt's last one may reach into the answer. The last block ends
 * with the answer.
 */

/** Canvas positions from `start` to before `end`. */
export interface BlockWindow {
  readonly start: number;
  readonly end: number;
}

/** @returns how many blocks an answer has, ≥ 1 */
export function blockCount({ genLength, blockLength }: BlockLengths, promptLength: number, aligned: boolean): number {
  return Math.ceil((blockOffset(blockLength, promptLength, aligned) + genLength) / blockLength);
}

type BlockLengths = Pick<SamplingParams, "genLength" | "blockLength">;

/** @returns tokens of the answer's first block that are the prompt's */
export function blockOffset(blockLength: number, promptLength: number, aligned: boolean): number {
  return aligned ? promptLength % blockLength : 0;
}

export function blocksOf({ params, promptLength, blockCausal }: Sequence): number {
  return blockCount(params, promptLength, blockCausal);
}

/** The blocks that are decoded together now: one, or more where time is short. */
export function currentWindow({ params, promptLength, blockCausal, progress, canvas }: Sequence): BlockWindow {
  const first = promptLength - blockOffset(params.blockLength, promptLength, blockCausal);
  const edge = (block: number) => Math.min(Math.max(promptLength, first + block * params.blockLength), canvas.length);
  return { start: edge(progress.block), end: edge(progress.block + progress.span) };
}

/** LLaDA's schedule has so many steps for each block. */
export function stepsPerBlock(sequence: Sequence): number {
  return Math.ceil(sequence.params.steps / blocksOf(sequence));
}
