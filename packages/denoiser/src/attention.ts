/** Bidirectional self-attention of one block, with or without shadow tokens. */
import type { ModelConfig } from "./config.js";
import { SUPPRESSED } from "./head.js";
import type { Layers } from "./layers.js";
import { ElementType, type Graph, MS } from "./onnx.js";
import type { BlockWeights, Parameter } from "./weights.js";

/** What every block of a run shares; each is a value's name. */
export interface AttentionContext {
  /** [2]: canvases B and their length N. */
  readonly batchAndLength: string;
  /** Rotates halves of each head of [B, N, heads · headSize] by position. */
  readonly rotate: (x: string) => string;
  readonly shadows: Shadows;
}

/** The last S of a canvas's N tokens, which verify what was committed; see StepRow.shadowLength. */
export interface Shadows {
  /** [] bool: S > 0. */
  readonly present: string;
  /** [1]: N − S, and N. */
  readonly realLength: string;
  readonly length: string;
  /** [B, 1, S, N] float32: 0 where a shadow sees, far below 0 elsewhere. */
  readonly bias: string;
}

/**
 * Who is seen by the shadows: a shadow sees itself and every real token of another position. Nothing else sees a shadow, so
 * real tokens need no bias.
 * @param positions name of [B, N] int32
 */
export function shadowTokens(graph: Graph, positions: string): Shadows {
  const count = graph.op("Cast", [graph.input("shadow_length", ElementType.int32, [1])], {
    to: { int: ElementType.int64 },
  });
  const length = graph.op("Shape", [positions], { start: { int: 1 } });
  const realLength = graph.op("Sub", [length, count]);
  const scalar = (x: string) => graph.op("Squeeze", [x]);
  const range = (from: string, to: string) => graph.op("Range", [from, to, graph.ints(1)]);
  const [all, real] = [scalar(length), scalar(realLength)];
  const columns = range(graph.ints(0), all);
  const ofShadow = graph.op("Slice", [positions, realLength, length, graph.ints([1])]);
  const samePosition = graph.op("Equal", [
    graph.op("Unsqueeze", [ofShadow, graph.ints([1, 3])]),
    graph.op("Unsqueeze", [positions, graph.ints([1, 2])]),
  ]);
  const othersReal = graph.op("And", [graph.op("Less", [columns, real]), graph.op("Not", [samePosition])]);
  const itself = graph.op("Equal", [graph.op("Unsqueeze", [range(real, all), graph.ints([1])]), columns]);
  const seen = graph.op("Or", [othersReal, itself]);
  return {
    present: graph.op("Greater", [scalar(count), graph.ints(0)]),
    realLength,
    length,
    bias: graph.op("Where", [seen, graph.scalar(0), graph.scalar(SUPPRESSED)]),
  };
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
  const project = (weight: Parameter) => {
    const width = graph.ints([weight.shape[0] as number]);
    const shape = graph.op("Concat", [context.batchAndLength, width], { axis: { int: 0 } });
    return graph.op("Reshape", [layers.linear(input, weight), shape]);
  };
  const normed = (x: string, weight: Parameter | undefined) => (weight ? headNorm(layers, config, x, weight) : x);
  const query = context.rotate(normed(project(block.q), block.headNorms?.q));
  const key = shareHeads(graph, config, context.rotate(normed(project(block.k), block.headNorms?.k)));
  const value = shareHeads(graph, config, project(block.v));
  const mixed = mix(graph, config.nHeads, [query, key, value], context.shadows);
  return graph.op("Reshape", [mixed, graph.ints([-1, config.dModel])]);
}

type QueryKeyValue = readonly [query: string, key: string, value: string];

/**
 * softmax(q kᵀ / √headSize) v. A branch, so that a run without shadows takes ONNX Runtime's flash path, and so that real
 * tokens take it, with the same bits, in a run that has shadows.
 * @returns name of [B, N, d]
 */
function mix(graph: Graph, heads: number, [query, key, value]: QueryKeyValue, shadows: Shadows): string {
  const attributes = { num_heads: { int: heads } };
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
  const normed = graph.op("SimplifiedLayerNormalization", [heads, layers.float(weight)], { epsilon });
  return graph.op("Reshape", [normed, graph.ints([0, 0, -1])]);
}
