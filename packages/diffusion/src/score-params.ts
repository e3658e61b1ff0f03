import type { ParamsInput } from "./parameters.js";
import { InvalidParams, type Violation } from "./params.js";

/** How one continuation is scored. Only {@link resolveScoreParams} makes one, so its rules hold wherever one is seen. */
export interface ScoreParams {
  /** Draws of the Monte Carlo estimate, 1 to {@link maxMcNum}. */
  readonly mcNum: number;
  /** w in [0, 100]; 0 is no guidance. */
  readonly cfgScale: number;
  /** Of the draws, 0 to 2⁵³ − 1. */
  readonly seed: number;
  /** Whether greedy decoding is compared with the continuation, which takes a forward for each of its tokens. */
  readonly greedyCheck: boolean;
}

/** What a request says; undefined has the default. */
export type ScoreParamsInput = { readonly [K in keyof ScoreParams]?: ScoreParams[K] | undefined };

/** As many as an error of a quarter of the default's takes. */
export const maxMcNum = 2048;

/**
 * @param promptLength tokens, ≥ 0
 * @param continuationLength tokens
 * @param maxLength the model's context: prompt and continuation together, tokens
 * @throws {InvalidParams} with every rule that is broken
 */
export function resolveScoreParams(
  input: ScoreParamsInput,
  promptLength: number,
  continuationLength: number,
  maxLength: number,
): ScoreParams {
  const { mcNum = 128, cfgScale = 0, seed = 0, greedyCheck = false } = input;
  const violations: Violation[] = [];
  const check = (holds: boolean, field: string, rule: string) => {
    if (!holds) violations.push({ field, message: `${field} ${rule}` });
  };
  const isInteger = (value: number, low: number, high: number) =>
    Number.isSafeInteger(value) && value >= low && value <= high;
  check(isInteger(mcNum, 1, maxMcNum), "mc_num", `must be an integer from 1 to ${maxMcNum}, got ${mcNum}`);
  check(cfgScale >= 0 && cfgScale <= 100, "cfg_scale", `must be between 0 and 100, got ${cfgScale}`);
  const maxSeed = Number.MAX_SAFE_INTEGER;
  check(isInteger(seed, 0, maxSeed), "seed", `must be an integer from 0 to ${maxSeed}, got ${seed}`);
  check(continuationLength > 0, "continuation", "has no tokens; give the text to score");
  check(
    promptLength + continuationLength <= maxLength,
    "continuation",
    `has ${continuationLength} tokens and the prompt ${promptLength}, more than the model's context of ${maxLength}; shorten them`,
  );
  if (violations.length > 0) throw new InvalidParams(violations);
  return { mcNum, cfgScale, seed, greedyCheck };
}

/**
 * How the greedy check decodes: from a fully masked canvas, the single most confident token a step.
 * @see ML-GSAI/LLaDA eval_llada.py, suffix_greedy_prediction
 */
export function greedyCheckParams(length: number, cfgScale: number): ParamsInput {
  return {
    genLength: length,
    blockLength: length,
    steps: length,
    temperature: 0,
    strategy: "low_confidence",
    cfgScale,
    eosEarlyStop: false,
  };
}
