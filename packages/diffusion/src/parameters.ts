/**
 * Every decoding parameter: its name, what it may be, and what it is when nobody says. The gateway's readers, the model
 * folder's recommendations, the client's checks and the CLI's flags are made from this table; the proto and the client's
 * types are written out for their readers, and test/parameters.test.ts holds them against it.
 */

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
  "wino",
] as const;
export type StrategyName = (typeof strategies)[number];

/** A token that the request fixes. */
export interface Pin {
  /** In the answer, from 0. */
  readonly position: number;
  readonly id: number;
}

interface Common {
  /** One line for people, without the strategies it is for. */
  readonly help: string;
  /** What stands for its value in a usage line; absent for a boolean. */
  readonly value?: string;
  /** Those that read it; absent = all. */
  readonly strategies?: readonly StrategyName[];
  /** It belongs to one request, so a model's folder does not recommend it. */
  readonly ownRequest?: boolean;
}
export interface IntegerRule extends Common {
  readonly kind: "integer";
  readonly min: number;
  /** A number, or the parameter that it may not exceed. */
  readonly max: number | "genLength";
  /** Above its maximum it is the maximum. */
  readonly default: number;
}
export interface NumberRule extends Common {
  readonly kind: "number";
  readonly min: number;
  /** `min` itself is not allowed. */
  readonly aboveMin?: boolean;
  readonly max: number;
  readonly default: number;
}
export interface BooleanRule extends Common {
  readonly kind: "boolean";
  readonly default: boolean;
}
export interface StrategyRule extends Common {
  readonly kind: "strategy";
  readonly default: StrategyName;
}
/** Token ids. Which of them a model has is checked where its vocabulary is known. */
export interface IdsRule extends Common {
  readonly kind: "ids";
  readonly most: number;
  readonly default: readonly number[];
}
export interface PinsRule extends Common {
  readonly kind: "pins";
  readonly default: readonly Pin[];
}
export interface TextsRule extends Common {
  readonly kind: "texts";
  readonly most: number;
  /** Of one text, UTF-16 units. */
  readonly longest: number;
  readonly default: readonly string[];
}
export type ParameterRule = TextsRule | IntegerRule | NumberRule | BooleanRule | StrategyRule | IdsRule | PinsRule;

/** What the wire's int32 fields can hold. */
export const MAX_INT32 = 2 ** 31 - 1;

