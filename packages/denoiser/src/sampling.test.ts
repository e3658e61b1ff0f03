import { RandomStream, type RowPrediction, type StepRow, uniform } from "@unmask/diffusion";
import type { InferenceSession } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDenoiseGraph } from "./build.js";
import { SUPPRESSED } from "./head.js";
import { ElementType, encodeModel, Graph } from "./onnx.js";
import ort from "./onnxruntime.js";
import { packRow } from "./pack.js";
import { chunkSize, inverseCdfSample } from "./sampling.js";
import { openSession, toFeeds } from "./session.js";
import { argmax, cdfInterval, softmax } from "./testing/float64.js";
import { type HeadModel, headModel } from "./testing/head.js";

describe.each([50, 320, 126_464])("sampling from a vocabulary of %i", (vocabSize) => {
  let model: HeadModel;
  let session: InferenceSession;
  beforeAll(async () => {
    model = await headModel(vocabSize);
    session = await openSession(await buildDenoiseGraph(model.folder), 1);
  });
  afterAll(async () => {
    await session.release();
    await model.close();
  });

  /** Tokens sampled at the given uniform numbers, one per candidate. */
  async function sampleAt(row: StepRow, numbers: Float32Array): Promise<Int32Array> {
    const packed = packRow(row);
    packed.uniform = { type: "float32", data: numbers, dims: [numbers.length] };
    const { token_ids } = await session.run(toFeeds(packed), ["token_ids"]);
    return token_ids?.data as Int32Array;
  }

  test("each token is the inverse CDF of softmax(ℓ / T) at the number of its seed, step and position", async () => {
    for (const temperature of [0.3, 1, 2.5]) {
      const row = model.row(24, { temperature, seed: 2 ** 40 + 3, step: 9 });
      const logits = await model.logits(row);
      const [got] = (await model.denoiser.run([row])) as [RowPrediction];
      for (const [i, raw] of logits.entries()) {
        const u = uniform(row.seed, row.step, i, RandomStream.token);
        const [from, to] = cdfInterval(softmax(raw, row.suppressedIds, temperature), got.tokenIds[i] as number);
        expect(u).toBeGreaterThan(from - 2e-6);
        expect(u).toBeLessThan(to + 2e-6);
      }
    }
  });

  test("at both ends of [0, 1) no suppressed token and no token of probability 0 is chosen", async () => {
    // Whole chunks at both ends are suppressed, and so are neighbours of the likely tokens.
    const width = chunkSize(vocabSize);
    const ends = Array.from({ length: width + 3 }, (_, i) => [i, vocabSize - 1 - i]).flat();
    const suppressedIds = [...new Set(vocabSize === 50 ? ends.filter((id) => id < 8 || id > 40) : ends)];
    const numbers = Float32Array.of(0, 2 ** -23, 0.25, 0.5, 1 - 2 ** -12, 1 - 2 ** -22, 1 - 2 ** -23);
    // At T = 0.02 most tokens underflow to a weight of exactly 0.
    for (const temperature of [0.02, 1, 100]) {
      const row = model.row(numbers.length, { temperature, suppressedIds });
      const logits = await model.logits(row);
      const tokens = await sampleAt(row, numbers);
      for (const [i, id] of tokens.entries()) {
        expect(suppressedIds).not.toContain(id);
        expect(softmax(logits[i] as Float32Array, suppressedIds, temperature)[id]).toBeGreaterThan(0);
      }
    }
  });

  test("a temperature near 0 samples the argmax, and greedy rows in a sampled batch stay greedy", async () => {
    const greedy = (await model.denoiser.run([model.row(8)]))[0] as RowPrediction;
    const cold = (await model.denoiser.run([model.row(8, { temperature: 1e-6 })]))[0] as RowPrediction;
    expect([...cold.tokenIds]).toEqual([...greedy.tokenIds]);
    const packed = packRow(model.row(8, { temperature: 1 }));
    packed.temperature = { type: "float32", data: Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0), dims: [8] };
    const { token_ids } = await session.run(toFeeds(packed), ["token_ids"]);
    const tokens = token_ids?.data as Int32Array;
    for (const i of [1, 3, 5, 7]) expect(tokens[i]).toBe(greedy.tokenIds[i]);
  });
});

