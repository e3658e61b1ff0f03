/** A LLaDA checkpoint's config.json, checked: everything the graph is built from, and nothing it would get wrong. */
import { join } from "node:path";
import { ModelError, reasonOf } from "./errors.js";
import { readText } from "./plain-file.js";

/** Field names follow the file's, in camel case. */
export interface ModelConfig {
  readonly dModel: number;
  readonly nHeads: number;
  /** ≤ nHeads and a divisor of it; fewer means that heads share keys and values. */
  readonly nKvHeads: number;
  readonly nLayers: number;
  readonly mlpHiddenSize: number;
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
}

/** Settings the graph implements one value of; absent counts as that value, as in the published model code. */
const FIXED: Readonly<Record<string, readonly unknown[]>> = {
  model_type: ["llada"],
  block_type: ["llama"],
  activation_type: ["silu"],
  layer_norm_type: ["rms"],
  layer_norm_with_affine: [true],
  attention_layer_norm: [false],
  input_emb_norm: [false],
  include_bias: [false],
  include_qkv_bias: [false, null],
  bias_for_layer_norm: [false, null],
  scale_logits: [false],
  alibi: [false],
  rope: [true],
  rope_scaling: [null],
};

const SUPPORTED = "Unmask serves dense LLaDA checkpoints (LLaDA-8B-Base, -Instruct, LLaDA-1.5 and smaller kin)";

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
  for (const [field, allowed] of Object.entries(FIXED)) {
    const value = raw[field];
    if (value !== undefined && !allowed.includes(value))
      throw new ModelError(file, `${field} is ${show(value)}, expected ${show(allowed[0])}`, SUPPORTED);
  }
  const count = (field: string, fallback?: number, max = 2 ** 24) => readCount(raw, field, fallback, max, file);
  const dModel = count("d_model");
  const nHeads = count("n_heads");
  const vocabSize = count("embedding_size", count("vocab_size"));
  const config: ModelConfig = {
    dModel,
    nHeads,
    nKvHeads: count("n_kv_heads", raw.multi_query_attention === true ? 1 : nHeads),
    nLayers: count("n_layers", undefined, 1024),
    mlpHiddenSize: count("mlp_hidden_size", dModel * count("mlp_ratio", 4)),
    vocabSize,
    ropeTheta: readPositive(raw, "rope_theta", 10000, file),
    rmsNormEps: readPositive(raw, "rms_norm_eps", 1e-5, file),
    maxSequenceLength: count("max_sequence_length", undefined, 2 ** 20),
    maskTokenId: readTokenId(raw, "mask_token_id", vocabSize, file),
    eosTokenId: readTokenId(raw, "eos_token_id", vocabSize, file),
    weightTying: raw.weight_tying === true,
  };
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

function readCount(
  raw: Record<string, unknown>,
  field: string,
  fallback: number | undefined,
  max: number,
  file: string,
): number {
  const value = raw[field] ?? fallback;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > max)
    throw new ModelError(file, `${field} is ${show(value)}, must be an integer in [1, ${max}]`, "correct the field");
  return value;
}

function readPositive(raw: Record<string, unknown>, field: string, fallback: number, file: string): number {
  const value = raw[field] ?? fallback;
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0)
    throw new ModelError(file, `${field} is ${show(value)}, must be a number > 0`, "correct the field");
  return value;
}

function readTokenId(raw: Record<string, unknown>, field: string, vocabSize: number, file: string): number {
  const value = raw[field];
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value >= vocabSize)
    throw new ModelError(
      file,
      `${field} is ${show(value)}, must be a token id in [0, ${vocabSize})`,
      "add or correct the field",
    );
  return value;
}

function show(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
}
