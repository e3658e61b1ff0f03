import type { JsonFile } from "./json-file.js";
import { ModelError } from "./model-error.js";

/** What a model's folder recommends where a request says nothing; rules between the fields are checked where requests are. */
export interface ModelDefaults {
  readonly genLength?: number;
  readonly blockLength?: number;
  readonly steps?: number;
  readonly temperature?: number;
  readonly cfgScale?: number;
  readonly strategy?: string;
  readonly threshold?: number;
  readonly seed?: number;
  readonly logitsEosInf?: boolean;
  readonly confidenceEosEotInf?: boolean;
  readonly eosEarlyStop?: boolean;
  readonly lowThreshold?: number;
  readonly factor?: number;
  readonly entropyBound?: number;
  readonly remaskEta?: number;
  readonly suffixWindow?: number;
}

/** generation_config.json's names, which are those of LLaDA's generate.py; `remasking` is its word for the strategy. */
const known = {
  gen_length: ["genLength", "number"],
  block_length: ["blockLength", "number"],
  steps: ["steps", "number"],
  temperature: ["temperature", "number"],
  cfg_scale: ["cfgScale", "number"],
  remasking: ["strategy", "string"],
  strategy: ["strategy", "string"],
  threshold: ["threshold", "number"],
  seed: ["seed", "number"],
  logits_eos_inf: ["logitsEosInf", "boolean"],
  confidence_eos_eot_inf: ["confidenceEosEotInf", "boolean"],
  eos_early_stop: ["eosEarlyStop", "boolean"],
  low_threshold: ["lowThreshold", "number"],
  factor: ["factor", "number"],
  entropy_bound: ["entropyBound", "number"],
  remask_eta: ["remaskEta", "number"],
  suffix_window: ["suffixWindow", "number"],
} as const satisfies Record<string, readonly [keyof ModelDefaults, "number" | "string" | "boolean"]>;

/**
 * Fields of other programs in the file (`eos_token_id`, `transformers_version`, …) are left alone; null counts as absent.
 * @throws {ModelError} when a known field has another type
 */
export function readDefaults({ path, fields }: JsonFile): ModelDefaults {
  const defaults: Record<string, unknown> = {};
  for (const [name, [key, type]] of Object.entries(known)) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== type)
      throw new ModelError(path, `${name} is ${JSON.stringify(value)}, must be a ${type}`, "correct the field");
    defaults[key] = value;
  }
  return defaults;
}
