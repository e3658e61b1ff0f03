/**
 * Integer linear layers: int8 weights with one scale per output, uint8 activations with one scale per row, found when it
 * runs. A row's numbers then depend on that row alone; one scale for a whole tensor would tie every token to the largest
 * activation among its neighbours.
 */
import { ElementType, type Graph, MS } from "./onnx.js";

/** Rows of activations as integers: x ≈ (values − 128) · scale. */
export interface QuantizedRows {
  /** Name of [T, d] uint8, in [1, 255]. */
  readonly values: string;
  /** Name of [T, 1] float32, > 0. */
  readonly scale: string;
}

/** Zero of the unsigned values: symmetric, because MatMulInteger takes one zero point for all rows. */
const ZERO = 128;
/** Largest distance from it, so that both signs reach equally far. */
const REACH = 127;
/** Scale of a row of zeros. Not less: its inverse must be finite. */
const LEAST_SCALE = 1e-30;

/** @param x name of [T, d] float32 */
export function quantizeRows(graph: Graph, x: string): QuantizedRows {
  const largest = graph.op("ReduceMax", [graph.op("Abs", [x]), graph.ints([1])], { keepdims: { int: 0 } });
  const scales = graph.op("Max", [graph.op("Div", [largest, graph.scalar(REACH)]), graph.scalar(LEAST_SCALE)]);
  const zeros = graph.op("Expand", [zeroPoint(graph), graph.op("Shape", [scales])]);
  return {
    values: graph.op("QuantizeLinear", [x, scales, zeros], { axis: { int: 0 } }),
    scale: graph.op("Unsqueeze", [scales, graph.ints([1])]),
  };
}

/**
 * x Wᵀ with exact integer sums; float32 enters only where they are scaled, so neither threads nor tiles change a bit.
 * @param weight name of [out, in] int8; ONNX Runtime folds the transpose when it loads the graph
 * @param weightScale name of [out] float32
 * @returns name of [T, out] float32
 */
export function quantizedLinear(graph: Graph, rows: QuantizedRows, weight: string, weightScale: string): string {
  const transposed = graph.op("Transpose", [weight], { perm: { ints: [1, 0] } });
  const inputs = [rows.values, transposed, graph.scalar(1), weightScale, zeroPoint(graph)];
  return graph.op("Mul", [graph.op("MatMulIntegerToFloat", inputs, {}, MS), rows.scale]);
}

function zeroPoint(graph: Graph): string {
  return graph.constant("activation_zero", ElementType.uint8, [], Uint8Array.of(ZERO));
}