const table = {
  genLength: {
    kind: "integer",
    min: 1,
    max: MAX_INT32,
    default: 128,
    value: "tokens",
    help: "length of the answer's canvas, which starts fully masked",
  },
  blockLength: {
    kind: "integer",
    min: 1,
    max: "genLength",
    default: 128,
    value: "tokens",
    help: "blocks are unmasked from left to right; must divide the gen length",
  },
  /** A multiple of the number of blocks. Strategies that adapt take as many as they need instead. */
  steps: {
    kind: "integer",
    min: 1,
    max: MAX_INT32,
    default: 128,
    value: "n",
    help: "denoising steps over all blocks; fewer are faster and rougher",
  },
  temperature: {
    kind: "number",
    min: 0,
    max: 100,
    default: 0,
    value: "t",
    help: "0 always takes the likeliest token, up to 100",
  },
  /** w in u + (w + 1)(c − u). */
  cfgScale: {
    kind: "number",
    min: 0,
    max: 100,
    default: 0,
    value: "w",
    help: "classifier-free guidance, 0 is off; on, a step costs twice as much",
  },
  strategy: { kind: "strategy", default: "low_confidence", value: "name", help: "which tokens a step keeps" },
  /** τ. */
  threshold: {
    kind: "number",
    min: 0,
    aboveMin: true,
    max: 1,
    default: 0.9,
    value: "p",
    strategies: ["threshold", "hierarchical"],
    help: "keep every token at least this sure, up to 1",
  },
  lowThreshold: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.4,
    value: "p",
    strategies: ["hierarchical"],
    help: "keep the best of each run of masks above this",
  },
  /** f. */
  factor: {
    kind: "number",
    min: 0,
    aboveMin: true,
    max: Number.POSITIVE_INFINITY,
    default: 1,
    value: "f",
    strategies: ["factor"],
    help: "the larger, the more tokens a step keeps",
  },
  /** γ. */
  entropyBound: {
    kind: "number",
    min: 0,
    max: 1000,
    default: 0.1,
    value: "nats",
    strategies: ["entropy_bounded"],
    help: "the larger, the more tokens a step keeps",
  },
  /** η. */
  remaskEta: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.05,
    value: "p",
    strategies: ["remdm_cap", "remdm_rescale"],
    help: "how readily a token is masked again, up to 1",
  },
  /** τ₁ of WINO. */
  draftThreshold: {
    kind: "number",
    min: 0,
    aboveMin: true,
    max: 1,
    default: 0.6,
    value: "p",
    strategies: ["wino"],
    help: "keep every token at least this sure until it is verified, up to 1",
  },
  /** τ₂ of WINO. */
  verifyThreshold: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.9,
    value: "p",
    strategies: ["wino"],
    help: "mask a token again that is less likely than this without itself",
  },
  /** At 1 no token is ever sure enough: no edits. */
  editThreshold: {
    kind: "number",
    min: 0,
    max: 1,
    default: 1,
    value: "p",
    help: "replace a committed token where the model is surer than this of another; 1 never does. For models trained to edit",
  },
  editRounds: {
    kind: "integer",
    min: 0,
    max: 1024,
    default: 16,
    value: "n",
    help: "how often a full block is read again for edits, at most",
  },
  /** Masks that are kept beyond the block; those further away are thinned out (window.ts). */
  suffixWindow: {
    kind: "integer",
    min: 0,
    max: MAX_INT32,
    default: 0,
    value: "tokens",
    help: "masks kept beyond the block; further ones are thinned out, 0 keeps all",
  },
  seed: {
    kind: "integer",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    default: 0,
    value: "n",
    help: "the same request with the same seed gives the same answer",
  },
  logitsEosInf: { kind: "boolean", default: false, help: "never predict the end-of-text token" },
  /** EOS and EOT get the lowest confidence. */
  confidenceEosEotInf: { kind: "boolean", default: false, help: "commit end tokens last" },
  /** Stop once a committed EOS or EOT has no mask before it; the visible answer is the same, for fewer steps. */
  eosEarlyStop: { kind: "boolean", default: true, help: "go on with what stands behind the answer's end" },
  bannedIds: {
    kind: "ids",
    most: 256,
    default: [],
    value: "id",
    ownRequest: true,
    help: "a token that is never predicted; may be given again",
  },
  /** Each position at most once. */
  pins: {
    kind: "pins",
    default: [],
    value: "position=text",
    ownRequest: true,
    help: "what is there from the start: 0=Yes, or a token's id, 0:42; may be given again",
  },
  /** Decoding knows ids only: whoever has the tokenizer looks for them, and ends the answer (`endAnswer`). */
  stop: {
    kind: "texts",
    most: 16,
    longest: 256,
    default: [],
    value: "text",
    ownRequest: true,
    help: "the answer ends before this text; may be given again",
  },
  /** Visible tokens. */
  minLength: {
    kind: "integer",
    min: 0,
    max: "genLength",
    default: 0,
    value: "tokens",
    ownRequest: true,
    help: "the answer may not end before",
  },
  /** More than the canvas holds is all that it holds. */
  maxLength: {
    kind: "integer",
    min: 1,
    max: MAX_INT32,
    default: MAX_INT32,
    value: "tokens",
    ownRequest: true,
    help: "the answer ends there at the latest",
  },
  /** From submission; 0 = whenever it is ready. The scheduler tells the sequence the time (pace.ts). */
  finishWithinMs: {
    kind: "integer",
    min: 0,
    max: MAX_INT32,
    default: 0,
    value: "ms",
    ownRequest: true,
    help: "commit as many tokens a step as it takes to be ready by then; 0 takes the time it takes",
  },
  reportSteps: {
    kind: "boolean",
    default: false,
    ownRequest: true,
    help: "say of each token in which step it was committed",
  },
  /** Nothing of the answer depends on it. */
  provisional: {
    kind: "boolean",
    default: false,
    ownRequest: true,
    help: "also say, and show, what a step predicts for the masks that it leaves",
  },
} as const satisfies Record<string, ParameterRule>;

export type ParameterName = keyof typeof table;

/** In the order in which people read them. */
export const parameters: Readonly<Record<ParameterName, ParameterRule>> = table;

export const parameterNames = Object.keys(table) as readonly ParameterName[];

type ValueOf<Rule> = Rule extends { kind: "integer" | "number" }
  ? number
  : Rule extends { kind: "boolean" }
    ? boolean
    : Rule extends { kind: "strategy" }
      ? StrategyName
      : Rule extends { kind: "ids" }
        ? readonly number[]
        : Rule extends { kind: "texts" }
          ? readonly string[]
          : readonly Pin[];

/** How one request is decoded. Only `resolveParams` makes one, so its rules hold wherever one is seen. */
export type SamplingParams = { readonly [K in keyof typeof table]: ValueOf<(typeof table)[K]> };

/** What a request says; anything left out, or undefined, has the model's default. */
export type ParamsInput = {
  readonly [K in keyof SamplingParams]?: (K extends "strategy" ? string : SamplingParams[K]) | undefined;
};

/** The spelling of the public API: gen_length. */
export function publicName(name: ParameterName): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What holds where neither the request nor the model's folder says anything: generate.py's defaults. */
export const fallback = Object.fromEntries(
  parameterNames.map((name) => [name, parameters[name].default]),
) as unknown as SamplingParams;
