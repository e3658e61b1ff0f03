/** The reference checkpoints of test/fixtures/reference and what PyTorch computed on them. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readWeightsFile } from "../safetensors.js";

export const CHECKPOINTS = ["tiny-llada", "tiny-llada-bf16-sharded"] as const;
export type Checkpoint = (typeof CHECKPOINTS)[number];

/** One forward case of cases.json; see the README beside it. */
export interface ForwardCase {
  readonly name: string;
  readonly input_ids: number[][];
  readonly attention_mask: number[][] | null;
  readonly logits: string;
  readonly argmax: number[][];
}

/** A case whose first step can be checked: one position committed, with its confidence. */
export interface GenerateCase {
  readonly name: string;
  readonly prompt_ids: number[][];
  readonly attention_mask: number[][] | null;
  readonly gen_length: number;
  readonly block_length: number;
  readonly temperature: number;
  readonly cfg_scale: number;
  readonly remasking: string;
  readonly logits_eos_inf: boolean;
  readonly confidence_eos_eot_inf: boolean;
  /** Per step: [row, position in the generated part, token, confidence]. */
  readonly commits: [number, number, number, number][][];
  readonly canvas_after_step: number[][][];
}

export interface LikelihoodCase {
  readonly name: string;
  readonly prompt_ids: number[];
  readonly answer_ids: number[];
  readonly patterns: number[][];
  readonly results: readonly { cfg_scale: number; pattern_log_prob_sum: number[] }[];
}

export interface ReferenceCases {
  readonly special_ids: { mask: number; eos: number; eot: number; pad: number };
  readonly forward: ForwardCase[];
  readonly generate: GenerateCase[];
  readonly log_likelihood: LikelihoodCase[];
}

/** Folder of a checkpoint, or of one's expected results. */
export function referenceFolder(name: string): string {
  return fileURLToPath(new URL(`../../../../test/fixtures/reference/${name}`, import.meta.url));
}

export async function referenceCases(checkpoint: Checkpoint): Promise<ReferenceCases> {
  return JSON.parse(await readFile(`${referenceFolder(checkpoint)}.expected/cases.json`, "utf8")) as ReferenceCases;
}

/** Expected arrays by name, flat. */
export async function referenceArrays(checkpoint: Checkpoint): Promise<Map<string, Float32Array>> {
  const { tensors, path } = await readWeightsFile(`${referenceFolder(checkpoint)}.expected`, "arrays.safetensors");
  const file = await readFile(path);
  return new Map(
    tensors.map(({ name, offset, byteLength }) => {
      const copy = Uint8Array.from(file.subarray(offset, offset + byteLength));
      return [name, new Float32Array(copy.buffer)] as const;
    }),
  );
}
