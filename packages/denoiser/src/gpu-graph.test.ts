import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { afterAll, beforeAll, expect, test } from "vitest";
import { convertCheckpoint } from "./convert/convert.js";
import { Denoiser } from "./session.js";

/**
 * The graph for GPUs, float16 and padded, run by ONNX Runtime's CPU provider on the shipped model: what can be known of it
 * where there is no GPU.
 */

const pebble = join(fileURLToPath(new URL("../../..", import.meta.url)), "models/pebble");
let gpu: Denoiser;
let cpu: Denoiser;
beforeAll(async () => {
  gpu = await Denoiser.load(pebble, { threads: 1, target: "gpu" });
  cpu = await Denoiser.load(pebble, { threads: 1 });
});
afterAll(async () => {
  await gpu.close();
  await cpu.close();
});

const mask = 1023;
function row(length: number, more: Partial<StepRow> = {}): StepRow {
  const inputIds = Int32Array.from({ length }, (_, i) => (i > length / 2 ? mask : (i * 37) % 900));
  return {
    inputIds,
    guidanceScale: 0,
    candidates: Int32Array.from({ length: 8 }, (_, i) => length - 8 + i),
    suppressedIds: [mask],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: 5,
    step: 2,
    ...more,
  };
}
const unconditional = (length: number) => row(length).inputIds.map((id, i) => (i < 8 ? mask : id));
const shadowed = () => {
  const real = row(40);
  return row(44, {
    inputIds: Int32Array.from([...real.inputIds, mask, mask, mask, mask]),
    positionIds: Int32Array.from([...real.inputIds.keys(), 3, 9, 11, 30]),
    shadowLength: 4,
    candidates: Int32Array.of(38, 39, 40, 41, 42, 43),
  });
};
/** Everything that rows of one batch may differ in. */
const rows = [
  row(20),
  row(90, { temperature: 0.8 }),
  row(33, { unconditionalIds: unconditional(33), guidanceScale: 1.5 }),
  row(64, { suppressedIds: [mask, 1019, 7], earlySuppressedIds: [1018, 12], earlyBefore: 60 }),
  row(50, { confidenceSuppressedIds: [1019, 1022], targetIds: Int32Array.of(1, 2, 3, 4, -1, 6, 7, 8) }),
  shadowed(),
];

function compare(a: readonly RowPrediction[], b: readonly RowPrediction[]) {
  let same = 0;
  let all = 0;
  let error = 0;
  for (const [i, one] of a.entries()) {
    for (const [k, id] of one.tokenIds.entries()) {
      all += 1;
      if (id !== b[i]!.tokenIds[k]) continue;
      same += 1;
      error += Math.abs(one.confidence[k]! - b[i]!.confidence[k]!);
    }
  }
  return { agreement: same / all, meanError: error / same };
}

test("rows of different lengths, padded into one run, predict what each does alone", async () => {
  const together = await gpu.run(rows);
  const alone = [];
  for (const one of rows) alone.push(...(await gpu.run([one])));
  const { agreement, meanError } = compare(together, alone);
  expect(agreement).toBeGreaterThan(0.97);
  expect(meanError).toBeLessThan(0.002);
});

test("float16 predicts nearly what float32 does, in every kind of row", async () => {
  const { agreement, meanError } = compare(await gpu.run(rows), await cpu.run(rows));
  expect(agreement).toBeGreaterThan(0.9);
  // Guidance multiplies a difference.
  expect(meanError).toBeLessThan(0.02);
});

test("log-probabilities of targets come back to the row that asked", async () => {
  const [half] = (await gpu.run(rows)).slice(4);
  const [full] = await cpu.run([rows[4]!]);
  for (const [k, value] of full!.targetLogProb.entries())
    expect(Math.abs(half!.targetLogProb[k]! - value)).toBeLessThan(0.1 + 0.02 * Math.abs(value));
});

test("a device that ONNX Runtime cannot use here is refused with what to do", async () => {
  await expect(Denoiser.load(pebble, { threads: 1, device: "cuda" })).rejects.toThrow(
    /cannot load the model on cuda .*install what ONNX Runtime needs for cuda \(docs\/gpu.md\), or use the cpu/,
  );
});

test("experts and int8 are refused for a GPU, with what to do; the digest is not the CPU's", async () => {
  expect(gpu.info.modelDigest).not.toBe(cpu.info.modelDigest);
  const folder = await mkdtemp(join(tmpdir(), "unmask-gpu-"));
  await convertCheckpoint(pebble, join(folder, "int8"), { dtype: "int8" });
  const loading = Denoiser.load(join(folder, "int8"), { threads: 1, target: "gpu" });
  await expect(loading).rejects.toThrow("has int8 weights, which are for CPUs; give the checkpoint in bf16 or fp16");
  await rm(folder, { recursive: true });
});
