import { RandomStream, uniform } from "@unmask/diffusion";
import ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { ElementType, encodeModel, Graph } from "./onnx.js";
import { quantizedLinear, quantizeRows } from "./quantized.js";

const IN = 300;
const OUT = 70;
const ROWS = 23;

const number = (i: number, step: number) => 2 * uniform(11, step, i, RandomStream.token) - 1;
const weight = Int8Array.from({ length: OUT * IN }, (_, i) => Math.round(127 * number(i, 0)));
const weightScale = Float32Array.from({ length: OUT }, (_, i) => 0.001 * (1.5 + number(i, 1)));

async function open(): Promise<(x: Float32Array) => Promise<Float32Array>> {
  const graph = new Graph("linear");
  const x = graph.input("x", ElementType.float, ["rows", IN]);
  const rows = quantizeRows(graph, x);
  const w = graph.constant("w", ElementType.int8, [OUT, IN], new Uint8Array(weight.buffer));
  const y = quantizedLinear(graph, rows, w, graph.floats("s", [OUT], weightScale));
  graph.output(y, ElementType.float, ["rows", OUT]);
  const session = await ort.InferenceSession.create(encodeModel(graph), { intraOpNumThreads: 1 });
  return async (values) => {
    const fetched = await session.run({ x: new ort.Tensor("float32", values, [values.length / IN, IN]) });
    return fetched[y]?.data as Float32Array;
  };
}

/** Rows of very different sizes, the last one all zeros. */
const rows = Float32Array.from({ length: ROWS * IN }, (_, i) => {
  const row = Math.floor(i / IN);
  return row === ROWS - 1 ? 0 : number(i, 2) * 10 ** ((row % 7) - 3);
});

test("an integer layer is round(x / scale) · W · scales, with exact sums", async () => {
  const run = await open();
  const got = await run(rows);
  for (let r = 0; r < ROWS; r++) {
    const row = rows.subarray(r * IN, (r + 1) * IN);
    const scale = Math.max(Math.fround(Math.max(...row.map(Math.abs)) / 127), 1e-30);
    for (let o = 0; o < OUT; o++) {
      let sum = 0;
      for (const [i, x] of row.entries()) sum += Math.round(x / scale) * (weight[o * IN + i] as number);
      const expected = sum * (weightScale[o] as number) * scale;
      // Float32 rounding of the scales, and one activation that may round the other way at a half.
      const slack = 1e-6 * Math.abs(expected) + 128 * (weightScale[o] as number) * scale;
      expect(Math.abs((got[r * OUT + o] as number) - expected), `row ${r}, output ${o}`).toBeLessThanOrEqual(slack);
    }
  }
  expect([...got.subarray(-OUT)].every((y) => y === 0)).toBe(true);
});

test("a row has the same bits alone as among rows a million times its size", async () => {
  const run = await open();
  const together = await run(rows);
  for (let r = 0; r < ROWS; r++)
    expect(await run(rows.slice(r * IN, (r + 1) * IN))).toEqual(together.slice(r * OUT, (r + 1) * OUT));
});
