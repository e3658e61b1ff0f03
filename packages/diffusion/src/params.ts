/** The ids a decoder must know. LLaDA-8B: mask 126336, EOS 126081, EOT 126348. */
export interface SpecialIds {
  readonly mask: number;
  /** End of text, and padding. */
  readonly eos: number;
  /** End of turn; absent where the vocabulary has none. */
  readonly eot?: number;
}

export const strategies = [
  "low_confidence",
  "random",
  "margin",
  "entropy",
  "threshold",
  "factor",
  "entropy_bounded",
  "hierarchical",
  "remdm_cap",
  "remdm_rescale",
  "remdm_confidence",
] as const;
export type StrategyName = (typeof strategies)[number];

/** A token that the request fixes. */
export interface Pin {
  /** In the answer, from 0. */
  readonly position: number;
  readonly id: number;
}

/** How one request is decoded. Only {@link resolveParams} makes one, so its rules hold wherever one is seen. */
export interface SamplingParams {
  /** Tokens of the answer's canvas, ≥ 1. */
  readonly genLength: number;
  /** Tokens of a semi-autoregressive block, ≥ 1; divides genLength. */
  readonly blockLength: number;
  /**
   * Denoising steps over all blocks; a multiple of the number of blocks. Strategies that adapt (threshold, factor,
   * entropy_bounded, hierarchical) take as many as they need instead, at most one a token.
   */
  readonly steps: number;
  /** T in [0, 100]; 0 is greedy. */
  readonly temperature: number;
  /** w in [0, 100]; 0 is no guidance. */
  readonly cfgScale: number;
  readonly strategy: StrategyName;
  /** τ in (0, 1], for `threshold` and `hierarchical`. */
  readonly threshold: number;
  /** In [0, threshold], for `hierarchical`: the best of each run of masks is kept above it. */
  readonly lowThreshold: number;
  /** f > 0, for `factor`. */
  readonly factor: number;
  /** γ ≥ 0 nats, for `entropy_bounded`. */
  readonly entropyBound: number;
  /** η in [0, 1], for `remdm_cap` and `remdm_rescale`. */
  readonly remaskEta: number;
  /** 0 to 2⁵³ − 1. */
  readonly seed: number;
  /** EOS is never predicted. */
  readonly logitsEosInf: boolean;
  /** EOS and EOT get the lowest confidence. */
  readonly confidenceEosEotInf: boolean;
  /** Stop once a committed EOS or EOT has no mask before it; the visible answer is the same, for fewer steps. */
  readonly eosEarlyStop: boolean;
  /** Masks that are kept beyond the block, tokens; those further away are thinned out (window.ts). 0 = all are kept. */
  readonly suffixWindow: number;
  /** Token ids that are never predicted, at most 256. */
  readonly bannedIds: readonly number[];
  /** Tokens that are there from the start, each position at most once. */
  readonly pins: readonly Pin[];
  /** Visible tokens before which the answer may not end, 0 to genLength. */
  readonly minLength: number;
  /** Visible tokens at most, 1 to genLength; absent = genLength. */
  readonly maxLength?: number;
}

/** What a request says; anything left out, or undefined, has the model's default. */
export type ParamsInput = {
  readonly [K in keyof SamplingParams]?: (K extends "strategy" ? string : SamplingParams[K]) | undefined;
};

export interface Violation {
  /** As in the public API: snake_case. */
  readonly field: string;
  readonly message: string;
}

/** Everything that is wrong with a request's parameters, together. */
export class InvalidParams extends Error {
  override readonly name = "InvalidParams";
  readonly violations: readonly Violation[];
  constructor(violations: readonly Violation[]) {
    super(violations.map((v) => v.message).join("; "));
    this.violations = violations;
  }
}

/** What holds for LLaDA where a model's folder says nothing: generate.py's defaults. */
const fallback: SamplingParams = {
  genLength: 128,
  blockLength: 128,
  steps: 128,
  temperature: 0,
  cfgScale: 0,
  strategy: "low_confidence",
  threshold: 0.9,
  seed: 0,
  logitsEosInf: false,
  confidenceEosEotInf: false,
  eosEarlyStop: true,
  lowThreshold: 0.4,
  factor: 1,
  entropyBound: 0.1,
  remaskEta: 0.05,
  suffixWindow: 0,
  bannedIds: [],
  pins: [],
  minLength: 0,
};

/**
 * Fills in defaults and checks every rule. A default never contradicts what the request says: a block length that does not
 * divide the requested genLength gives way to one block, and steps that do not fit to one token a step.
 * @param input what the request says
 * @param promptLength tokens, ≥ 0
 * @param maxLength the model's context: prompt and answer together, tokens
 * @param modelDefaults from the model's folder
 * @throws {InvalidParams} with every rule that is broken
 */
