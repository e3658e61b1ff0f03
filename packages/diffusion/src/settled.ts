import { blockOffset } from "./blocks.js";
import { edits, revises } from "./revising.js";
import type { SequenceInput } from "./sequence.js";

/**
 * How much of an answer can change no more, as its ids alone say: what stands before its first mask. Where committed tokens may
 * be revised in a block that is not over, it is whole blocks only; and where a full block is read again, not the last one that
 * had anything to decide.
 * @param answer the answer's canvas, genLength ids
 * @returns tokens, 0 to genLength
 */
export function settledLength(answer: ArrayLike<number>, input: SequenceInput): number {
  const { params, special, promptIds, blockCausal = false } = input;
  let length = 0;
  while (length < answer.length && answer[length] !== special.mask) length++;
  if (!revises(params)) return length;
  const offset = blockOffset(params.blockLength, promptIds.length, blockCausal);
  const startOf = (block: number) => Math.max(0, block * params.blockLength - offset);
  const blocks = Math.floor((length + offset) / params.blockLength);
  if (!edits(params)) return startOf(blocks);
  let decided = startOf(blocks);
  while (decided > 0 && isGiven(input, decided - 1)) decided--;
  return decided === 0 ? startOf(blocks) : startOf(Math.floor((decided - 1 + offset) / params.blockLength));
}

/** Whether the request itself says what stands at a position of the answer. */
function isGiven({ params, template, special }: SequenceInput, position: number): boolean {
  if (template) return template[position] !== special.mask;
  return position >= params.maxLength || params.pins.some((pin) => pin.position === position);
}
