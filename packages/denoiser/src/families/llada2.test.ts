import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  answerIds,
  applyStep,
  isComplete,
  nextRow,
  resolveParams,
  type StepRow,
  startSequence,
} from "@unmask/diffusion";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConfig } from "../config.js";
import { convertCheckpoint } from "../convert/convert.js";
import { Denoiser } from "../session.js";
import { type RawTensor, randomTensors, writeCheckpoint } from "../testing/checkpoint.js";
import { llada2Logits } from "../testing/llada2-64.js";
import { greedyRow } from "../testing/row.js";

/** Field names and fixed values as published for LLaDA2.1-mini; sizes are small. */
const published = {
  architectures: ["LLaDA2MoeModelLM"],
  model_type: "llada2_moe",
  hidden_size: 32,
  head_dim: 8,
  intermediate_size: 40,
  first_k_dense_replace: 1,
  num_hidden_layers: 3,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  moe_intermediate_size: 12,
  moe_router_enable_expert_bias: true,
  num_experts: 16,
  num_experts_per_tok: 3,
  num_shared_experts: 1,
  n_group: 4,
  topk_group: 2,
  norm_head: false,
  norm_topk_prob: true,
  routed_scaling_factor: 2.5,
  score_function: "sigmoid",
  partial_rotary_factor: 0.5,
  rope_scaling: null,
  rope_theta: 600000,
  rms_norm_eps: 1e-6,
  max_position_embeddings: 256,
  sliding_window: 4096,
  vocab_size: 60,
  mask_token_id: 59,
  pad_token_id: 58,
  hidden_act: "silu",
  use_bias: false,
  use_qkv_bias: false,
  tie_word_embeddings: false,
};
const shape = {
  heads: 4,
  kvHeads: 2,
  layers: 3,
  dense: 1,
  groups: 4,
  groupsPerToken: 2,
  perToken: 3,
  scale: 2.5,
  rotated: 4,
  block: 32,
  theta: 600000,
  epsilon: 1e-6,
};
const canvas = (length: number) => Int32Array.from({ length }, (_, i) => (i % 3 === 1 ? 59 : (i * 7) % 58));

let folder: string;
let tensors: Map<string, RawTensor>;
let denoiser: Denoiser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-llada2-"));
  tensors = randomTensors(published, 5);
  // Clear choices, and a bias that decides some of them; sharp attention, so that one token more or less shows.
  for (const [name, { values }] of tensors) {
    if (/query_key_value|mlp\.gate\.weight/.test(name)) values.set(values.map((x) => 3 * x));
    if (/expert_bias/.test(name)) values.set(values.map((_, i) => 0.05 * Math.sin(i * 5)));
  }
  await writeCheckpoint(folder, published, tensors);
  denoiser = await Denoiser.load(folder, { threads: 1, fullLogits: true });
});
afterAll(async () => {
  await denoiser.close();
  await rm(folder, { recursive: true, force: true });
});

async function worst(row: StepRow, expected: readonly ArrayLike<number>[]): Promise<number> {
  const got = await denoiser.logits(row);
  let most = 0;
  for (const [i, logits] of expected.entries())
    for (let id = 0; id < logits.length; id++)
      most = Math.max(most, Math.abs((got[i * 60 + id] as number) - (logits[id] as number)));
  return most;
}

test("the graph has the logits of a float64 implementation, within one block and over several", async () => {
  for (const length of [1, 2, 31, 32, 33, 70, 100]) {
    const ids = canvas(length);
    expect(await worst(greedyRow(ids, 59), llada2Logits({ ids }, shape, tensors)), `${length} tokens`).toBeLessThan(
      1e-4,
    );
  }
});

test("the logits feel every part: groups, bias, scale, shared expert, dense layer, half rotation, causal blocks", async () => {
  const ids = canvas(50);
  const row = greedyRow(ids, 59);
  const changes = [
    { groupsPerToken: 4 },
    { perToken: 2 },
    { scale: 1 },
    { rotated: 8 },
    { block: 16 },
    { block: 1000 },
    { theta: 1e4 },
  ];
  for (const change of changes)
    expect(
      await worst(row, llada2Logits({ ids }, { ...shape, ...change }, tensors)),
      JSON.stringify(change),
    ).toBeGreaterThan(1e-3);
  const unbiased = new Map(tensors);
  for (const [name, tensor] of tensors)
    if (name.includes("expert_bias")) unbiased.set(name, { ...tensor, values: tensor.values.map(() => 0) });
  expect(await worst(row, llada2Logits({ ids }, shape, unbiased))).toBeGreaterThan(1e-3);
});

test("what stands in a later block changes nothing: it need not be there", async () => {
  const ids = canvas(80);
  const early = { ...greedyRow(ids, 59), candidates: Int32Array.from({ length: 64 }, (_, i) => i) };
  const cut = { ...early, inputIds: ids.slice(0, 64) };
  const [whole, part] = [await denoiser.logits(early), await denoiser.logits(cut)];
  expect(Math.max(...whole.map((x, i) => Math.abs(x - (part[i] as number))))).toBeLessThan(1e-4);
});