test("a number that falls on a chunk's edge never runs into the next chunk", async () => {
  const vocabSize = 1000;
  const width = chunkSize(vocabSize);
  const graph = new Graph("sample");
  const logitsIn = graph.input("logits", ElementType.float, ["rows", vocabSize]);
  const temperatureIn = graph.input("temperature", ElementType.float, ["rows", 1]);
  const uniformIn = graph.input("uniform", ElementType.float, ["rows", 1]);
  const ids = inverseCdfSample(graph, vocabSize, logitsIn, temperatureIn, uniformIn);
  graph.output(ids, ElementType.int64, ["rows", 1]);
  const session = await ort.InferenceSession.create(encodeModel(graph), { intraOpNumThreads: 1 });

  // The first and last id of every chunk are suppressed, so one step over an edge, either way, shows.
  const isSuppressed = (id: number) => id % width === 0 || id % width === width - 1 || id === vocabSize - 1;
  const chunks = Math.ceil(vocabSize / width);
  // One chunk holds nearly everything, so that the two levels' sums differ by steps that float32 can tell apart.
  const boost = (id: number, chunk: number) => (Math.floor(id / width) === chunk ? 12 : 0);
  const rows = 100 * chunks;
  const logits = new Float32Array(rows * vocabSize);
  const numbers = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = logits.subarray(r * vocabSize, (r + 1) * vocabSize);
    const chunk = r % chunks;
    const pass = Math.floor(r / chunks);
    for (let id = 0; id < vocabSize; id++)
      row[id] = isSuppressed(id) ? SUPPRESSED : 8 * uniform(3, pass, id, RandomStream.token) + boost(id, chunk);
    const [edge] = cdfInterval(softmax(row), Math.min(vocabSize - 1, (chunk + 1) * width));
    // The edge itself, or up to seven representable numbers below it.
    numbers[r] = Math.max(0, Math.min(Math.floor(edge * 2 ** 23) - (pass % 8), 2 ** 23 - 1)) / 2 ** 23;
  }
  const fetched = await session.run({
    logits: new ort.Tensor("float32", logits, [rows, vocabSize]),
    temperature: new ort.Tensor("float32", new Float32Array(rows).fill(1), [rows, 1]),
    uniform: new ort.Tensor("float32", numbers, [rows, 1]),
  });
  await session.release();
  const sampled = Array.from(fetched[ids]?.data as BigInt64Array, Number);
  expect(sampled.filter((id) => id >= vocabSize || isSuppressed(id))).toEqual([]);
});

describe("sampling often", () => {
  let model: HeadModel;
  beforeAll(async () => {
    model = await headModel(50);
  });
  afterAll(() => model.close());

  test("10,000 samples pass a chi-square test against softmax(ℓ / T)", async () => {
    // One token everywhere: attention then mixes equal values, so every position has the same distribution.
    const length = 250;
    const same = model.row(length, { inputIds: new Int32Array(length).fill(17), temperature: 1.3 });
    const raw = (await model.logits({ ...same, candidates: Int32Array.of(0) }))[0] as Float32Array;
    const p = softmax(raw, same.suppressedIds, same.temperature);
    const counts = new Float64Array(model.vocabSize);
    const steps = 40;
    for (let step = 0; step < steps; step++) {
      const [got] = (await model.denoiser.run([{ ...same, seed: 99, step }])) as [RowPrediction];
      for (const id of got.tokenIds) counts[id] = (counts[id] as number) + 1;
    }
    const total = steps * length;
    let chiSquare = 0;
    let cells = 0;
    let restExpected = 0;
    let restSeen = 0;
    for (const [id, probability] of p.entries()) {
      const expected = probability * total;
      if (expected < 5) {
        restExpected += expected;
        restSeen += counts[id] as number;
        continue;
      }
      chiSquare += ((counts[id] as number) - expected) ** 2 / expected;
      cells++;
    }
    if (restExpected >= 5) {
      chiSquare += (restSeen - restExpected) ** 2 / restExpected;
      cells++;
    }
    expect(counts[49]).toBe(0);
    expect(cells).toBeGreaterThan(10);
    // Mean df, standard deviation √(2 df): five deviations up. The seed is fixed, so this never flickers.
    const degrees = cells - 1;
    expect(chiSquare).toBeLessThan(degrees + 5 * Math.sqrt(2 * degrees));
  });

  test("the reported confidence is softmax(ℓ)[token], without temperature", async () => {
    const row = model.row(40, { temperature: 2 });
    const [got] = (await model.denoiser.run([row])) as [RowPrediction];
    const logits = await model.logits(row);
    let unlikely = 0;
    for (const [i, raw] of logits.entries()) {
      const p = softmax(raw, row.suppressedIds);
      const id = got.tokenIds[i] as number;
      expect(got.confidence[i]).toBeCloseTo(p[id] as number, 5);
      if (id !== argmax(p)) unlikely++;
    }
    expect(unlikely).toBeGreaterThan(5);
  });
});
