import { join } from "node:path";
import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDenoiseGraph } from "./build.js";
import { convertCheckpoint } from "./convert/convert.js";
import { Denoiser } from "./session.js";
import { smallConfig, temporaryFolder, writeCheckpoint } from "./testing/checkpoint.js";

const VOCAB = 203;

describe.each(["fp32", "int8", "int8-head"] as const)("a row's prediction in %s", (dtype) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let model: string;
  let denoiser: Denoiser;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const size = { d_model: 48, n_heads: 4, n_layers: 2, mlp_hidden_size: 80 };
    await writeCheckpoint(
      folder.path,
      smallConfig({ ...size, vocab_size: VOCAB, embedding_size: VOCAB, mask_token_id: 202, eos_token_id: 201 }),
    );
    model = dtype === "fp32" ? folder.path : join(folder.path, dtype);
    if (model !== folder.path) await convertCheckpoint(folder.path, model, { dtype });
    denoiser = await Denoiser.load(model, { threads: 1 });
  });
  afterAll(async () => {
    await denoiser.close();
    await folder.remove();
  });

  /** Rows of many shapes: one candidate or many, greedy and sampled, with and without guidance and suppression. */
  const rows: StepRow[] = [1, 2, 3, 7, 16, 31, 31, 31, 64, 100].map((length, i) => {
    const inputIds = Int32Array.from({ length }, (_, k) => (k * 37 + i * 11) % 200);
    return {
      inputIds,
      ...(i % 3 === 1 && { unconditionalIds: inputIds.map((id, k) => (k < length / 2 ? 202 : id)) }),
      guidanceScale: 0.5 * i,
      candidates: i % 4 === 3 ? Int32Array.of(length - 1) : Int32Array.from({ length }, (_, k) => k),
      suppressedIds: i % 2 === 0 ? [202] : [202, 201, 5],
      confidenceSuppressedIds: i === 4 ? [1, 2, 3] : [],
      temperature: i % 2 === 0 ? 0 : 0.9,
      seed: 1000 + i,
      step: i,
    };
  });

  const bits = (prediction: RowPrediction | undefined) =>
    Object.values(prediction as RowPrediction).map((array: Int32Array | Float32Array) =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("hex"),
    );

  test("has the same bits alone, in a crowd, in any order, and again", async () => {
    const alone: string[][] = [];
    for (const row of rows) alone.push(bits((await denoiser.run([row]))[0]));
    const crowd = await denoiser.run(rows);
    expect(crowd.map(bits)).toEqual(alone);
    const backwards = await denoiser.run([...rows].reverse());
    expect(backwards.reverse().map(bits)).toEqual(alone);
  });

  test("has the same bits with two threads as with one, and with logits kept", async () => {
    const one = (await denoiser.run(rows)).map(bits);
    for (const options of [{ threads: 2 }, { threads: 1, fullLogits: true }]) {
      const other = await Denoiser.load(model, options);
      expect((await other.run(rows)).map(bits)).toEqual(one);
      await other.close();
    }
  });

  test("graph bytes and digest are a function of the checkpoint alone", async () => {
    const [a, b] = [await buildDenoiseGraph(model), await buildDenoiseGraph(model)];
    expect(b.onnx).toEqual(a.onnx);
    expect(b.manifest).toEqual(a.manifest);
    expect(denoiser.info.modelDigest).toBe(a.manifest.modelDigest);
  });
});