test("shadows see their block and those before it, but for the token they stand in for", async () => {
  const real = canvas(40);
  const ids = Int32Array.from([...real, 59, 59, 59]);
  const positions = Int32Array.from([...real.keys(), 3, 35, 39]);
  const row = { ...greedyRow(ids, 59), positionIds: positions, shadowLength: 3 };
  expect(await worst(row, llada2Logits({ ids, positions, shadowLength: 3 }, shape, tensors))).toBeLessThan(1e-4);
});

test("an answer is decoded block by block, also verified and edited, as it is from whole canvases", async () => {
  const model = { maxLength: 256, blockCausal: 32, editsTokens: true };
  const special = { mask: 59, eos: 58 };
  const promptIds = [3, 1, 4, 1, 5];
  for (const input of [
    { strategy: "threshold", threshold: 0.1 },
    { strategy: "wino", draftThreshold: 0.1 },
    { editThreshold: 0.2 },
  ]) {
    const params = resolveParams({ ...input, genLength: 80, eosEarlyStop: false }, promptIds.length, model);
    expect(params.blockLength).toBe(32);
    const lengths = new Set<number>();
    const sequence = startSequence({ promptIds, params, special, blockCausal: true });
    while (!isComplete(sequence)) {
      const row = nextRow(sequence);
      lengths.add(row.inputIds.length - (row.shadowLength ?? 0));
      // What is not sent, sent: the masks behind the block, with shadows behind them.
      const real = row.inputIds.length - (row.shadowLength ?? 0);
      const rest = new Int32Array(85 - real).fill(special.mask);
      const positions = row.positionIds ?? row.inputIds.map((_, i) => i);
      const at = (i: number) => (i < real ? i : i + rest.length);
      const full: StepRow = {
        ...row,
        inputIds: Int32Array.from([...row.inputIds.slice(0, real), ...rest, ...row.inputIds.slice(real)]),
        positionIds: Int32Array.from([
          ...positions.slice(0, real),
          ...rest.map((_, i) => real + i),
          ...positions.slice(real),
        ]),
        candidates: row.candidates.map(at),
      };
      const [[a], [b]] = [await denoiser.run([row]), await denoiser.run([full])];
      expect([...b!.tokenIds]).toEqual([...a!.tokenIds]);
      applyStep(sequence, row, a!);
    }
    // Blocks are counted from position 0: the prompt's 5 tokens and 27 of the answer, then 32, then the rest.
    expect([...lengths]).toEqual([32, 64, 85]);
    expect(answerIds(sequence)).not.toContain(special.mask);
  }
});

test("int8 predicts nearly what its source does, the fused projection included", async () => {
  const out = join(folder, "int8");
  await convertCheckpoint(folder, out, { dtype: "int8" });
  const quantised = await Denoiser.load(out, { threads: 1 });
  const row = greedyRow(canvas(100), 59);
  const [[a], [b]] = [await denoiser.run([row]), await quantised.run([row])];
  await quantised.close();
  expect([...(a?.tokenIds ?? [])].filter((id, i) => id === b?.tokenIds[i]).length).toBeGreaterThan(85);
});

test("the published sizes are taken, with the ids that the config leaves out", () => {
  const { mask_token_id: _, ...rest } = published;
  const mini = { ...rest, hidden_size: 2048, head_dim: 128, num_attention_heads: 16, num_key_value_heads: 4 };
  const sizes = { num_hidden_layers: 20, num_experts: 256, num_experts_per_tok: 8, n_group: 8, topk_group: 4 };
  const config = parseConfig(
    JSON.stringify({ ...mini, ...sizes, vocab_size: 157184, pad_token_id: 156892 }),
    "config.json",
  );
  expect(config).toMatchObject({ maskTokenId: 156895, eosTokenId: 156892, rotaryDims: 64, blockCausal: 32 });
});

test.each([
  [{ use_qk_norm: false }, /use_qk_norm is false, expected true; Unmask serves LLaDA2.x as published/],
  [{ score_function: "softmax" }, /score_function is "softmax", expected "sigmoid"/],
  [{ head_dim: 16 }, /head_dim 16 times num_attention_heads 4 is not hidden_size 32/],
  [{ n_group: 3 }, /num_experts 16 does not make n_group 3 groups of two or more/],
  [{ topk_group: 5 }, /topk_group is 5, must be an integer in \[1, 4\]/],
  [{ num_experts_per_tok: 9 }, /num_experts_per_tok is 9, must be an integer in \[1, 8\]/],
  [{ partial_rotary_factor: 0.1 }, /partial_rotary_factor 0.1 of a head of 8 is not an even part/],
  [{ moe_intermediate_size: undefined }, /moe_intermediate_size is missing/],
])("%j is refused by field and value", (changes, message) => {
  expect(() => parseConfig(JSON.stringify({ ...published, ...changes }), "config.json")).toThrow(message);
});
