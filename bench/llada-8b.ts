/** Writes folders with the shape of LLaDA-8B: full width and vocabulary, any number of layers, no trained weight. */
import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** LLaDA-8B's published config.json, as far as it decides the graph. */
export const config = {
  architectures: ["LLaDAModelLM"],
  model_type: "llada",
  block_type: "llama",
  activation_type: "silu",
  layer_norm_type: "rms",
  d_model: 4096,
  n_heads: 32,
  n_kv_heads: 32,
  n_layers: 32,
  mlp_hidden_size: 12288,
  vocab_size: 126464,
  embedding_size: 126464,
  max_sequence_length: 4096,
  rope: true,
  rope_theta: 500000,
  rms_norm_eps: 1e-5,
  include_bias: false,
  include_qkv_bias: false,
  weight_tying: false,
  mask_token_id: 126336,
  eos_token_id: 126081,
  pad_token_id: 126081,
} as const;

/**
 * @param layers transformer blocks
 * @param fill "random" bf16 numbers of about a trained model's size, or "zeros", which take no space on disk
 * @returns bytes of model.safetensors
 */
export async function writeLlada8b(folder: string, layers: number, fill: "random" | "zeros"): Promise<number> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "config.json"), JSON.stringify({ ...config, n_layers: layers }));
  const header: Record<string, unknown> = {};
  let end = 0;
  const tensors = [...shapes(layers)].map(([name, shape]) => {
    const begin = end;
    end += 2 * shape.reduce((product, n) => product * n, 1);
    header[name] = { dtype: "BF16", shape, data_offsets: [begin, end] };
    return { shape, begin };
  });
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const start = 8 + json.length;
  const file = await open(join(folder, "model.safetensors"), "w");
  try {
    await file.write(Buffer.concat([length, json]), 0, start, 0);
    await file.truncate(start + end);
    if (fill === "random") for (const { shape, begin } of tensors) await writeRandom(file, shape, start + begin);
  } finally {
    await file.close();
  }
  return start + end;
}

function* shapes(layers: number): Generator<[name: string, shape: number[]]> {
  const { d_model: d, mlp_hidden_size: m, vocab_size: v } = config;
  yield ["model.transformer.wte.weight", [v, d]];
  for (let n = 0; n < layers; n++) {
    const block = (part: string) => `model.transformer.blocks.${n}.${part}.weight`;
    for (const part of ["q_proj", "k_proj", "v_proj", "attn_out"]) yield [block(part), [d, d]];
    for (const part of ["ff_proj", "up_proj"]) yield [block(part), [m, d]];
    yield [block("ff_out"), [d, m]];
    for (const part of ["attn_norm", "ff_norm"]) yield [block(part), [d]];
  }
  yield ["model.transformer.ln_f.weight", [d]];
  yield ["model.transformer.ff_out.weight", [v, d]];
}

/** Uniform in ±√(3 / columns): outputs keep their inputs' size. Norms are 1. */
async function writeRandom(file: Awaited<ReturnType<typeof open>>, shape: number[], at: number): Promise<void> {
  const columns = shape.at(-1)!;
  const total = shape.reduce((product, n) => product * n, 1);
  const reach = Math.sqrt(3 / columns);
  const numbers = new Float32Array(columns * Math.min(256, total / columns));
  const words = new Uint32Array(numbers.buffer);
  const halves = new Uint16Array(numbers.length);
  let state = 12345 + (at % 1000003);
  for (let done = 0; done < total; done += numbers.length) {
    for (let i = 0; i < numbers.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      numbers[i] = shape.length === 1 ? 1 : reach * (state / 2 ** 31 - 1);
      halves[i] = words[i]! >>> 16;
    }
    const count = Math.min(numbers.length, total - done);
    await file.write(new Uint8Array(halves.buffer, 0, 2 * count), 0, 2 * count, at + 2 * done);
  }
}
