/** A checkpoint's config.json, checked: everything the graph is built from, and nothing it would get wrong. */
import { join } from "node:path";
import { ConfigFields } from "./config-fields.js";
import { ModelError, reasonOf } from "./errors.js";
import { type FamilyName, familyConfig } from "./families/families.js";
import { readText } from "./plain-file.js";

/** Field names follow LLaDA's, in camel case. */
export interface ModelConfig {
  /** Whose settings and parameter names the checkpoint has. */
  readonly family: FamilyName;
  readonly dModel: number;
  readonly nHeads: number;
  /** ≤ nHeads and a divisor of it; fewer means that heads share keys and values. */
  readonly nKvHeads: number;
  readonly nLayers: number;
  /** Width of the MLP, or of each expert. */
  readonly mlpHiddenSize: number;
  /** How much of each head is rotated by position, an even number; absent = all of it. */
  readonly rotaryDims?: number;
  /** Tokens of a block: a token sees its own block and those before it, counted from position 0. Absent = it sees all. */
  readonly blockCausal?: number;
  /** Rows of the embedding and of the LM head, V. */
  readonly vocabSize: number;
  readonly ropeTheta: number;
  readonly rmsNormEps: number;
  /** Longest canvas, in tokens. */
  readonly maxSequenceLength: number;
  readonly maskTokenId: number;
  readonly eosTokenId: number;
  /** The LM head is the embedding. */
  readonly weightTying: boolean;
  /** Experts of a layer, and how many of them a token uses; absent = one MLP. */
  readonly experts?: number;
  readonly expertsPerToken?: number;
  /** How a token's experts are chosen where it is not by softmax over all of them. */
  readonly routing?: GroupedRouting;
  /** Layers at the start that have one MLP of their own width instead of experts. */
  readonly denseLayers?: { readonly count: number; readonly hiddenSize: number };
}

/**
 * Sigmoid scores, to which a bias is added for the choice alone: of the groups with the highest sums of their two best, the
 * best experts; their scores, made to sum to `scale`, are the weights.
 */
export interface GroupedRouting {
  readonly groups: number;
  readonly groupsPerToken: number;
  readonly scale: number;
  /** Experts that every token uses besides, as one MLP of so many times their width; 0 = none. */
  readonly shared: number;
}

/**
 * @param folder the model folder
 * @throws {ModelError} when config.json is missing, is not JSON, or asks for what `parseConfig` refuses
 */
export async function readConfig(folder: string): Promise<ModelConfig> {
  const path = join(folder, "config.json");
  let text: string;
  try {
    text = await readText(path);
  } catch (thrown) {
    const missing = (thrown as NodeJS.ErrnoException).code === "ENOENT";
    const problem = missing ? "there is no such file" : `cannot be read (${reasonOf(thrown)})`;
    throw new ModelError(path, problem, "a model folder holds config.json and .safetensors weights", { cause: thrown });
  }
  return parseConfig(text, path);
}

/**
 * @param text contents of a config.json
 * @param file its path, for messages
 * @throws {ModelError} for a field that is missing, out of range, or that this graph does not implement
 */
export function parseConfig(text: string, file: string): ModelConfig {
  const raw = parseJson(text, file);
  const config = familyConfig(new ConfigFields(raw, file));
  checkHeads(config, file);
  return config;
}

function parseJson(text: string, file: string): Record<string, unknown> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (thrown) {
    throw new ModelError(file, `is not JSON (${reasonOf(thrown).slice(0, 120)})`, "download it again", {
      cause: thrown,
    });
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    throw new ModelError(file, "is not a JSON object", "download it again");
  return raw as Record<string, unknown>;
}

function checkHeads(config: ModelConfig, file: string): void {
  const { dModel, nHeads, nKvHeads } = config;
  if (dModel % nHeads !== 0 || (dModel / nHeads) % 2 !== 0)
    throw new ModelError(
      file,
      `d_model ${dModel} over n_heads ${nHeads} is not an even whole number`,
      "rotary embeddings pair a head's two halves: check both fields",
    );
  if (nHeads % nKvHeads !== 0)
    throw new ModelError(file, `n_heads ${nHeads} is not a multiple of n_kv_heads ${nKvHeads}`, "check both fields");
}
