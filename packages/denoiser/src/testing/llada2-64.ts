/** LLaDA2.x in float64 JavaScript, position by position, written from its description: what the graph is checked against. */
import type { RawTensor } from "./checkpoint.js";
import type { Canvas } from "./llada64.js";
import { add, apply, attend, rmsNorm, rotate, splitHeads, type Vector } from "./math64.js";

export interface Llada2Shape {
  readonly heads: number;
  readonly kvHeads: number;
  readonly layers: number;
  readonly dense: number;
  readonly groups: number;
  readonly groupsPerToken: number;
  readonly perToken: number;
  readonly scale: number;
  /** Of each head, the first so many numbers turn. */
  readonly rotated: number;
  readonly block: number;
  readonly theta: number;
  readonly epsilon: number;
}

/** @returns logits of every token, shadows included */
export function llada2Logits(
  { ids, positions, shadowLength = 0 }: Canvas,
  shape: Llada2Shape,
  tensors: ReadonlyMap<string, RawTensor>,
): Vector[] {
  const values = (name: string) => (tensors.get(name) as RawTensor).values;
  const d = values("model.norm.weight").length;
  const size = d / shape.heads;
  const positionOf = (i: number) => positions?.[i] ?? i;
  const firstShadow = ids.length - shadowLength;
  const blockOf = (i: number) => Math.floor(positionOf(i) / shape.block);
  const sees = (i: number, j: number) => {
    if (i === j) return true;
    if (j >= firstShadow || blockOf(j) > blockOf(i)) return false;
    return i < firstShadow || positionOf(i) !== positionOf(j);
  };
  const turn = (head: Vector, i: number) =>
    Float64Array.from([
      ...rotate(head.slice(0, shape.rotated), positionOf(i), shape.theta),
      ...head.slice(shape.rotated),
    ]);
  const table = values("model.word_embeddings.weight");
  let stream = Array.from(ids, (id) => Float64Array.from(table.subarray(id * d, (id + 1) * d)));
  for (let layer = 0; layer < shape.layers; layer++) {
    const at = (part: string) => values(`model.layers.${layer}.${part}`);
    const norm = (x: Vector, part: string) => rmsNorm(x, at(`${part}.weight`), shape.epsilon);
    const joint = stream.map((x) =>
      splitHeads(apply(at("attention.query_key_value.weight"), norm(x, "input_layernorm")), size),
    );
    const queries = joint.map((heads, i) =>
      heads.slice(0, shape.heads).map((head) => turn(norm(head, "attention.query_layernorm"), i)),
    );
    const keys = joint.map((heads, i) =>
      heads
        .slice(shape.heads, shape.heads + shape.kvHeads)
        .map((head) => turn(norm(head, "attention.key_layernorm"), i)),
    );
    const mixed = attend(
      queries,
      keys,
      joint.map((heads) => heads.slice(shape.heads + shape.kvHeads)),
      sees,
    );
    stream = stream.map((x, i) => add(x, apply(at("attention.dense.weight"), mixed[i] as Vector)));
    stream = stream.map((x) => {
      const h = norm(x, "post_attention_layernorm");
      return add(x, layer < shape.dense ? mlp(h, "mlp", at) : mixture(h, shape, at));
    });
  }
  return stream.map((x) => apply(values("lm_head.weight"), rmsNorm(x, values("model.norm.weight"), shape.epsilon)));
}

type Weights = (part: string) => Float32Array;

function mlp(x: Vector, name: string, at: Weights): Vector {
  const up = apply(at(`${name}.up_proj.weight`), x);
  const inner = apply(at(`${name}.gate_proj.weight`), x).map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] as number));
  return apply(at(`${name}.down_proj.weight`), inner);
}

function mixture(x: Vector, shape: Llada2Shape, at: Weights): Vector {
  const scores = apply(at("mlp.gate.weight"), x).map((logit) => 1 / (1 + Math.exp(-logit)));
  const biased = scores.map((score, e) => score + (at("mlp.gate.expert_bias")[e] as number));
  const descending = (values: Vector, indices: number[]) =>
    indices.sort((a, b) => (values[b] as number) - (values[a] as number));
  const perGroup = scores.length / shape.groups;
  const members = (group: number) => Array.from({ length: perGroup }, (_, i) => group * perGroup + i);
  const strength = Float64Array.from({ length: shape.groups }, (_, group) =>
    descending(biased, members(group))
      .slice(0, 2)
      .reduce((sum, e) => sum + (biased[e] as number), 0),
  );
  const open = descending(strength, [...strength.keys()])
    .slice(0, shape.groupsPerToken)
    .flatMap(members);
  const chosen = descending(biased, open).slice(0, shape.perToken);
  const total = chosen.reduce((sum, e) => sum + (scores[e] as number), 0);
  let sum = Float64Array.from(mlp(x, "mlp.shared_experts", at));
  for (const e of chosen) {
    const weight = ((scores[e] as number) / total) * shape.scale;
    sum = add(
      sum,
      mlp(x, `mlp.experts.${e}`, at).map((y) => y * weight),
    );
  }
  return sum;
}
