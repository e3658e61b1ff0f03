/** LLaDA-MoE in float64 JavaScript, position by position, written from its description: what the graph is checked against. */
import type { RawTensor } from "./checkpoint.js";

type Vector = Float64Array;

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
  const split = (x: Vector) => Array.from({ length: x.length / size }, (_, h) => x.slice(h * size, (h + 1) * size));
  const projected = (part: string, norm?: string) =>
    inputs.map((x, position) =>
      split(apply(at(`self_attn.${part}`), x)).map((head) =>
        norm ? rotate(rmsNorm(head, at(`self_attn.${norm}`), shape.epsilon), position, shape.theta) : head,
      ),
    );
  const [q, k, v] = [projected("q_proj", "q_norm"), projected("k_proj", "k_norm"), projected("v_proj")];
  return inputs.map((x, i) => {
    const out = new Float64Array(x.length);
    for (let h = 0; h < shape.heads; h++) {
      const shared = Math.floor((h * shape.kvHeads) / shape.heads);
      const query = q[i]![h]!;
      const p = softmax(Float64Array.from(k, (key) => dot(query, key[shared]!) / Math.sqrt(size)));
      for (const [j, weight] of p.entries())
        for (const [c, value] of v[j]![shared]!.entries()) out[h * size + c]! += weight * value;
    }
    return out;
  });
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

/** Halves of a head are the two axes of its rotations. */
function rotate(head: Vector, position: number, theta: number): Vector {
  const half = head.length / 2;
  return head.map((x, i) => {
    const angle = position / theta ** ((2 * (i % half)) / head.length);
    const other = i < half ? -(head[i + half] as number) : (head[i - half] as number);
    return x * Math.cos(angle) + other * Math.sin(angle);
  });
}

function rmsNorm(x: Vector, weight: Float32Array, epsilon: number): Vector {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + epsilon);
  return x.map((value, i) => value * scale * (weight[i] as number));
}

/** W x with W [out, in]. */
function apply(weight: Float32Array, x: Vector): Vector {
  return Float64Array.from({ length: weight.length / x.length }, (_, row) =>
    x.reduce((sum, value, i) => sum + value * (weight[row * x.length + i] as number), 0),
  );
}

function softmax(x: Vector): Vector {
  const top = Math.max(...x);
  const e = x.map((value) => Math.exp(value - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

function dot(a: Vector, b: Vector): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

function add(a: Vector, b: Vector): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, i) => value + (b[i] as number));
}
