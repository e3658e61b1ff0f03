/** Dense LLaDA: LLaDA-8B-Base and -Instruct, LLaDA-1.5, iLLaDA (mask id 5), and smaller kin with the same code. */
import type { ModelConfig } from "../config.js";
import type { ConfigFields } from "../config-fields.js";
import type { BlockLayout, ExpectedParameter, ModelLayout } from "../layout.js";

const SUPPORTED =
  "Unmask serves dense LLaDA checkpoints (LLaDA-8B-Base, -Instruct, LLaDA-1.5 and smaller kin) and LLaDA-MoE";

const FIXED: Readonly<Record<string, readonly unknown[]>> = {
  model_type: ["llada"],
  block_type: ["llama"],
  activation_type: ["silu"],
  layer_norm_type: ["rms"],
  layer_norm_with_affine: [true],
  attention_layer_norm: [false],
  input_emb_norm: [false],
  include_bias: [false],
  include_qkv_bias: [false, null],
  bias_for_layer_norm: [false, null],
  scale_logits: [false],
  alibi: [false],
  rope: [true],
  rope_scaling: [null],
};

/** @throws {ModelError} for a field that is missing, out of range, or that the graph does not implement */
export function lladaConfig(fields: ConfigFields): ModelConfig {
  fields.fixed(FIXED, SUPPORTED);
  const { raw } = fields;
  const dModel = fields.count("d_model");
  const nHeads = fields.count("n_heads");
  const vocabSize = fields.count("embedding_size", fields.count("vocab_size"));
  return {
    family: "llada",
    dModel,
    nHeads,
    nKvHeads: fields.count("n_kv_heads", raw.multi_query_attention === true ? 1 : nHeads),
    nLayers: fields.count("n_layers", undefined, 1024),
    mlpHiddenSize: fields.count("mlp_hidden_size", dModel * fields.count("mlp_ratio", 4)),
    vocabSize,
    ropeTheta: fields.positive("rope_theta", 10000),
    rmsNormEps: fields.positive("rms_norm_eps", 1e-5),
    maxSequenceLength: fields.count("max_sequence_length", undefined, 2 ** 20),
    maskTokenId: fields.tokenId("mask_token_id", vocabSize),
    eosTokenId: fields.tokenId("eos_token_id", vocabSize),
    weightTying: raw.weight_tying === true,
  };
}

/** @see LLaDA modeling_llada.py, LLaDALlamaBlock */
export function lladaLayout(config: ModelConfig): ModelLayout<ExpectedParameter> {
  const { dModel: d, mlpHiddenSize: m, vocabSize: v, nLayers } = config;
  const kv = (d / config.nHeads) * config.nKvHeads;
  const block = (n: number): BlockLayout<ExpectedParameter> => {
    const name = (part: string) => `model.transformer.blocks.${n}.${part}.weight`;
    const norm = (part: string): ExpectedParameter => ({ name: name(part), shape: [d], kind: "norm" });
    const linear = (part: string, out: number, columns: number): ExpectedParameter => ({
      name: name(part),
      shape: [out, columns],
      kind: "linear",
    });
    return {
      attnNorm: norm("attn_norm"),
      qkv: { q: linear("q_proj", d, d), k: linear("k_proj", kv, d), v: linear("v_proj", kv, d) },
      attnOut: linear("attn_out", d, d),
      ffNorm: norm("ff_norm"),
      mlp: { gate: linear("ff_proj", m, d), up: linear("up_proj", m, d), down: linear("ff_out", d, m) },
    };
  };
  const wte: ExpectedParameter = { name: "model.transformer.wte.weight", shape: [v, d], kind: "table" };
  return {
    wte,
    lnF: { name: "model.transformer.ln_f.weight", shape: [d], kind: "norm" },
    head: config.weightTying ? wte : { name: "model.transformer.ff_out.weight", shape: [v, d], kind: "head" },
    blocks: Array.from({ length: nLayers }, (_, n) => block(n)),
  };
}
