import type { SamplingParams } from "./parameters.js";
import { remasks } from "./remasking.js";
import type { SpecialIds } from "./special.js";

/**
 * How much of an answer can change no more: what stands before its first mask. A remasking strategy may yet mask what it has
 * committed in a block that is not finished, so there it is whole blocks only.
 * @param answer the answer's canvas, genLength ids
 * @returns tokens, 0 to genLength
 */
export function settledLength(answer: ArrayLike<number>, params: SamplingParams, special: SpecialIds): number {
  let length = 0;
  while (length < answer.length && answer[length] !== special.mask) length++;
  return remasks(params) ? length - (length % params.blockLength) : length;
}
