import { blockOffset } from "./blocks.js";
import { edits, revises } from "./revising.js";
import type { SequenceInput } from "./sequence.js";

/**
 * How much of an answer can change no more, as its ids alone say: what stands before its first mask. Where committed tokens may
 * be revised in a block that is not over, it is whole blocks only; and where a full block is read again, not the last one.
 * @param answer the answer's canvas, genLength ids
 * @returns tokens, 0 to genLength
 */
export function settledLength(answer: ArrayLike<number>, input: SequenceInput): number {
  const { params, special, promptIds, blockCausal = false } = input;
  let length = 0;
  while (length < answer.length && answer[length] !== special.mask) length++;
  if (!revises(params)) return length;
  const offset = blockOffset(params.blockLength, promptIds.length, blockCausal);
  const blocks = Math.floor((length + offset) / params.blockLength) - (edits(params) ? 1 : 0);
  return Math.max(0, blocks * params.blockLength - offset);
}
