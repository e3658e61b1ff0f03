/** Rotary position embedding, as values of the graph. */
import type { ModelConfig } from "./config.js";
import type { Numbers } from "./layers.js";
import { ElementType, type Graph } from "./onnx.js";

/**
 * cos and sin of position × θ^(−2i / rotaryDims), each [2 · maxSequenceLength, rotaryDims / 2]. Written as the few
 * operations that make them, not as megabytes: they have no input, so ONNX Runtime does them once, when it loads the graph.
 * Frequencies and angles are rounded to float32 like the published model's, so that far positions agree with it. The upper
 * half is for no position: ONNX Runtime refuses more tokens than a table has rows, and a full canvas may have shadows.
 * @returns the values' names
 * @see LLaDA modeling_llada.py, RotaryEmbedding.get_rotary_embedding
 */
export function ropeTables(graph: Graph, config: ModelConfig, numbers: Numbers): [cos: string, sin: string] {
  const { rotaryDims = config.dModel / config.nHeads } = config;
  const frequencies = Float32Array.from({ length: rotaryDims / 2 }, (_, i) => {
    return 1 / Math.fround(config.ropeTheta ** Math.fround((2 * i) / rotaryDims));
  });
  const count = graph.op("Range", [graph.ints(0), graph.ints(2 * config.maxSequenceLength), graph.ints(1)]);
  const positions = graph.op("Unsqueeze", [cast(graph, count, ElementType.float), graph.ints([1])]);
  const angles = graph.op("Mul", [positions, graph.floats("rope_frequencies", [1, rotaryDims / 2], frequencies)]);
  // In float64: ONNX Runtime's float32 functions are vectorised approximations.
  const exact = cast(graph, angles, ElementType.double);
  const [cos, sin] = ["Cos", "Sin"].map((type) => cast(graph, graph.op(type, [exact]), numbers));
  return [cos as string, sin as string];
}

function cast(graph: Graph, x: string, to: ElementType): string {
  return graph.op("Cast", [x], { to: { int: to } });
}
