/** Dense LLaDA in float64 JavaScript, with shadow tokens as StepRow.shadowLength describes them. */
import type { RawTensor } from "./checkpoint.js";
import { add, apply, attend, rmsNorm, rotate, splitHeads, type Vector } from "./math64.js";

export interface LladaShape {
  readonly heads: number;
  readonly layers: number;
  readonly theta: number;
  readonly epsilon: number;
}

export interface Canvas {
  readonly ids: ArrayLike<number>;
  /** The position each token counts as; absent = 0, 1, 2 … */
  readonly positions?: ArrayLike<number>;
  readonly shadowLength?: number;
}

/** @returns logits of every token, shadows included */
export function lladaLogits(
  { ids, positions, shadowLength = 0 }: Canvas,
  shape: LladaShape,
  tensors: ReadonlyMap<string, RawTensor>,
): Vector[] {
  const values = (name: string) => (tensors.get(`model.transformer.${name}.weight`) as RawTensor).values;
  const d = values("ln_f").length;
  const size = d / shape.heads;
  const positionOf = (i: number) => positions?.[i] ?? i;
  const firstShadow = ids.length - shadowLength;
  const sees = (i: number, j: number) => {
    if (i === j) return true;
    if (j >= firstShadow) return false;
    return i < firstShadow || positionOf(i) !== positionOf(j);
  };
  let stream = Array.from(ids, (id) => Float64Array.from(values("wte").subarray(id * d, (id + 1) * d)));
  for (let layer = 0; layer < shape.layers; layer++) {
    const at = (part: string) => values(`blocks.${layer}.${part}`);
    const normed = stream.map((x) => rmsNorm(x, at("attn_norm"), shape.epsilon));
    const heads = (part: string) => normed.map((x) => splitHeads(apply(at(part), x), size));
    const turned = (part: string) =>
      heads(part).map((list, i) => list.map((head) => rotate(head, positionOf(i), shape.theta)));
    const mixed = attend(turned("q_proj"), turned("k_proj"), heads("v_proj"), sees);
    stream = stream.map((x, i) => add(x, apply(at("attn_out"), mixed[i] as Vector)));
    stream = stream.map((x) => {
      const h = rmsNorm(x, at("ff_norm"), shape.epsilon);
      const up = apply(at("up_proj"), h);
      const gated = apply(at("ff_proj"), h).map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] as number));
      return add(x, apply(at("ff_out"), gated));
    });
  }
  return stream.map((x) => apply(values("ff_out"), rmsNorm(x, values("ln_f"), shape.epsilon)));
}
