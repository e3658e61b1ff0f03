import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConfig } from "../config.js";
import { convertCheckpoint } from "../convert/convert.js";
import { Denoiser } from "../session.js";
import { type RawTensor, randomTensors, writeCheckpoint } from "../testing/checkpoint.js";
import { lladaMoeLogits } from "../testing/llada-moe64.js";
import { greedyRow } from "../testing/row.js";

/** Field names and fixed values as published; sizes are small. */
const published = {
  architectures: ["LLaDAMoEModelLM"],
  model_type: "llada",
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  expert_intermediate_size: 24,
  shared_expert_intermediate_size: null,
  num_experts: 8,
  num_experts_per_tok: 3,
  moe_layer_freq: [1, 1],
  norm_topk_prob: null,
  qk_layernorm: true,
  attention_bias: false,
  partial_rotary_factor: 1,
  rope_theta: 50000,
  rms_norm_eps: 1e-5,
  max_position_embeddings: 256,
  vocab_size: 60,
  mask_token_id: 59,
  eos_token_id: 58,
  hidden_act: "silu",
  tie_word_embeddings: false,
};
const shape = { heads: 4, kvHeads: 2, layers: 2, experts: 8, perToken: 3, theta: 50000, epsilon: 1e-5 };
const row = (length: number) =>
  greedyRow(
    Int32Array.from({ length }, (_, i) => (i % 3 === 1 ? 59 : (i * 7) % 58)),
    59,
  );

let folder: string;
let tensors: Map<string, RawTensor>;
let denoiser: Denoiser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-moe-"));
  tensors = randomTensors(published, 3);
  // Queries and keys of very different sizes, so that a missing norm would show; a router with clear choices.
  for (const [name, { values }] of tensors) if (/q_proj|mlp\.gate\./.test(name)) values.set(values.map((x) => 3 * x));
  await writeCheckpoint(folder, published, tensors);
  denoiser = await Denoiser.load(folder, { threads: 1, fullLogits: true });
});
afterAll(async () => {
  await denoiser.close();
  await rm(folder, { recursive: true, force: true });
});

test("logits are those of a float64 implementation, with experts that no token chose too", async () => {
  for (const length of [1, 2, 31, 100]) {
    const asked = row(length);
    const expected = lladaMoeLogits([...asked.inputIds], shape, tensors);
    const got = await denoiser.logits(asked);
    let worst = 0;
    for (const [i, logits] of expected.entries())
      for (const [id, value] of logits.entries())
        worst = Math.max(worst, Math.abs((got[i * 60 + id] as number) - value));
    expect(worst, `${length} tokens`).toBeLessThan(1e-4);
  }
});

test("the logits feel every part: experts per token, head norms, shared heads", async () => {
  const asked = row(20);
  const got = await denoiser.logits(asked);
  for (const change of [{ perToken: 2 }, { theta: 10000 }, { epsilon: 0.1 }]) {
    const other = lladaMoeLogits([...asked.inputIds], { ...shape, ...change }, tensors).flatMap((logits) => [
      ...logits,
    ]);
    expect(Math.max(...other.map((value, i) => Math.abs(value - (got[i] as number))))).toBeGreaterThan(1e-2);
  }
});

test("int8 experts predict nearly what their source does; the router stays in floats", async () => {
  const out = join(folder, "int8");
  await convertCheckpoint(folder, out, { dtype: "int8" });
  const quantised = await Denoiser.load(out, { threads: 1 });
  const [a] = await denoiser.run([row(100)]);
  const [b] = await quantised.run([row(100)]);
  await quantised.close();
  expect([...(a?.tokenIds ?? [])].filter((id, i) => id === b?.tokenIds[i]).length).toBeGreaterThan(85);
});

test("the mask id is the published one where config.json has none", () => {
  const { mask_token_id: _, ...rest } = { ...published, vocab_size: 157184, eos_token_id: 156892 };
  expect(parseConfig(JSON.stringify(rest), "config.json").maskTokenId).toBe(156895);
});

test.each([
  [{ qk_layernorm: false }, /qk_layernorm is false, expected true; Unmask serves LLaDA-MoE as published/],
  [{ norm_topk_prob: true }, /norm_topk_prob is true, expected false/],
  [{ shared_expert_intermediate_size: 64 }, /shared_expert_intermediate_size is 64, expected null/],
  [{ moe_layer_freq: [0, 1] }, /moe_layer_freq has layers without experts/],
  [{ num_experts_per_tok: 9 }, /num_experts_per_tok is 9, must be an integer in \[1, 8\]/],
  [{ expert_intermediate_size: undefined }, /expert_intermediate_size is missing/],
])("%j is refused by field and value", (changes, message) => {
  expect(() => parseConfig(JSON.stringify({ ...published, ...changes }), "config.json")).toThrow(message);
});
