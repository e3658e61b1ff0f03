import { blockCount } from "./blocks.js";
import {
  fallback,
  MAX_INT32,
  type ParameterName,
  type ParamsInput,
  parameterNames,
  parameters,
  publicName,
  type SamplingParams,
  type StrategyName,
  strategies,
} from "./parameters.js";
import type { SpecialIds } from "./special.js";

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

/** What of a model bounds its requests. */
export interface ModelRules {
  /** Context: prompt and answer together, tokens. */
  readonly maxLength: number;
  /** Tokens of a block, counted from position 0, that is blind to later ones; absent where every token sees all. */
  readonly blockCausal?: number;
  /** It was trained to replace committed tokens. */
  readonly editsTokens?: boolean;
  /** What its folder recommends where a request says nothing. */
  readonly defaults?: ParamsInput;
  /** Token ids are below this; absent where nobody knows the vocabulary, and no id is checked. */
  readonly vocabSize?: number;
  readonly special?: Pick<SpecialIds, "mask">;
}

/**
 * Fills in defaults and checks every rule. A default never contradicts what the request says: a block length that does not
 * divide the requested genLength gives way to one block, steps that do not fit to one token a step, and a canvas that is too
 * short for the requested minLength or maxLength to a longer one, as far as the context goes.
 * @param input what the request says
 * @param promptLength tokens, ≥ 0
 * @param templateLength of an infilling, tokens ≥ 1: the answer has just these, and its last block may be shorter
 * @throws {InvalidParams} with every rule that is broken
 */
export function resolveParams(
  input: ParamsInput,
  promptLength: number,
  model: ModelRules,
  templateLength?: number,
): SamplingParams {
  const { maxLength } = model;
  const violations: Violation[] = [];
  const given = withoutUndefined(input);
  const defaults = { ...fallback, ...withoutUndefined(model.defaults ?? {}) };
  const params: Draft = { ...defaults, ...given };
  const fail: Fail = (field, message) => {
    violations.push({ field, message: `${field} ${message}` });
    return false;
  };

  const room = maxLength - promptLength;
  if (room < 1) {
    fail(
      "prompt",
      `has ${promptLength} tokens, which leaves no room in the model's context of ${maxLength}; shorten it`,
    );
  }
  if (templateLength !== undefined) {
    for (const name of ["genLength", "minLength", "maxLength"] as const)
      if (given[name] !== undefined) fail(publicName(name), `is what the text says; leave it out, got ${given[name]}`);
    if (params.pins.length > 0) fail("pins", "are what the text says; leave them out");
    if (params.stop.length > 0) fail("stop", "has no meaning where the text is there from the start; leave it out");
    params.genLength = templateLength;
    // An end in a gap would hide the text behind it.
    params.minLength = templateLength;
    params.maxLength = templateLength;
  } else if (given.genLength === undefined && room >= 1) {
    params.genLength = Math.max(params.genLength, longer(params, given));
    if (model.blockCausal) params.genLength += padding(promptLength + params.genLength, model.blockCausal);
    // WINO's rows hold a block twice.
    const free = params.strategy === "wino" ? Math.max(1, room - params.blockLength) : room;
    if (params.genLength > free) params.genLength = fitting(free, params.blockLength);
  }
  const genLength =
    room >= 1 && findProblem("genLength", params.genLength, undefined) === undefined ? params.genLength : undefined;
  const layout: Layout = {
    aligned: model.blockCausal !== undefined,
    whole: templateLength === undefined && model.blockCausal === undefined,
    promptLength,
  };
  if (genLength !== undefined) fitDefaults(params, given, defaults.genLength, model, layout);

  const wrong = new Set<ParameterName>();
  for (const name of parameterNames) {
    // A block-causal model's blocks may reach into the prompt.
    const most = name === "blockLength" && layout.aligned ? undefined : genLength;
    const problem = findProblem(name, params[name], most);
    if (problem === undefined) continue;
    wrong.add(name);
    fail(publicName(name), problem);
  }
  const right = (...names: ParameterName[]) => names.every((name) => !wrong.has(name));
  if (genLength !== undefined && right("maxLength")) params.maxLength = Math.min(params.maxLength, genLength);
  if (genLength !== undefined && genLength > room) {
    const field = templateLength === undefined ? "gen_length" : "text";
    const what = templateLength === undefined ? "must be" : "has tokens and gaps that must be";
    fail(field, `${what} at most ${room} (context ${maxLength} less ${promptLength} prompt tokens), got ${genLength}`);
  }
  if (genLength !== undefined && genLength <= room && right("blockLength") && params.strategy === "wino") {
    const most = room - genLength;
    if (params.blockLength > most)
      fail(
        "block_length",
        `must be at most ${most} for wino, whose rows hold a block twice (context ${maxLength}), got ${params.blockLength}; or shorten gen_length`,
      );
  }
  if (genLength !== undefined && right("blockLength")) checkBlocks(params, right("steps"), model, layout, fail);
  if (genLength !== undefined && right("minLength", "maxLength")) checkConstraints(params, fail);
  if (
    params.strategy === "hierarchical" &&
    right("threshold", "lowThreshold") &&
    params.lowThreshold > params.threshold
  )
    fail("low_threshold", `must be at most threshold ${params.threshold}, got ${params.lowThreshold}`);
  if (right("editThreshold") && params.editThreshold < 1 && !model.editsTokens) {
    fail(
      "edit_threshold",
      `needs a model that was trained to edit its tokens, which this one was not; leave it out, got ${params.editThreshold}`,
    );
  }

  checkVocabulary(params, model, fail);

  if (violations.length > 0 || !isStrategy(params.strategy)) throw new InvalidParams(violations);
  return { ...params, strategy: params.strategy };
}

