/**
 * The denoise graph: LLaDA's transformer, then the sampler head. Logits never leave it.
 *
 * Inputs (B canvases of equal length N, R positions of interest, C candidates):
 * | name | type | shape | meaning |
 * |---|---|---|---|
 * | input_ids | int32 | [B, N] | token ids |
 * | position_ids | int32 | [B, N] | their positions, in [0, maxSequenceLength) |
 * | rows | int32 | [R] | indices into B·N that the head will look at |
 * | others | | | the sampler head's, see head.ts |
 *
 * All canvases of a run have one length, so attention needs no mask and takes ONNX Runtime's flash path, the fastest on
 * a CPU. A padded variant would only add a mask to the attention node.
 */
import type { ModelConfig } from "./config.js";
import { samplerHead } from "./head.js";
import { Layers } from "./layers.js";
import { mixture, swiglu } from "./mlp.js";
import { ElementType, encodeModel, Graph, MS } from "./onnx.js";
import { ropeTables } from "./rope.js";
import type { BlockWeights, ModelWeights, Parameter } from "./weights.js";

export interface GraphOptions {
  /** Adds the output `logits` [C, V] float32, after guidance and before suppression. For tests and verification. */
  readonly fullLogits?: boolean;
}

/**
 * @returns the bytes of an ONNX model; weights are external data, relative to the model's folder. Equal arguments give
 * equal bytes.
 */
export function denoiseGraph(config: ModelConfig, weights: ModelWeights, options: GraphOptions = {}): Uint8Array {
  const graph = new Graph("denoise");
  const layers = new Layers(graph);
  const hidden = transformer(layers, config, weights);
  const project = (x: string) => layers.linear(x, weights.head);
  samplerHead(graph, config.vocabSize, hidden, project, options.fullLogits ?? false);
  return encodeModel(graph);
}

/** @returns name of the final-norm hidden states at `rows`, [R, d] float32 */
function transformer(layers: Layers, config: ModelConfig, weights: ModelWeights): string {
  const { graph } = layers;
  const inputIds = graph.input("input_ids", ElementType.int32, ["batch", "length"]);
  const positions = graph.input("position_ids", ElementType.int32, ["batch", "length"]);
  const rows = graph.input("rows", ElementType.int32, ["rows"]);
  const rope = rotary(graph, config, graph.op("Cast", [positions], { to: { int: ElementType.int64 } }));

  // Cast after the gather: a bf16 embedding is then never widened whole.
  const embedded = layers.toFloat(weights.wte, graph.op("Gather", [graph.external(weights.wte), inputIds]));
  const flat = graph.ints([-1, config.dModel]);
  let residual = graph.op("Reshape", [embedded, flat]);
  let branch: string | undefined;
  for (const [n, block] of weights.blocks.entries()) {
    const pre = addAndNorm(layers, config, residual, branch, block.attnNorm);
    let attended = attention(layers, config, block, pre.normed, inputIds, rope);
    residual = pre.residual;
    // After the last attention every position is on its own: only the rows that the head looks at go on.
    if (n === weights.blocks.length - 1) {
      attended = graph.op("Gather", [attended, rows]);
      residual = graph.op("Gather", [residual, rows]);
    }
    const mid = addAndNorm(layers, config, residual, layers.linear(attended, block.attnOut), block.ffNorm);
    branch = feedForward(layers, config, block, mid.normed);
    residual = mid.residual;
  }
  return addAndNorm(layers, config, residual, branch, weights.lnF).normed;
}

/** residual + branch, and its RMSNorm; both [T, d]. Without a branch the residual stays as it is. */
function addAndNorm(
  layers: Layers,
  config: ModelConfig,
  residual: string,
  branch: string | undefined,
  weight: Parameter,
): { residual: string; normed: string } {
  const { graph } = layers;
  const scale = layers.float(weight);
  const epsilon = { float: config.rmsNormEps };
  if (branch === undefined)
    return { residual, normed: graph.op("SimplifiedLayerNormalization", [residual, scale], { epsilon }) };
  const normed = `${weight.name}.normed`;
  const sum = `${weight.name}.sum`;
  graph.node("SkipSimplifiedLayerNormalization", [residual, branch, scale], [normed, "", "", sum], { epsilon }, MS);
  return { residual: sum, normed };
}

/** Bidirectional self-attention before its output projection. @returns [B·N, d] */
function attention(
  layers: Layers,
  config: ModelConfig,
  block: BlockWeights,
  input: string,
  inputIds: string,
  rope: (x: string) => string,
): string {
  const { graph } = layers;
  const batchAndLength = graph.op("Shape", [inputIds]);
  const project = (weight: Parameter) => {
    const shape = graph.op("Concat", [batchAndLength, graph.ints([weight.shape[0] as number])], { axis: { int: 0 } });
    return graph.op("Reshape", [layers.linear(input, weight), shape]);
  };
  const normed = (x: string, weight: Parameter | undefined) => (weight ? headNorm(layers, config, x, weight) : x);
  const query = rope(normed(project(block.q), block.headNorms?.q));
  const key = shareHeads(graph, config, rope(normed(project(block.k), block.headNorms?.k)));
  const value = shareHeads(graph, config, project(block.v));
  const mixed = graph.op("MultiHeadAttention", [query, key, value], { num_heads: { int: config.nHeads } }, MS);
  return graph.op("Reshape", [mixed, graph.ints([-1, config.dModel])]);
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

/** Rotates halves of each head of [B, N, heads · headSize] by position. */
function rotary(graph: Graph, config: ModelConfig, positions: string): (x: string) => string {
  const { cos, sin } = ropeTables(config);
  const dims = [config.maxSequenceLength, config.dModel / config.nHeads / 2];
  const tables = [graph.floats("rope_cos", dims, cos), graph.floats("rope_sin", dims, sin)];
  return (x) => graph.op("RotaryEmbedding", [x, positions, ...tables], { interleaved: { int: 0 } }, MS);
}

/** RMSNorm of every head of [B, N, heads · headSize] by itself. */
function headNorm(layers: Layers, config: ModelConfig, x: string, weight: Parameter): string {
  const { graph } = layers;
  const heads = graph.op("Reshape", [x, graph.ints([0, 0, -1, weight.shape[0] as number])]);
  const epsilon = { float: config.rmsNormEps };
  const normed = graph.op("SimplifiedLayerNormalization", [heads, layers.float(weight)], { epsilon });
  return graph.op("Reshape", [normed, graph.ints([0, 0, -1])]);
}

function feedForward(layers: Layers, config: ModelConfig, { mlp }: BlockWeights, x: string): string {
  return "router" in mlp ? mixture(layers, mlp, config.expertsPerToken ?? 1, x) : swiglu(layers, mlp, x);
}
