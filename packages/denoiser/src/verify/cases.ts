/** Reference cases: what the authors' own code computed on a checkpoint, as cases.json with arrays.safetensors beside it. */
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { ModelError, reasonOf } from "../errors.js";
import { readText } from "../plain-file.js";
import { readWeightsFile } from "../safetensors.js";

/** [batch][position] ids, and a mask of the same shape that is 0 at padding. */
interface Batch {
  readonly attention_mask?: readonly (readonly number[])[] | null;
}

export interface ForwardCase extends Batch {
  readonly name: string;
  readonly input_ids: readonly (readonly number[])[];
  /** Name of the expected logits [batch, length, V] in the arrays. */
  readonly logits: string;
  readonly argmax: readonly (readonly number[])[];
}

/** A run of `generate`, or with `threshold` of confidence-aware decoding; names are the reference's. */
export interface DecodingCase extends Batch {
  readonly name: string;
  readonly prompt_ids: readonly (readonly number[])[];
  readonly gen_length: number;
  readonly block_length: number;
  readonly steps?: number;
  readonly temperature?: number;
  readonly cfg_scale?: number;
  readonly remasking?: string;
  readonly logits_eos_inf?: boolean;
  readonly confidence_eos_eot_inf?: boolean;
  readonly threshold?: number;
  readonly final_ids: readonly (readonly number[])[];
  /** [step][row][position in the answer] */
  readonly canvas_after_step: readonly (readonly (readonly number[])[])[];
  /** [step]: [row, position in the answer, token, confidence] */
  readonly commits?: readonly (readonly (readonly [number, number, number, number])[])[];
  /** Forward passes: of `generate`, of `threshold`, and of each row of a batch alone. */
  readonly model_calls?: number;
  readonly forwards?: number;
  readonly row_forwards?: readonly number[];
}

export interface LikelihoodCase {
  readonly name: string;
  readonly prompt_ids: readonly number[];
  readonly answer_ids: readonly number[];
  /** 1 = masked, per answer token. */
  readonly patterns: readonly (readonly number[])[];
  readonly results: readonly { readonly cfg_scale: number; readonly pattern_log_prob_sum: readonly number[] }[];
}

export interface GreedyCase {
  readonly name: string;
  readonly prompt_ids: readonly number[];
  readonly answer_ids: readonly number[];
  readonly cfg_scale: number;
  readonly is_greedy: boolean;
  readonly greedy_answer_ids: readonly number[];
  readonly canvas_after_step: readonly (readonly number[])[];
}

export interface ReferenceCases {
  readonly special_ids: { readonly mask: number; readonly eos: number; readonly eot: number };
  readonly forward: readonly ForwardCase[];
  readonly generate: readonly DecodingCase[];
  readonly threshold: readonly DecodingCase[];
  readonly log_likelihood: readonly LikelihoodCase[];
  readonly suffix_greedy: readonly GreedyCase[];
}

const KINDS = ["forward", "generate", "threshold", "log_likelihood", "suffix_greedy"] as const;
const FORMAT = "give a cases.json in the format of test/fixtures/reference";

/**
 * @param file path of a cases.json; kinds of cases that it leaves out are empty
 * @throws {ModelError} when it is not one; what is wrong inside a case shows when the case is run
 */
export async function readCases(file: string): Promise<ReferenceCases> {
  let raw: Record<string, unknown> | null;
  try {
    raw = JSON.parse(await readText(file)) as Record<string, unknown> | null;
  } catch (thrown) {
    throw new ModelError(file, `cannot be read as JSON (${reasonOf(thrown).slice(0, 120)})`, FORMAT, { cause: thrown });
  }
  const special = raw?.special_ids as Record<string, unknown> | null | undefined;
  if (!raw || !special || !["mask", "eos", "eot"].every((name) => Number.isInteger(special[name])))
    throw new ModelError(file, "special_ids must hold the integers mask, eos and eot", FORMAT);
  for (const kind of KINDS)
    if (raw[kind] !== undefined && !Array.isArray(raw[kind]))
      throw new ModelError(file, `${kind} is not a list`, FORMAT);
  const lists = Object.fromEntries(KINDS.map((kind) => [kind, raw[kind] ?? []]));
  return { special_ids: special, ...lists } as unknown as ReferenceCases;
}

/**
 * One float32 array of the arrays.safetensors beside a cases.json, flat.
 * @throws {ModelError} when the file is damaged or has no such array
 */
export async function readArray(casesFile: string, name: string): Promise<Float32Array> {
  const { tensors, path } = await readWeightsFile(dirname(casesFile), "arrays.safetensors");
  const tensor = tensors.find((found) => found.name === name);
  if (tensor?.dtype !== "F32") throw new ModelError(path, `has no float32 array ${JSON.stringify(name)}`, FORMAT);
  const bytes = new Uint8Array(tensor.byteLength);
  const handle = await open(path, "r");
  try {
    await handle.read(bytes, 0, bytes.length, tensor.offset);
  } finally {
    await handle.close();
  }
  return new Float32Array(bytes.buffer);
}
