/**
 * LLaDA-MoE (LLaDA-MoE-7B-A1B-Base and -Instruct): 16 layers, d 2048, 64 experts of which a token uses 8. Against the dense
 * model: names and settings as in OLMoE, an RMSNorm on every query and key head, and experts instead of one MLP. Attention
 * is bidirectional as there.
 * @see inclusionAI/LLaDA-MoE-7B-A1B-Instruct, config.json and modeling_lladamoe.py
 */
import type { ModelConfig } from "../config.js";
import type { ConfigFields } from "../config-fields.js";
import { ModelError } from "../errors.js";
import type { BlockLayout, ExpectedParameter, MlpLayout, ModelLayout } from "../layout.js";

/** The published config.json leaves the mask id to its users; the model card gives it. */
const MASK_ID = 156895;

/** Of all layers together; the published model has 1024. More would make tables of many megabytes out of one number. */
export const MAX_EXPERTS = 2 ** 16;

const SUPPORTED = "Unmask serves LLaDA-MoE as published: a softmax router, no shared expert, experts in every layer";

const FIXED: Readonly<Record<string, readonly unknown[]>> = {
  hidden_act: ["silu"],
  attention_bias: [false, null],
  qk_layernorm: [true],
  norm_topk_prob: [false, null],
  routed_scaling_factor: [1, null],
  partial_rotary_factor: [1, null],
  rope_scaling: [null],
  moe_router_enable_expert_bias: [false, null],
  moe_router_score_function: ["softmax", null],
  router_num_group: [null],
  router_topk_group: [null],
  shared_expert_intermediate_size: [null],
  sliding_window: [null],
};

/** Whether a config is one of this family; its model_type is the dense model's. */
export function isLladaMoe(raw: Readonly<Record<string, unknown>>): boolean {
  const { architectures } = raw;
  return Array.isArray(architectures) && architectures.some((name) => /^LLaDAMoEModel(LM)?$/.test(String(name)));
}

/** @throws {ModelError} for a field that is missing, out of range, or that the graph does not implement */
export function lladaMoeConfig(fields: ConfigFields): ModelConfig {
  fields.fixed(FIXED, SUPPORTED);
  const nHeads = fields.count("num_attention_heads");
  const nLayers = fields.count("num_hidden_layers", undefined, 1024);
  const vocabSize = fields.count("vocab_size");
  const experts = fields.count("num_experts", undefined, Math.floor(MAX_EXPERTS / nLayers));
  const frequency = fields.raw.moe_layer_freq;
  if (Array.isArray(frequency) && frequency.some((every) => every !== 1))
    throw new ModelError(
      fields.file,
      "moe_layer_freq has layers without experts, expected 1 for every layer",
      SUPPORTED,
    );
  return {
    family: "llada_moe",
    dModel: fields.count("hidden_size"),
    nHeads,
    nKvHeads: fields.count("num_key_value_heads", nHeads),
    nLayers,
    mlpHiddenSize: fields.count("expert_intermediate_size"),
    vocabSize,
    ropeTheta: fields.positive("rope_theta", 10000),
    rmsNormEps: fields.positive("rms_norm_eps", 1e-5),
    maxSequenceLength: fields.count("max_position_embeddings", undefined, 2 ** 20),
    maskTokenId: fields.tokenId("mask_token_id", vocabSize, MASK_ID),
    eosTokenId: fields.tokenId("eos_token_id", vocabSize),
    weightTying: fields.raw.tie_word_embeddings === true,
    experts,
    expertsPerToken: fields.count("num_experts_per_tok", undefined, experts),
  };
}

export function lladaMoeLayout(config: ModelConfig): ModelLayout<ExpectedParameter> {
  const { dModel: d, nHeads, nKvHeads, mlpHiddenSize: m, vocabSize: v, nLayers, experts = 0 } = config;
  const headSize = d / nHeads;
  const kv = headSize * nKvHeads;
  const block = (n: number): BlockLayout<ExpectedParameter> => {
    const name = (part: string) => `model.layers.${n}.${part}.weight`;
    const norm = (part: string, size: number): ExpectedParameter => ({ name: name(part), shape: [size], kind: "norm" });
    const linear = (part: string, out: number, columns: number): ExpectedParameter => ({
      name: name(part),
      shape: [out, columns],
      kind: "linear",
    });
    const expert = (_: unknown, e: number): MlpLayout<ExpectedParameter> => ({
      gate: linear(`mlp.experts.${e}.gate_proj`, m, d),
      up: linear(`mlp.experts.${e}.up_proj`, m, d),
      down: linear(`mlp.experts.${e}.down_proj`, d, m),
    });
    return {
      attnNorm: norm("input_layernorm", d),
      qkv: {
        q: linear("self_attn.q_proj", d, d),
        k: linear("self_attn.k_proj", kv, d),
        v: linear("self_attn.v_proj", kv, d),
      },
      attnOut: linear("self_attn.o_proj", d, d),
      headNorms: { q: norm("self_attn.q_norm", headSize), k: norm("self_attn.k_norm", headSize) },
      ffNorm: norm("post_attention_layernorm", d),
      mlp: {
        router: { name: name("mlp.gate"), shape: [experts, d], kind: "router" },
        experts: Array.from({ length: experts }, expert),
      },
    };
  };
  const wte: ExpectedParameter = { name: "model.embed_tokens.weight", shape: [v, d], kind: "table" };
  return {
    wte,
    lnF: { name: "model.norm.weight", shape: [d], kind: "norm" },
    head: config.weightTying ? wte : { name: "lm_head.weight", shape: [v, d], kind: "head" },
    blocks: Array.from({ length: nLayers }, (_, n) => block(n)),
  };
}