export function resolveParams(
  input: ParamsInput,
  promptLength: number,
  maxLength: number,
  modelDefaults: ParamsInput = {},
): SamplingParams {
  const violations: Violation[] = [];
  const given = withoutUndefined(input);
  const defaults = { ...fallback, ...withoutUndefined(modelDefaults) };
  const params = { ...defaults, ...given };

  const fail: Fail = (field, message) => {
    violations.push({ field, message: `${field} ${message}` });
    return false;
  };
  const between = (field: string, value: number, low: number, high: number) =>
    (value >= low && value <= high) || fail(field, `must be between ${low} and ${high}, got ${value}`);

  const room = maxLength - promptLength;
  if (room < 1) {
    fail(
      "prompt",
      `has ${promptLength} tokens, which leaves no room in the model's context of ${maxLength}; shorten it`,
    );
  } else if (isInteger("gen_length", params.genLength, 1, MAX_INT32, fail)) {
    if (params.genLength > room) {
      if (given.genLength === undefined) params.genLength = fitting(room, params.blockLength);
      else
        fail(
          "gen_length",
          `must be at most ${room} (context ${maxLength} less ${promptLength} prompt tokens), got ${params.genLength}`,
        );
    }
    checkBlocks(params, given, defaults.genLength, fail);
    checkConstraints(params, fail);
  }
  between("temperature", params.temperature, 0, 100);
  between("cfg_scale", params.cfgScale, 0, 100);
  if (!(params.threshold > 0 && params.threshold <= 1))
    fail("threshold", `must be above 0 and at most 1, got ${params.threshold}`);
  between("low_threshold", params.lowThreshold, 0, 1);
  if (params.strategy === "hierarchical" && params.lowThreshold > params.threshold) {
    fail("low_threshold", `must be at most threshold ${params.threshold}, got ${params.lowThreshold}`);
  }
  if (!(params.factor > 0 && params.factor < Number.POSITIVE_INFINITY)) {
    fail("factor", `must be a number above 0, got ${params.factor}`);
  }
  between("entropy_bound", params.entropyBound, 0, 1000);
  between("remask_eta", params.remaskEta, 0, 1);
  isInteger("suffix_window", params.suffixWindow, 0, MAX_INT32, fail);
  isInteger("seed", params.seed, 0, Number.MAX_SAFE_INTEGER, fail);
  if (!isStrategy(params.strategy))
    fail("strategy", `must be one of ${strategies.join(", ")}, got "${params.strategy}"`);

  if (violations.length > 0 || !isStrategy(params.strategy)) throw new InvalidParams(violations);
  return { ...params, strategy: params.strategy };
}

type Fail = (field: string, message: string) => false;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Omit<Mutable<SamplingParams>, "strategy"> & { strategy: string };

/** What the wire's int32 fields can hold. */
const MAX_INT32 = 2 ** 31 - 1;

function isInteger(field: string, value: number, low: number, high: number, fail: Fail): boolean {
  const fits = Number.isSafeInteger(value) && value >= low && value <= high;
  return fits || fail(field, `must be an integer from ${low} to ${high}, got ${value}`);
}

function checkBlocks(params: Draft, given: Partial<Draft>, defaultGenLength: number, fail: Fail): void {
  const { genLength } = params;
  if (given.blockLength === undefined && genLength % params.blockLength !== 0) params.blockLength = genLength;
  if (!isInteger("block_length", params.blockLength, 1, genLength, fail)) return;
  if (genLength % params.blockLength !== 0) {
    fail("block_length", `must divide gen_length ${genLength}, got ${params.blockLength}`);
    return;
  }
  const blocks = genLength / params.blockLength;
  // A default number of steps was chosen for the default canvas; on another one it means one token a step.
  if (given.steps === undefined && (genLength !== defaultGenLength || params.steps % blocks !== 0))
    params.steps = genLength;
  if (!isInteger("steps", params.steps, 1, MAX_INT32, fail)) return;
  if (params.steps % blocks !== 0) {
    fail(
      "steps",
      `must be a multiple of the number of blocks, ${blocks} (gen_length ${genLength} / block_length ${params.blockLength}), got ${params.steps}`,
    );
  }
}

const MAX_BANNED = 256;

function checkConstraints({ genLength, bannedIds, pins, minLength, maxLength = genLength }: Draft, fail: Fail): void {
  if (bannedIds.length > MAX_BANNED) fail("banned_ids", `must be at most ${MAX_BANNED} ids, got ${bannedIds.length}`);
  const minimum = isInteger("min_length", minLength, 0, genLength, fail);
  const maximum = isInteger("max_length", maxLength, 1, genLength, fail);
  if (minimum && maximum && minLength > maxLength) {
    fail("min_length", `must be at most max_length ${maxLength}, got ${minLength}`);
  }
  const seen = new Set<number>();
  for (const { position } of pins) {
    isInteger("pins.position", position, 0, maxLength - 1, fail);
    if (seen.has(position)) fail("pins.position", `${position} is given twice`);
    seen.add(position);
  }
  if (maximum && seen.size >= maxLength)
    fail("pins", `fix all ${maxLength} tokens of the answer; leave at least one open`);
}

/** The longest canvas of whole blocks that fits, or all the room where no block does. */
function fitting(room: number, blockLength: number): number {
  return room >= blockLength ? room - (room % blockLength) : room;
}

function isStrategy(name: string): name is StrategyName {
  return (strategies as readonly string[]).includes(name);
}

function withoutUndefined(input: ParamsInput): Partial<Draft> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
