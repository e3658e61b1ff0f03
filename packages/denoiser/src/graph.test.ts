import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Denoiser } from "./session.js";
import {
  encodeHalf,
  type RawTensor,
  randomTensors,
  smallConfig,
  temporaryFolder,
  writeCheckpoint,
} from "./testing/checkpoint.js";
import { greedyRow } from "./testing/row.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function logitsOf(row: ReturnType<typeof greedyRow>): Promise<Float32Array> {
  const denoiser = await Denoiser.load(folder.path, { threads: 1, fullLogits: true });
  const logits = await denoiser.logits(row);
  await denoiser.close();
  return logits;
}

test("heads that share keys and values equal a model whose keys and values are repeated", async () => {
  const size = { d_model: 32, n_heads: 4, n_layers: 2, mlp_hidden_size: 32 };
  const shared = smallConfig({ ...size, n_kv_heads: 2 });
  const tensors = randomTensors(shared);
  const repeated = new Map(
    [...tensors].map(([name, tensor]): [string, RawTensor] => {
      if (!/[kv]_proj/.test(name)) return [name, tensor];
      const rows = Array.from({ length: 32 }, (_, r) => {
        const from = (Math.floor(r / 16) * 8 + (r % 8)) * 32;
        return tensor.values.subarray(from, from + 32);
      });
      return [name, { shape: [32, 32], values: Float32Array.from(rows.flatMap((row) => [...row])) }];
    }),
  );
  const row = greedyRow(
    Int32Array.from({ length: 20 }, (_, i) => (i * 7) % 50),
    49,
  );
  const results: Float32Array[] = [];
  for (const [config, weights] of [
    [shared, tensors],
    [smallConfig(size), repeated],
  ] as const) {
    await writeCheckpoint(folder.path, config, weights);
    results.push(await logitsOf(row));
  }
  const [a, b] = results as [Float32Array, Float32Array];
  expect(Math.max(...a.map((value, i) => Math.abs(value - (b[i] as number))))).toBeLessThan(1e-4);
});

test("a tied head uses the embedding", async () => {
  const config = smallConfig();
  const tensors = randomTensors(config);
  const head = "model.transformer.ff_out.weight";
  tensors.set(head, tensors.get("model.transformer.wte.weight") as RawTensor);
  await writeCheckpoint(folder.path, config, tensors);
  const row = greedyRow(Int32Array.of(1, 2, 3), 49);
  const expected = await logitsOf(row);
  tensors.delete(head);
  await writeCheckpoint(folder.path, { ...config, weight_tying: true }, tensors);
  expect(await logitsOf(row)).toEqual(expected);
});

test("float16 weights give the logits of the same numbers in float32", async () => {
  const config = smallConfig();
  const tensors = randomTensors(config);
  // Multiples of 2⁻⁸ below 8 are exact in float16.
  for (const { values } of tensors.values())
    for (const [i, x] of values.entries()) values[i] = Math.round(x * 256) / 256;
  await writeCheckpoint(folder.path, config, tensors);
  const row = greedyRow(Int32Array.of(4, 8, 15, 16, 23, 42), 49);
  const expected = await logitsOf(row);
  const path = join(folder.path, "model.safetensors");
  await writeFile(path, encodeHalf(await readFile(path)));
  expect(await logitsOf(row)).toEqual(expected);
});
