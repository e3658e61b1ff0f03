/**
 * The Monte Carlo log-likelihood of LLaDA: a bound on ln p(continuation | prompt) from below. Mask l ~ U{1 … L} random
 * tokens of the continuation, take (L / l) · Σ ln p(true token) over the masked ones, and average.
 * @see ML-GSAI/LLaDA get_log_likelihood.py; LLaDA (arXiv 2502.09992), eq. 6
 */

import { RandomStream, uniform } from "./random.js";
import type { SpecialIds } from "./special.js";
import type { StepRow } from "./step.js";

/** A way to mask the continuation: one forward pass. {@link maskedPositions} says which positions. */
export interface MaskPattern {
  /** Masked positions, 1 to L. */
  readonly count: number;
  /** What makes it: the number of its draw, or in an exact set the bits of its positions. */
  readonly key: number;
  /** What the sum of the masked tokens' log-probabilities counts for in the estimate; > 0. */
  readonly weight: number;
}

/** The patterns that one estimate takes, each once. */
export interface PatternSet {
  /** L, tokens of the continuation. */
  readonly length: number;
  readonly seed: number;
  readonly patterns: readonly MaskPattern[];
  /**
   * The index of each draw's pattern, draws with fewer masks first. Empty where the patterns are all there are, which makes
   * the estimate the expectation itself.
   */
  readonly draws: Int32Array;
}

/** Sums over the patterns that are done, which are always the first ones: so their order is fixed. Plain JSON. */
export interface LikelihoodSums {
  /** For each pattern that is done: Σ ln p over its masked tokens, nats. */
  readonly patterns: number[];
  /** For each token: Σ weight · ln p over those of them that mask it. */
  readonly tokens: number[];
}

export interface LikelihoodEstimate {
  /** Nats. */
  readonly logLikelihood: number;
  /** Of the estimate, nats; 0 where it is exact, absent where a single draw tells nothing of it. */
  readonly standardError?: number;
  /**
   * The parts that sum to the estimate: each token's mean log-probability when it is decoded at a random point of a random
   * order, given what came before it there.
   */
  readonly tokenLogProbs: readonly number[];
}

/** A continuation to be scored. */
export interface Scored {
  readonly promptIds: ArrayLike<number>;
  /** At least one id, none of them the mask. */
  readonly continuationIds: ArrayLike<number>;
  /** w in ℓ = u + (w + 1)(c − u); 0 is no guidance. */
  readonly cfgScale: number;
  readonly special: SpecialIds;
}

/**
 * Masks of one draw, when n draws spread over 1 … L as evenly as they can:
 * ((round(first + draw · L / n) − 1) mod L) + 1, halves to the even side.
 * @param first where the spread begins. The reference takes an integer from 1 to L, and is then biased wherever draw · L / n
 *   ends in a half: such a draw never has an odd count. A real number from ½ to L + ½ makes every count equally likely.
 * @param draw from 0 to draws − 1
 * @see ML-GSAI/LLaDA get_log_likelihood.py, forward_process
 */
export function maskCount(first: number, length: number, draws: number, draw: number): number {
  return ((roundHalfEven(first + (draw * length) / draws) - 1 + length) % length) + 1;
}

/**
 * The patterns of one estimate. Where there are no more than `mcNum` in all (2ᴸ − 1 of them), these are it, and the estimate
 * is exact; a one-token continuation so needs a single forward. Otherwise `mcNum` are drawn, and those drawn twice are run
 * once.
 * @param length L, tokens of the continuation, ≥ 1
 * @param mcNum draws, ≥ 1
 * @param seed 0 to 2⁵³ − 1; the same one draws the same patterns
 */
export function maskPatterns(length: number, mcNum: number, seed: number): PatternSet {
  return 2 ** length - 1 <= mcNum ? allPatterns(length, seed) : drawnPatterns(length, mcNum, seed);
}

/** @returns the pattern's masked positions in the continuation, from 0, ascending */
export function maskedPositions({ length, seed, draws }: PatternSet, { count, key }: MaskPattern): Int32Array {
  if (draws.length > 0) return drawPositions(length, count, seed, key);
  return Int32Array.from([...Array(length).keys()].filter((position) => (key >> position) & 1));
}

