/**
 * The denoise graph: LLaDA's transformer, then the sampler head. Logits never leave it.
 *
 * Inputs (B canvases of equal length N, R positions of interest, C candidates):
 * | name | type | shape | meaning |
 * |---|---|---|---|
 * | input_ids | int32 | [B, N] | token ids |
 * | position_ids | int32 | [B, N] | their positions, in [0, maxSequenceLength) |
 * | shadow_length | int32 | [1] | S: how many of each canvas's last tokens are shadows, see sight.ts |
 * | rows | int32 | [R] | indices into B·N that the head will look at |
 * | others | | | the sampler head's, see head.ts |
 *
 * On a CPU all canvases of a run have one length, so attention needs no mask and takes ONNX Runtime's flash path, the fastest
 * there. On a GPU rows of different lengths share a run, and padding is masked.
 */
import { type AttentionContext, attention } from "./attention.js";
import type { ModelConfig } from "./config.js";
import { samplerHead } from "./head.js";
import { Layers } from "./layers.js";
import { mixture, swiglu } from "./mlp.js";
import { ElementType, encodeModel, Graph, MS } from "./onnx.js";
import { ropeTables } from "./rope.js";
import { sight } from "./sight.js";
import type { BlockWeights, ModelWeights, Parameter } from "./weights.js";

export interface GraphOptions {
  /**
   * "cpu" (default): float32, one row a run, no mask. "gpu": float16, any rows a run, padded to the longest; takes the further
   * input key_lengths [B], the tokens of each canvas, and shadow_length for each canvas.
   */
  readonly target?: "cpu" | "gpu";
  /** Adds the output `logits` [C, V] float32, after guidance and before suppression. For tests and verification. */
  readonly fullLogits?: boolean;
}

/**
 * @returns the bytes of an ONNX model; weights are external data, relative to the model's folder. Equal arguments give
 * equal bytes.
 */
export function denoiseGraph(config: ModelConfig, weights: ModelWeights, options: GraphOptions = {}): Uint8Array {
  const { target = "cpu", fullLogits = false } = options;
  const graph = new Graph("denoise");
  const onGpu = target === "gpu";
  const layers = new Layers(graph, onGpu ? ElementType.float16 : ElementType.float);
  const hidden = transformer(layers, config, weights, onGpu);
  // The sampler head is float32 everywhere: it is small, and exact sampling needs it.
  const widened = (x: string) => (onGpu ? graph.op("Cast", [x], { to: { int: ElementType.float } }) : x);
  const project = (x: string) => widened(layers.linear(onGpu ? layers.cast(x) : x, weights.head));
  samplerHead(graph, config.vocabSize, widened(hidden), project, fullLogits);
  return encodeModel(graph);
}

/** @returns name of the final-norm hidden states at `rows`, [R, d] */
function transformer(layers: Layers, config: ModelConfig, weights: ModelWeights, padded: boolean): string {
  const { graph } = layers;
  const inputIds = graph.input("input_ids", ElementType.int32, ["batch", "length"]);
  const positions = graph.input("position_ids", ElementType.int32, ["batch", "length"]);
  const rows = graph.input("rows", ElementType.int32, ["rows"]);
  const context: AttentionContext = {
    batchAndLength: graph.op("Shape", [inputIds]),
    rotate: rotary(layers, config, graph.op("Cast", [positions], { to: { int: ElementType.int64 } })),
    sight: sight(layers, config, positions, padded),
  };

  // Cast after the gather: a bf16 embedding is then never widened whole.
  const embedded = layers.computed(weights.wte, graph.op("Gather", [graph.external(weights.wte), inputIds]));
  const flat = graph.ints([-1, config.dModel]);
  let residual = graph.op("Reshape", [embedded, flat]);
  let branch: string | undefined;
  for (const [n, block] of weights.blocks.entries()) {
    const pre = addAndNorm(layers, config, residual, branch, block.attnNorm);
    let attended = attention(layers, config, block, pre.normed, context);
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
  const scale = layers.parameter(weight);
  const epsilon = { float: config.rmsNormEps };
  if (branch === undefined)
    return { residual, normed: graph.op("SimplifiedLayerNormalization", [residual, scale], { epsilon }) };
  const normed = `${weight.name}.normed`;
  const sum = `${weight.name}.sum`;
  graph.node("SkipSimplifiedLayerNormalization", [residual, branch, scale], [normed, "", "", sum], { epsilon }, MS);
  return { residual: sum, normed };
}

/** Rotates halves of each head of [B, N, heads · headSize] by position. */
function rotary(layers: Layers, config: ModelConfig, positions: string): (x: string, heads: number) => string {
  const { graph } = layers;
  const tables = ropeTables(graph, config, layers.numbers);
  const { rotaryDims } = config;
  return (x, heads) => {
    // The operator asks for the heads where it cannot tell them from the tables.
    const part = rotaryDims && { num_heads: { int: heads }, rotary_embedding_dim: { int: rotaryDims } };
    return graph.op("RotaryEmbedding", [x, positions, ...tables], { interleaved: { int: 0 }, ...part }, MS);
  };
}

function feedForward(layers: Layers, config: ModelConfig, { mlp }: BlockWeights, x: string): string {
  return "router" in mlp ? mixture(layers, mlp, config, x) : swiglu(layers, mlp, x);
}
