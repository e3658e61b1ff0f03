/**
 * Counter-based random numbers: the number at (seed, step, position, stream) depends on nothing else, so a request gets
 * the same text alone or in a crowd, on any worker, before and after a retry.
 */

/** Which of a step's decisions a number is for; two decisions at one position must not share a number. */
export const RandomStream = { token: 0, remasking: 1, maskCount: 8, maskPattern: 9 } as const;
export type RandomStream = (typeof RandomStream)[keyof typeof RandomStream];

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** High 32 bits of the product of two unsigned 32-bit integers. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

/**
 * Philox4x32-10: ten rounds over a 128-bit counter under a 64-bit key.
 * @returns the first 32-bit word of the output block, an unsigned integer
 * @see Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011
 */
export function philox(counter: readonly [number, number, number, number], key: readonly [number, number]): number {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(M0, c0);
    const low0 = Math.imul(M0, c0) >>> 0;
    const high1 = mulHigh(M1, c2);
    const low1 = Math.imul(M1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  return c0;
}

/**
 * A uniform number in [0, 1 − 2⁻²³], a multiple of 2⁻²³: exact in float32, and u · x < x in float32 for every x > 0,
 * which keeps an inverse CDF from running off its end.
 * @param seed integer in [0, 2⁵³ − 1]
 * @param step integer ≥ 0
 * @param position index into the canvas, ≥ 0
 */
export function uniform(seed: number, step: number, position: number, stream: RandomStream): number {
  const word = philox([step >>> 0, position >>> 0, stream, 0], [seed >>> 0, Math.floor(seed / 0x100000000) >>> 0]);
  return (word >>> 9) / 0x800000;
}