/** The forward pass of one pattern; its log-probabilities are `targetLogProb`, in the order of `masked`. */
export function likelihoodRow({ promptIds, continuationIds, cfgScale, special }: Scored, masked: Int32Array): StepRow {
  const { length: start } = promptIds;
  const inputIds = new Int32Array(start + continuationIds.length);
  inputIds.set(promptIds);
  inputIds.set(continuationIds, start);
  const candidates = masked.map((position) => start + position);
  for (const position of candidates) inputIds[position] = special.mask;
  return {
    inputIds,
    ...(cfgScale > 0 && { unconditionalIds: inputIds.slice().fill(special.mask, 0, start) }),
    guidanceScale: cfgScale,
    candidates,
    targetIds: masked.map((position) => continuationIds[position]!),
    suppressedIds: [special.mask],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: 0,
    step: 0,
  };
}

export function noSums({ length }: PatternSet): LikelihoodSums {
  return { patterns: [], tokens: new Array<number>(length).fill(0) };
}

/**
 * Adds the next pattern, in the set's order. Mutates the sums.
 * @param logProbs of its masked tokens, nats
 */
export function addPattern(set: PatternSet, sums: LikelihoodSums, logProbs: ArrayLike<number>): void {
  const pattern = set.patterns[sums.patterns.length]!;
  let sum = 0;
  for (const [i, position] of maskedPositions(set, pattern).entries()) {
    sum += logProbs[i]!;
    sums.tokens[position]! += pattern.weight * logProbs[i]!;
  }
  sums.patterns.push(sum);
}

/** @param sums over all patterns of the set */
export function estimateLikelihood({ length, patterns, draws }: PatternSet, sums: LikelihoodSums): LikelihoodEstimate {
  const tokenLogProbs = [...sums.tokens];
  const logLikelihood = patterns.reduce((total, { weight }, i) => total + weight * sums.patterns[i]!, 0);
  if (draws.length === 0) return { logLikelihood, standardError: 0, tokenLogProbs };
  if (draws.length === 1) return { logLikelihood, tokenLogProbs };
  const values = Array.from(draws, (i) => (length / patterns[i]!.count) * sums.patterns[i]!);
  return { logLikelihood, standardError: spreadError(values), tokenLogProbs };
}

/**
 * The standard error of the mean of a systematic sample, from successive differences: √(Σ (yᵢ₊₁ − yᵢ)² / (2 n (n − 1))).
 * The plain one would count the differences between mask counts too, which an even spread over them takes out.
 * @see Wolter, Introduction to Variance Estimation, 2007, section 8.2 (v₂)
 */
function spreadError(values: readonly number[]): number {
  const n = values.length;
  let squares = 0;
  for (let i = 1; i < n; i++) squares += (values[i]! - values[i - 1]!) ** 2;
  return Math.sqrt(squares / (2 * n * (n - 1)));
}

/** All subsets but the empty one. One of l tokens has probability 1 / (L · C(L, l)), and its sum counts L / l times. */
function allPatterns(length: number, seed: number): PatternSet {
  const patterns = Array.from({ length: 2 ** length - 1 }, (_, i) => {
    const key = i + 1;
    const count = key.toString(2).replaceAll("0", "").length;
    return { count, key, weight: 1 / (count * binomial(length, count)) };
  });
  return { length, seed, patterns, draws: new Int32Array() };
}

function drawnPatterns(length: number, mcNum: number, seed: number): PatternSet {
  const first = 0.5 + length * uniform(seed, 0, 0, RandomStream.maskCount);
  const drawn = Array.from({ length: mcNum }, (_, key) => ({ key, count: maskCount(first, length, mcNum, key) }));
  drawn.sort((a, b) => a.count - b.count);
  const indexOf = new Map<string, number>();
  const distinct: { count: number; key: number; times: number }[] = [];
  const draws = Int32Array.from(drawn, ({ key, count }) => {
    // Long continuations hardly ever have a pattern twice, and looking for it takes time.
    const name = length > 64 ? String(key) : drawPositions(length, count, seed, key).join();
    const index = indexOf.get(name) ?? distinct.push({ count, key, times: 0 }) - 1;
    indexOf.set(name, index);
    distinct[index]!.times++;
    return index;
  });
  const weight = (times: number, count: number) => (times * length) / (count * mcNum);
  const patterns = distinct.map(({ count, key, times }) => ({ count, key, weight: weight(times, count) }));
  return { length, seed, patterns, draws };
}

/** `count` of `length` positions, ascending, every choice equally likely: as far as needed of a Fisher-Yates shuffle. */
function drawPositions(length: number, count: number, seed: number, draw: number): Int32Array {
  const order = Int32Array.from({ length }, (_, position) => position);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(uniform(seed, draw, i, RandomStream.maskPattern) * (length - i));
    const position = order[other]!;
    order[other] = order[i]!;
    order[i] = position;
  }
  return order.slice(0, count).sort();
}

function binomial(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}

/** As PyTorch rounds. */
function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}
