/** Which tensor plays which part: the published parameter names, checked against the shapes the config implies. */
import type { ModelConfig } from "./config.js";
import { ModelError } from "./errors.js";
import { familyLayout } from "./families/families.js";
import { type BlockLayout, type ExpectedParameter, type ModelLayout, mapLayout } from "./layout.js";
import type { WeightsFile } from "./safetensors.js";
import type { TensorInfo } from "./safetensors-header.js";

/** A parameter, and the scale of each of its rows where it is stored in integers: weight ≈ integers · scale. */
export interface Parameter extends TensorInfo {
  /** [out] float32, for an I8 weight [out, in]. */
  readonly scale?: TensorInfo;
}

/** One transformer block's parameters. */
export type BlockWeights = BlockLayout<Parameter>;

/** Every parameter of the model. */
export type ModelWeights = ModelLayout<Parameter>;

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
  return mapLayout(familyLayout(config), ({ name }): Parameter => {
    const tensor = found.get(name) as TensorInfo;
    const scale = tensor.dtype === "I8" ? found.get(scaleName(name)) : undefined;
    return scale ? { ...tensor, scale } : tensor;
  });
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

/** Parameter name → what the config implies of it, for the whole model. */
export function expectedParameters(config: ModelConfig): Map<string, ExpectedParameter> {
  const all = new Map<string, ExpectedParameter>();
  mapLayout(familyLayout(config), (parameter) => all.set(parameter.name, parameter));
  return all;
}
