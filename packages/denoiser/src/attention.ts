/** Self-attention of one block. */
import type { ModelConfig } from "./config.js";
import type { Layers } from "./layers.js";
import { ElementType, type Graph, MS } from "./onnx.js";
import type { Sight } from "./sight.js";
import type { BlockWeights, Parameter } from "./weights.js";

/** What every block of a run shares; each is a value's name. */
export interface AttentionContext {
  /** [2]: canvases B and their length N. */
  readonly batchAndLength: string;
  /** Rotates each head of [B, N, heads · headSize] by position. */
  readonly rotate: (x: string, heads: number) => string;
  readonly sight: Sight;
}

/** Attention before its output projection. @param input name of [B·N, d], normed @returns name of [B·N, d] */
export function attention(
  layers: Layers,
  config: ModelConfig,
  block: BlockWeights,
  input: string,
  context: AttentionContext,
): string {
  const { graph } = layers;
  const { nHeads, nKvHeads, dModel } = config;
  const normed = (x: string, weight: Parameter | undefined) => (weight ? headNorm(layers, config, x, weight) : x);
  const [q, k, v] = project(layers, config, block, input, context.batchAndLength);
  const query = context.rotate(normed(q, block.headNorms?.q), nHeads);
  const key = shareHeads(graph, config, context.rotate(normed(k, block.headNorms?.k), nKvHeads));
  const mixed = mix(graph, nHeads, [query, key, shareHeads(graph, config, v)], context.sight);
  return graph.op("Reshape", [mixed, graph.ints([-1, dModel])]);
}

type QueryKeyValue = readonly [query: string, key: string, value: string];

/** @returns names of [B, N, heads · headSize] each */
function project(
  layers: Layers,
  { dModel, nHeads, nKvHeads }: ModelConfig,
  { qkv }: BlockWeights,
  input: string,
  batchAndLength: string,
): QueryKeyValue {
  const { graph } = layers;
  const shaped = (weight: Parameter) => {
    const width = graph.ints([weight.shape[0] as number]);
    const shape = graph.op("Concat", [batchAndLength, width], { axis: { int: 0 } });
    return graph.op("Reshape", [layers.linear(input, weight), shape]);
  };
  if (!("fused" in qkv)) return [shaped(qkv.q), shaped(qkv.k), shaped(qkv.v)];
  const kv = (dModel / nHeads) * nKvHeads;
  const sizes = graph.ints([dModel, kv, kv]);
  const parts = graph.ops("Split", [shaped(qkv.fused), sizes], 3, { axis: { int: -1 } });
  return parts as unknown as QueryKeyValue;
}

/**
 * softmax(q kᵀ / √headSize) v. A branch, so that a run without shadows takes ONNX Runtime's flash path, and so that real
 * tokens take it, with the same bits, in a run that has shadows.
 * @returns name of [B, N, d]
 */
function mix(graph: Graph, heads: number, [query, key, value]: QueryKeyValue, sight: Sight): string {
  const attributes = { num_heads: { int: heads } };
  // Where every token's sight is limited there is no flash path to keep.
  if ("ofAll" in sight) return graph.op("MultiHeadAttention", [query, key, value, "", "", sight.ofAll], attributes, MS);
  const { shadows } = sight;
  const plain = graph.subgraph("plain");
  const whole = plain.op("MultiHeadAttention", [query, key, value], attributes, MS);
  plain.output(whole, ElementType.float, ["batch", "length", "width"]);

  const shadowed = graph.subgraph("shadowed");
  const axis = shadowed.ints([1]);
  const real = (x: string) => shadowed.op("Slice", [x, shadowed.ints([0]), shadows.realLength, axis]);
  const ofReal = shadowed.op("MultiHeadAttention", [real(query), real(key), real(value)], attributes, MS);
  const last = shadowed.op("Slice", [query, shadows.realLength, shadows.length, axis]);
  const ofShadows = shadowed.op("MultiHeadAttention", [last, key, value, "", "", shadows.bias], attributes, MS);
  const both = shadowed.op("Concat", [ofReal, ofShadows], { axis: { int: 1 } });
  shadowed.output(both, ElementType.float, ["batch", "length", "width"]);

  return graph.op("If", [shadows.present], { then_branch: { graph: shadowed }, else_branch: { graph: plain } });
}

/** [B, N, nKvHeads · headSize] → [B, N, d]: every key/value head serves nHeads / nKvHeads query heads. */
function shareHeads(graph: Graph, config: ModelConfig, x: string): string {
  const { nHeads, nKvHeads, dModel } = config;
  if (nHeads === nKvHeads) return x;
  const headSize = dModel / nHeads;
  const split = graph.op("Reshape", [x, graph.ints([0, 0, nKvHeads, 1, headSize])]);
  const repeated = graph.op("Expand", [split, graph.ints([1, 1, nKvHeads, nHeads / nKvHeads, headSize])]);
  return graph.op("Reshape", [repeated, graph.ints([0, 0, dModel])]);
}

/** RMSNorm of every head of [B, N, heads · headSize] by itself. */
function headNorm(layers: Layers, config: ModelConfig, x: string, weight: Parameter): string {
  const { graph } = layers;
  const heads = graph.op("Reshape", [x, graph.ints([0, 0, -1, weight.shape[0] as number])]);
  const epsilon = { float: config.rmsNormEps };
  const normed = graph.op("SimplifiedLayerNormalization", [heads, layers.parameter(weight)], { epsilon });
  return graph.op("Reshape", [normed, graph.ints([0, 0, -1])]);
}
