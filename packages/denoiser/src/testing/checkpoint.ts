/** Writes small random LLaDA checkpoints for tests. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RandomStream, uniform } from "@unmask/diffusion";
import { parseConfig } from "../config.js";
import { expectedParameters } from "../weights.js";

/** A tensor to write, float32. */
export interface RawTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A folder that goes away when the test is done with it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "unmask-denoiser-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Bytes of a safetensors file with float32 tensors, in the map's order. */
export function encodeSafetensors(tensors: ReadonlyMap<string, RawTensor>): Buffer {
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [at, at + values.byteLength] };
    at += values.byteLength;
  }
  const data = [...tensors.values()].map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  return encodeFile(JSON.stringify(header), Buffer.concat(data));
}

/** Bytes of a safetensors file with the given header text, right or wrong. */
export function encodeFile(header: string, data: Uint8Array): Buffer {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, data]);
}

/** Rewrites a float32 safetensors file in float16; every number must be 0 or normal and exact there. */
export function encodeHalf(file: Buffer): Buffer {
  const start = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, start).toString()) as Record<string, Record<string, unknown>>;
  for (const entry of Object.values(header)) {
    entry.dtype = "F16";
    entry.data_offsets = (entry.data_offsets as number[]).map((offset) => offset / 2);
  }
  const data = Buffer.alloc((file.length - start) / 2);
  for (let i = 0; i < data.length / 2; i++) {
    const word = file.readUInt32LE(start + 4 * i);
    // 8 exponent bits biased by 127 become 5 biased by 15; 23 fraction bits become 10.
    const half =
      word << 1 === 0 ? 0 : ((word >>> 16) & 0x8000) | ((((word >>> 23) & 0xff) - 112) << 10) | ((word >>> 13) & 0x3ff);
    data.writeUInt16LE(half, 2 * i);
  }
  return encodeFile(JSON.stringify(header), data);
}

/** A valid config.json of a small model; `changes` replaces fields. */
export function smallConfig(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    model_type: "llada",
    d_model: 16,
    n_heads: 2,
    n_layers: 1,
    mlp_hidden_size: 32,
    vocab_size: 50,
    embedding_size: 50,
    rope_theta: 10000,
    rms_norm_eps: 1e-5,
    max_sequence_length: 256,
    mask_token_id: 49,
    eos_token_id: 48,
    ...changes,
  };
}

/**
 * Weights for a config: linear layers near orthogonal scale, norms near 1, so that logits have a spread of a few units.
 * @param scale multiplies the LM head, for flatter or sharper predictions
 */
export function randomTensors(config: Record<string, unknown>, seed = 1, scale = 1): Map<string, RawTensor> {
  const tensors = new Map<string, RawTensor>();
  let step = 0;
  for (const [name, { shape }] of expectedParameters(parseConfig(JSON.stringify(config), "config.json"))) {
    const count = shape.reduce((product, n) => product * n, 1);
    const columns = shape.at(-1) as number;
    const values = new Float32Array(count);
    const state = { seed, step: step++ };
    // One keyed number starts each tensor; a linear congruence fills it, fast enough for a large vocabulary.
    let word = Math.floor(uniform(state.seed, state.step, 0, RandomStream.token) * 2 ** 23);
    for (let i = 0; i < count; i++) {
      word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
      const spread = (word / 2 ** 32 - 0.5) * 2;
      if (shape.length === 1) values[i] = 1 + 0.5 * spread;
      else if (name.endsWith("wte.weight")) values[i] = spread;
      else values[i] = (spread * (name.endsWith("transformer.ff_out.weight") ? 3 * scale : 1.7)) / Math.sqrt(columns);
    }
    tensors.set(name, { shape, values });
  }
  return tensors;
}

/** Writes config.json and model.safetensors into a folder. */
export async function writeCheckpoint(
  folder: string,
  config: Record<string, unknown>,
  tensors: ReadonlyMap<string, RawTensor> = randomTensors(config),
): Promise<void> {
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  await writeFile(join(folder, "model.safetensors"), encodeSafetensors(tensors));
}
