/**
 * LLaDA2.x (LLaDA2.0-mini and -flash, LLaDA2.1): 20 or more layers, 256 experts in 8 groups of which a token uses 8, a shared
 * expert, a dense first layer, grouped-query attention with an RMSNorm on every query and key head, half of each head rotated.
 * A token sees its block of 32 and those before it: attention is full inside a block and causal between blocks.
 * @see inclusionAI/LLaDA2.0-mini, LLaDA2.1-mini: config.json, modeling_llada2_moe.py
 */
import type { ModelConfig } from "../config.js";
import type { ConfigFields } from "../config-fields.js";
import { ModelError } from "../errors.js";
import type { BlockLayout, ExpectedParameter, MlpLayout, ModelLayout } from "../layout.js";
import { MAX_EXPERTS } from "./llada-moe.js";

/** The published config.json leaves the mask id to its users; the model card gives it. */
const MASK_ID = 156895;
/** The block that it was trained with, which config.json does not say; the model card's `block_length`. */
const BLOCK = 32;

const SUPPORTED =
  "Unmask serves LLaDA2.x as published: sigmoid routing in groups, a shared expert, block-causal attention";

const FIXED: Readonly<Record<string, readonly unknown[]>> = {
  hidden_act: ["silu"],
  use_qkv_bias: [false],
  use_bias: [false],
  use_qk_norm: [true],
  norm_head: [false, null],
  norm_topk_prob: [true, null],
  rope_scaling: [null],
  score_function: ["sigmoid", null],
  use_sliding_window: [false, null],
};

/** Whether a config is one of this family. */
export function isLlada2(raw: Readonly<Record<string, unknown>>): boolean {
  return raw.model_type === "llada2_moe";
}

/** @throws {ModelError} for a field that is missing, out of range, or that the graph does not implement */
export function llada2Config(fields: ConfigFields): ModelConfig {
  fields.fixed(FIXED, SUPPORTED);
  const { raw, file } = fields;
  const dModel = fields.count("hidden_size");
  const nHeads = fields.count("num_attention_heads");
  const nLayers = fields.count("num_hidden_layers", undefined, 1024);
  const vocabSize = fields.count("vocab_size");
  const headSize = fields.count("head_dim", dModel / nHeads);
  if (headSize * nHeads !== dModel)
    throw new ModelError(
      file,
      `head_dim ${headSize} times num_attention_heads ${nHeads} is not hidden_size ${dModel}`,
      SUPPORTED,
    );
  const experts = fields.count("num_experts", undefined, Math.floor(MAX_EXPERTS / nLayers));
  const groups = fields.count("n_group", 8, experts);
  if (experts % groups !== 0 || experts / groups < 2)
    throw new ModelError(
      file,
      `num_experts ${experts} does not make n_group ${groups} groups of two or more`,
      SUPPORTED,
    );
  const groupsPerToken = fields.count("topk_group", 4, groups);
  const dense = raw.first_k_dense_replace === 0 ? 0 : fields.count("first_k_dense_replace", 1, nLayers);
  const rotaryDims = headSize * fields.positive("partial_rotary_factor", 0.5);
  if (rotaryDims > headSize || rotaryDims % 2 !== 0)
    throw new ModelError(
      file,
      `partial_rotary_factor ${rotaryDims / headSize} of a head of ${headSize} is not an even part`,
      SUPPORTED,
    );
  return {
    family: "llada2",
    dModel,
    nHeads,
    nKvHeads: fields.count("num_key_value_heads", nHeads),
    nLayers,
    mlpHiddenSize: fields.count("moe_intermediate_size"),
    rotaryDims,
    blockCausal: BLOCK,
    vocabSize,
    ropeTheta: fields.positive("rope_theta", 10000),
    rmsNormEps: fields.positive("rms_norm_eps", 1e-6),
    maxSequenceLength: fields.count("max_position_embeddings", undefined, 2 ** 20),
    maskTokenId: fields.tokenId("mask_token_id", vocabSize, MASK_ID),
    eosTokenId: fields.tokenId(raw.eos_token_id === undefined ? "pad_token_id" : "eos_token_id", vocabSize),
    weightTying: raw.tie_word_embeddings === true,
    experts,
    expertsPerToken: fields.count("num_experts_per_tok", undefined, (experts / groups) * groupsPerToken),
    routing: {
      groups,
      groupsPerToken,
      scale: fields.positive("routed_scaling_factor", 1),
      shared: raw.num_shared_experts === 0 ? 0 : fields.count("num_shared_experts", 1),
    },
    ...(dense > 0 && { denseLayers: { count: dense, hiddenSize: fields.count("intermediate_size") } }),
  };
}

export function llada2Layout(config: ModelConfig): ModelLayout<ExpectedParameter> {
  const {
    dModel: d,
    nHeads,
    nKvHeads,
    mlpHiddenSize: m,
    vocabSize: v,
    nLayers,
    experts = 0,
    routing,
    denseLayers,
  } = config;
  const headSize = d / nHeads;
  const block = (n: number): BlockLayout<ExpectedParameter> => {
    const name = (part: string) => `model.layers.${n}.${part}`;
    const norm = (part: string, size: number): ExpectedParameter => ({
      name: name(`${part}.weight`),
      shape: [size],
      kind: "norm",
    });
    const linear = (part: string, out: number, columns: number): ExpectedParameter => ({
      name: name(`${part}.weight`),
      shape: [out, columns],
      kind: "linear",
    });
    const mlp = (part: string, width: number): MlpLayout<ExpectedParameter> => ({
      gate: linear(`${part}.gate_proj`, width, d),
      up: linear(`${part}.up_proj`, width, d),
      down: linear(`${part}.down_proj`, d, width),
    });
    const mixture = {
      router: { name: name("mlp.gate.weight"), shape: [experts, d], kind: "router" },
      routerBias: { name: name("mlp.gate.expert_bias"), shape: [experts], kind: "bias" },
      experts: Array.from({ length: experts }, (_, e) => mlp(`mlp.experts.${e}`, m)),
      ...(routing && routing.shared > 0 && { shared: mlp("mlp.shared_experts", m * routing.shared) }),
    } as const;
    return {
      attnNorm: norm("input_layernorm", d),
      qkv: { fused: linear("attention.query_key_value", (nHeads + 2 * nKvHeads) * headSize, d) },
      attnOut: linear("attention.dense", d, d),
      headNorms: { q: norm("attention.query_layernorm", headSize), k: norm("attention.key_layernorm", headSize) },
      ffNorm: norm("post_attention_layernorm", d),
      mlp: denseLayers && n < denseLayers.count ? mlp("mlp", denseLayers.hiddenSize) : mixture,
    };
  };
  const wte: ExpectedParameter = { name: "model.word_embeddings.weight", shape: [v, d], kind: "table" };
  return {
    wte,
    lnF: { name: "model.norm.weight", shape: [d], kind: "norm" },
    head: config.weightTying ? wte : { name: "lm_head.weight", shape: [v, d], kind: "head" },
    blocks: Array.from({ length: nLayers }, (_, n) => block(n)),
  };
}