/** How an answer is cut into blocks. */
interface Layout {
  readonly aligned: boolean;
  /** Every block has blockLength tokens. */
  readonly whole: boolean;
  readonly promptLength: number;
}

/**
 * What a model's folder recommends, in generation_config.json's names, which are those of LLaDA's generate.py: `remasking`
 * is its word for the strategy. Fields of other programs are left alone; null counts as absent.
 * @param fields the file's
 * @throws {RangeError} when a field that is a parameter cannot have its value
 */
export function readDefaults(fields: Readonly<Record<string, unknown>>): ParamsInput {
  const defaults: Record<string, unknown> = {};
  for (const name of parameterNames) {
    const rule = parameters[name];
    if (rule.ownRequest) continue;
    const spellings = name === "strategy" ? ["strategy", "remasking"] : [publicName(name)];
    for (const spelling of spellings) {
      const value = fields[spelling] ?? undefined;
      if (value === undefined) continue;
      const type = rule.kind === "boolean" ? "boolean" : rule.kind === "strategy" ? "string" : "number";
      const problem =
        typeof value === type
          ? findProblem(name, value as SamplingParams[ParameterName], undefined)
          : `must be a ${type}`;
      if (problem !== undefined) throw new RangeError(`${spelling} is ${JSON.stringify(value)}: it ${problem}`);
      defaults[name] ??= value;
    }
  }
  return defaults;
}

type Fail = (field: string, message: string) => false;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Omit<Mutable<SamplingParams>, "strategy"> & { strategy: string };

/**
 * @param genLength the most that a parameter tied to it may be; undefined = not known
 * @returns what is wrong with a parameter by itself, or undefined
 */
export function findProblem(name: ParameterName, value: Draft[ParameterName], genLength?: number): string | undefined {
  const rule = parameters[name];
  switch (rule.kind) {
    case "integer": {
      const { min } = rule;
      const max = typeof rule.max === "number" ? rule.max : (genLength ?? MAX_INT32);
      const fits = Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
      return fits ? undefined : `must be an integer from ${min} to ${max}, got ${value}`;
    }
    case "number": {
      const { min, max, aboveMin = false } = rule;
      const number = value as number;
      if (number <= max && number < Number.POSITIVE_INFINITY && (aboveMin ? number > min : number >= min))
        return undefined;
      if (!aboveMin) return `must be between ${min} and ${max}, got ${value}`;
      return max < Number.POSITIVE_INFINITY
        ? `must be above ${min} and at most ${max}, got ${value}`
        : `must be a number above ${min}, got ${value}`;
    }
    case "strategy":
      return isStrategy(value as string) ? undefined : `must be one of ${strategies.join(", ")}, got "${value}"`;
    case "ids": {
      const { length } = value as readonly number[];
      return length <= rule.most ? undefined : `must be at most ${rule.most} ids, got ${length}`;
    }
    case "texts": {
      const texts = value as readonly string[];
      if (texts.length > rule.most) return `must be at most ${rule.most} texts, got ${texts.length}`;
      const bad = texts.find(({ length }) => length < 1 || length > rule.longest);
      if (bad === undefined) return undefined;
      return `must be texts of 1 to ${rule.longest} characters, got one of ${bad.length}`;
    }
    case "boolean":
    case "pins":
      return undefined;
    default:
      return rule satisfies never;
  }
}

