/** Weights in use: a parameter as float32, and a linear layer in whichever numbers its weight is stored in. */
import { ElementType, type Graph } from "./onnx.js";
import { type QuantizedRows, quantizedLinear, quantizeRows } from "./quantized.js";
import type { TensorInfo } from "./safetensors-header.js";
import type { Parameter } from "./weights.js";

/** Writes layers into one graph. */
export class Layers {
  readonly graph: Graph;
  /** Inputs quantised so far: the query, key and value projections share one. */
  readonly #quantized = new Map<string, QuantizedRows>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** x Wᵀ with W as stored, [out, in]. @param x name of [T, in] float32 @returns name of [T, out] float32 */
  linear(x: string, weight: Parameter): string {
    if (!weight.scale) return this.graph.op("Gemm", [x, this.float(weight)], { transB: { int: 1 } });
    const rows = this.#quantized.get(x) ?? quantizeRows(this.graph, x);
    this.#quantized.set(x, rows);
    return quantizedLinear(this.graph, rows, this.graph.external(weight), this.graph.external(weight.scale));
  }

  /** A parameter in float32. ONNX Runtime folds the cast when it loads the graph on a CPU. */
  float(weight: TensorInfo): string {
    return this.toFloat(weight, this.graph.external(weight));
  }

  /** A value of a parameter's stored type, in float32. */
  toFloat(stored: TensorInfo, value: string): string {
    return stored.dtype === "F32" ? value : this.graph.op("Cast", [value], { to: { int: ElementType.float } });
  }
}
