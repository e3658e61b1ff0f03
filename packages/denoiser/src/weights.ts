/** Which tensor plays which part: the published parameter names, checked against the shapes the config implies. */
import type { ModelConfig } from "./config.js";
import { ModelError } from "./errors.js";
import type { WeightsFile } from "./safetensors.js";
import type { TensorInfo } from "./safetensors-header.js";

/** A parameter, and the scale of each of its rows where it is stored in integers: weight ≈ integers · scale. */
export interface Parameter extends TensorInfo {
  /** [out] float32, for an I8 weight [out, in]. */
  readonly scale?: TensorInfo;
}

/** One transformer block's parameters; linear weights are [out, in]. */
export type BlockWeights = Readonly<Record<(typeof BLOCK_PARTS)[number], Parameter>>;

/** Every parameter of the model. */
export interface ModelWeights {
  /** Token embedding [V, d]. */
  readonly wte: Parameter;
  /** Final norm [d]. */
  readonly lnF: Parameter;
  /** LM head [V, d]; the embedding itself when tied. */
  readonly head: Parameter;
  readonly blocks: readonly BlockWeights[];
}

const BLOCK_PARTS = [
  "attn_norm",
  "q_proj",
  "k_proj",
  "v_proj",
  "attn_out",
  "ff_norm",
  "ff_proj",
  "up_proj",
  "ff_out",
] as const;

const FLOATS = ["F32", "BF16", "F16"];
/** Problems spelled out in a message; the rest are counted. */
const SHOWN = 4;

/**
 * @param file the checkpoint's folder or file, for messages
 * @throws {ModelError} that lists missing and extra tensors, and every shape or dtype that contradicts the config
 */
export function assignWeights(config: ModelConfig, files: readonly WeightsFile[], file: string): ModelWeights {
  const found = new Map(files.flatMap((f) => f.tensors.map((tensor) => [tensor.name, tensor] as const)));
  const expected = expectedParameters(config);
  const scales = new Set<string>();
  const problems: string[] = [];
  for (const [name, { shape, kind }] of expected) {
    const tensor = found.get(name);
    const allowed = kind === "linear" || kind === "head" ? [...FLOATS, "I8"] : FLOATS;
    if (!tensor) problems.push(`${name} [${shape}] is missing`);
    else if (tensor.shape.join() !== shape.join())
      problems.push(`${name} is [${tensor.shape}], config.json implies [${shape}]`);
    else if (!allowed.includes(tensor.dtype))
      problems.push(`${name} is ${tensor.dtype}, must be ${allowed.join(", ")}`);
    else if (tensor.dtype === "I8") {
      scales.add(scaleName(name));
      problems.push(...scaleProblems(tensor, found.get(scaleName(name))));
    }
  }
  for (const name of found.keys())
    if (!expected.has(name) && !scales.has(name)) problems.push(`${name} is not a parameter of this model`);
  if (problems.length > 0) {
    const more = problems.length > SHOWN ? ` (and ${problems.length - SHOWN} more)` : "";
    throw new ModelError(
      file,
      `weights and config.json disagree: ${problems.slice(0, SHOWN).join(", ")}${more}`,
      "use the config.json that came with these weights",
    );
  }
  const at = (name: string): Parameter => {
    const tensor = found.get(name) as TensorInfo;
    const scale = tensor.dtype === "I8" ? found.get(scaleName(name)) : undefined;
    return scale ? { ...tensor, scale } : tensor;
  };
  const wte = at("model.transformer.wte.weight");
  return {
    wte,
    lnF: at("model.transformer.ln_f.weight"),
    head: config.weightTying ? wte : at("model.transformer.ff_out.weight"),
    blocks: Array.from(
      { length: config.nLayers },
      (_, n) => Object.fromEntries(BLOCK_PARTS.map((part) => [part, at(blockName(n, part))])) as BlockWeights,
    ),
  };
}

/** Name of the tensor that holds an I8 weight's scales. */
export function scaleName(weight: string): string {
  return `${weight}_scale`;
}

function scaleProblems(weight: TensorInfo, scale: TensorInfo | undefined): string[] {
  const name = scaleName(weight.name);
  const rows = weight.shape[0];
  if (!scale) return [`${name} [${rows}] is missing, and ${weight.name} is I8`];
  if (scale.dtype === "F32" && scale.shape.join() === `${rows}`) return [];
  return [`${name} is ${scale.dtype} [${scale.shape}], must be F32 [${rows}]`];
}

/** What a parameter is used for: tables are looked up, norms scale; the other two multiply, and may be integers. */
export type ParameterKind = "table" | "norm" | "linear" | "head";

export interface ExpectedParameter {
  readonly shape: readonly number[];
  readonly kind: ParameterKind;
}

/** Parameter name → shape and kind, for the whole model. */
export function expectedParameters(config: ModelConfig): Map<string, ExpectedParameter> {
  const { dModel: d, mlpHiddenSize: m, vocabSize: v } = config;
  const kv = (d / config.nHeads) * config.nKvHeads;
  const linear = (out: number, columns: number): ExpectedParameter => ({ shape: [out, columns], kind: "linear" });
  const norm: ExpectedParameter = { shape: [d], kind: "norm" };
  const block: Record<(typeof BLOCK_PARTS)[number], ExpectedParameter> = {
    attn_norm: norm,
    q_proj: linear(d, d),
    k_proj: linear(kv, d),
    v_proj: linear(kv, d),
    attn_out: linear(d, d),
    ff_norm: norm,
    ff_proj: linear(m, d),
    up_proj: linear(m, d),
    ff_out: linear(d, m),
  };
  const all = new Map<string, ExpectedParameter>([
    ["model.transformer.wte.weight", { shape: [v, d], kind: "table" }],
    ["model.transformer.ln_f.weight", norm],
  ]);
  if (!config.weightTying) all.set("model.transformer.ff_out.weight", { shape: [v, d], kind: "head" });
  for (let n = 0; n < config.nLayers; n++) for (const part of BLOCK_PARTS) all.set(blockName(n, part), block[part]);
  return all;
}

function blockName(block: number, part: string): string {
  return `model.transformer.blocks.${block}.${part}.weight`;
}