/** A default was chosen for the default canvas; on another one it gives way to what fits. */
function fitDefaults(
  params: Draft,
  given: Partial<Draft>,
  defaultGenLength: number,
  { blockCausal }: ModelRules,
  layout: Layout,
): void {
  const { genLength } = params;
  if (given.blockLength === undefined) {
    if (blockCausal) params.blockLength = blockCausal;
    else if (layout.whole ? genLength % params.blockLength !== 0 : params.blockLength > genLength)
      params.blockLength = genLength;
  }
  const blocks = blockCount(params, layout.promptLength, layout.aligned);
  if (given.steps === undefined && (genLength !== defaultGenLength || params.steps % blocks !== 0))
    params.steps = blocks * params.blockLength;
}

function checkBlocks(
  { genLength, blockLength, steps }: Draft,
  stepsAreRight: boolean,
  { blockCausal }: ModelRules,
  layout: Layout,
  fail: Fail,
): void {
  if (blockCausal && blockLength !== blockCausal) {
    fail("block_length", `must be ${blockCausal}, on which the model was trained, got ${blockLength}`);
    return;
  }
  if (layout.whole && genLength % blockLength !== 0) {
    fail("block_length", `must divide gen_length ${genLength}, got ${blockLength}`);
    return;
  }
  const blocks = blockCount({ genLength, blockLength }, layout.promptLength, layout.aligned);
  if (stepsAreRight && steps % blocks !== 0) {
    const how = layout.whole ? "gen_length" : `${layout.promptLength} prompt tokens, gen_length`;
    fail(
      "steps",
      `must be a multiple of the number of blocks, ${blocks} (${how} ${genLength} / block_length ${blockLength}), got ${steps}`,
    );
  }
}

function checkConstraints({ pins, minLength, maxLength }: Draft, fail: Fail): void {
  if (minLength > maxLength) fail("min_length", `must be at most max_length ${maxLength}, got ${minLength}`);
  const seen = new Set<number>();
  for (const { position } of pins) {
    if (!(Number.isInteger(position) && position >= 0 && position < maxLength))
      fail("pins.position", `must be an integer from 0 to ${maxLength - 1}, got ${position}`);
    if (seen.has(position)) fail("pins.position", `${position} is given twice`);
    seen.add(position);
  }
  if (seen.size >= maxLength) fail("pins", `fix all ${maxLength} tokens of the answer; leave at least one open`);
}

/** @returns tokens of the whole blocks that what the request says of its answer's length needs; 0 where it says nothing */
function longer({ blockLength }: Draft, { minLength = 0, maxLength = 0 }: Partial<Draft>): number {
  const least = Math.max(minLength, maxLength);
  const fits = (value: number) => Number.isSafeInteger(value) && value >= 1 && value <= MAX_INT32;
  return fits(least) && fits(blockLength) ? Math.min(least + padding(least, blockLength), MAX_INT32) : 0;
}

/** MASK is no answer's to hold, and never predicted anyway. */
function checkVocabulary({ bannedIds, pins }: Draft, { vocabSize, special }: ModelRules, fail: Fail): void {
  if (vocabSize === undefined) return;
  const isToken = (id: number) => Number.isInteger(id) && id >= 0 && id < vocabSize && id !== special?.mask;
  const check = (field: string, ids: readonly number[]) => {
    const bad = ids.find((id) => !isToken(id));
    if (bad === undefined) return;
    const but = special ? ` other than the mask's ${special.mask}` : "";
    fail(field, `must be ids from 0 to ${vocabSize - 1}${but}, got ${bad}`);
  };
  check("banned_ids", bannedIds);
  check(
    "pins.token_id",
    pins.map(({ id }) => id),
  );
}

/** Tokens from `length` to the next multiple of `block`. */
function padding(length: number, block: number): number {
  return (block - (length % block)) % block;
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
