/** Weights in use: a parameter as float32, and a linear layer in whichever numbers its weight is stored in. */
import { ElementType, type Graph } from "./onnx.js";
import { type QuantizedRows, quantizedLinear, quantizeRows } from "./quantized.js";
import type { TensorInfo } from "./safetensors-header.js";
import type { Parameter } from "./weights.js";

export type Numbers = typeof ElementType.float | typeof ElementType.float16;

/** Writes layers into one graph. */
export class Layers {
  readonly graph: Graph;
  /** What is computed in: float32, or float16 on a GPU. */
  readonly numbers: Numbers;
  /** Inputs quantised so far: the query, key and value projections share one. */
  readonly #quantized = new Map<string, QuantizedRows>();

  constructor(graph: Graph, numbers: Numbers) {
    this.graph = graph;
    this.numbers = numbers;
  }

  /** x Wᵀ with W as stored, [out, in]. @param x name of [T, in] @returns name of [T, out] */
  linear(x: string, weight: Parameter): string {
    if (!weight.scale) return this.graph.op("Gemm", [x, this.parameter(weight)], { transB: { int: 1 } });
    const rows = this.#quantized.get(x) ?? quantizeRows(this.graph, x);
    this.#quantized.set(x, rows);
    return quantizedLinear(this.graph, rows, this.graph.external(weight), this.graph.external(weight.scale));
  }

  /** A parameter in the numbers that are computed in. ONNX Runtime folds the cast when it loads the graph. */
  parameter(weight: TensorInfo): string {
    return this.computed(weight, this.graph.external(weight));
  }

  /** A value of a parameter's stored type, in the numbers that are computed in. */
  computed(stored: TensorInfo, value: string): string {
    const asStored = this.numbers === ElementType.float ? "F32" : "F16";
    return stored.dtype === asStored ? value : this.cast(value);
  }

  /** A value in the numbers that are computed in. */
  cast(value: string): string {
    return this.graph.op("Cast", [value], { to: { int: this.numbers } });
  }
}
