/** LLaDA-MoE in float64 JavaScript, position by position, written from its description: what the graph is checked against. */
import type { RawTensor } from "./checkpoint.js";
import { add, apply, attend, rmsNorm, rotate, softmax, splitHeads, type Vector } from "./math64.js";

export interface MoeShape {
  readonly heads: number;
  readonly kvHeads: number;
  readonly layers: number;
  readonly experts: number;
  readonly perToken: number;
  readonly theta: number;
  readonly epsilon: number;
}

/** @returns logits of every position */
export function lladaMoeLogits(
  ids: readonly number[],
  shape: MoeShape,
  tensors: ReadonlyMap<string, RawTensor>,
): Vector[] {
  const values = (name: string) => (tensors.get(`${name}.weight`) as RawTensor).values;
  const table = values("model.embed_tokens");
  const d = (tensors.get("model.norm.weight") as RawTensor).values.length;
  let stream = ids.map((id) => Float64Array.from(table.subarray(id * d, (id + 1) * d)));
  for (let layer = 0; layer < shape.layers; layer++) {
    const at = (part: string) => values(`model.layers.${layer}.${part}`);
    const normed = stream.map((x) => rmsNorm(x, at("input_layernorm"), shape.epsilon));
    const mixed = attention(normed, shape, at);
    stream = stream.map((x, i) => add(x, apply(at("self_attn.o_proj"), mixed[i] as Vector)));
    stream = stream.map((x) => add(x, mixture(rmsNorm(x, at("post_attention_layernorm"), shape.epsilon), shape, at)));
  }
  return stream.map((x) => apply(values("lm_head"), rmsNorm(x, values("model.norm"), shape.epsilon)));
}

type Weights = (part: string) => Float32Array;

function attention(inputs: readonly Vector[], shape: MoeShape, at: Weights): Vector[] {
  const size = (inputs[0] as Vector).length / shape.heads;
  const projected = (part: string, norm?: string) =>
    inputs.map((x, position) =>
      splitHeads(apply(at(`self_attn.${part}`), x), size).map((head) =>
        norm ? rotate(rmsNorm(head, at(`self_attn.${norm}`), shape.epsilon), position, shape.theta) : head,
      ),
    );
  return attend(projected("q_proj", "q_norm"), projected("k_proj", "k_norm"), projected("v_proj"));
}

function mixture(x: Vector, shape: MoeShape, at: Weights): Vector {
  const p = softmax(apply(at("mlp.gate"), x));
  const best = [...p.keys()].sort((a, b) => (p[b] as number) - (p[a] as number)).slice(0, shape.perToken);
  let sum = new Float64Array(x.length);
  for (const e of best) {
    const gate = apply(at(`mlp.experts.${e}.gate_proj`), x);
    const up = apply(at(`mlp.experts.${e}.up_proj`), x);
    const inner = gate.map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] as number));
    sum = add(
      sum,
      apply(at(`mlp.experts.${e}.down_proj`), inner).map((y) => y * (p[e] as number)),
    );
  }
  return sum;
}
