import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RowPrediction } from "@unmask/diffusion";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ModelError } from "../errors.js";
import { readCheckpoint } from "../safetensors.js";
import { Denoiser } from "../session.js";
import { type RawTensor, randomTensors, smallConfig, writeCheckpoint } from "../testing/checkpoint.js";
import { referenceFolder } from "../testing/reference.js";
import { greedyRow } from "../testing/row.js";
import { convertCheckpoint } from "./convert.js";

const SHARDED = referenceFolder("tiny-llada-bf16-sharded");
const row = greedyRow(
  Int32Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 318 : (i * 37) % 300)),
  318,
);

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-convert-"));
  out = join(folder, "out");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function predict(model: string, of = row): Promise<RowPrediction> {
  const denoiser = await Denoiser.load(model, { threads: 1 });
  const [prediction] = await denoiser.run([of]);
  await denoiser.close();
  return prediction as RowPrediction;
}

const dtypes = async (model: string) =>
  new Map((await readCheckpoint(model)).flatMap((file) => file.tensors).map(({ name, dtype }) => [name, dtype]));

test("bf16 shards become one fp32 file that predicts the same to the bit", async () => {
  expect(await convertCheckpoint(SHARDED, out, { dtype: "fp32" })).toEqual({ written: true });
  expect((await readdir(out)).sort()).toEqual([
    "config.json",
    "conversion.json",
    "denoise.json",
    "denoise.onnx",
    "model.safetensors",
  ]);
  expect(new Set((await dtypes(out)).values())).toEqual(new Set(["F32"]));
  expect(await predict(out)).toEqual(await predict(SHARDED));
  expect(await readdir(folder)).toEqual(["out"]);
});

test("fp32 and back to bf16 is what it was", async () => {
  await convertCheckpoint(SHARDED, out, { dtype: "fp32" });
  const back = join(folder, "back");
  await convertCheckpoint(out, back, { dtype: "bf16" });
  await convertCheckpoint(SHARDED, join(folder, "as-is"));
  const [a, b] = [back, join(folder, "as-is")].map((path) => readFile(join(path, "model.safetensors")));
  expect((await a)?.equals((await b) as Buffer)).toBe(true);
});

test("int8 holds integers and one scale per output, each weight within half a scale of its source", async () => {
  const config = smallConfig();
  const tensors = randomTensors(config);
  await mkdir(join(folder, "source"));
  await writeCheckpoint(join(folder, "source"), config, tensors);
  await convertCheckpoint(join(folder, "source"), out, { dtype: "int8" });
  const name = "model.transformer.blocks.0.ff_proj.weight";
  const [file] = await readCheckpoint(out);
  const bytes = await readFile(join(out, "model.safetensors"));
  const read = (tensor: string) => {
    const found = file?.tensors.find((t) => t.name === tensor);
    return bytes.subarray(found?.offset, (found?.offset ?? 0) + (found?.byteLength ?? 0));
  };
  const integers = new Int8Array(read(name));
  const scales = new Float32Array(Uint8Array.from(read(`${name}_scale`)).buffer);
  const { values } = tensors.get(name) as RawTensor;
  expect([integers.length, scales.length]).toEqual([32 * 16, 32]);
  for (const [i, integer] of integers.entries()) {
    const scale = scales[Math.floor(i / 16)] as number;
    expect(Math.abs(integer * scale - (values[i] as number))).toBeLessThan(scale * 0.5001);
  }
  const kinds = await dtypes(out);
  expect(kinds.get("model.transformer.wte.weight")).toBe("F32");
  expect(kinds.get("model.transformer.ln_f.weight")).toBe("F32");
  expect(kinds.get("model.transformer.ff_out.weight")).toBe("F32");
});

test("int8-head is int8 with the LM head in integers, and nothing else", async () => {
  const other = join(folder, "int8");
  await convertCheckpoint(SHARDED, other, { dtype: "int8" });
  await convertCheckpoint(SHARDED, out, { dtype: "int8-head" });
  const [without, withHead] = [await dtypes(other), await dtypes(out)];
  const changed = [...withHead].filter(([name, dtype]) => without.get(name) !== dtype);
  expect(changed).toEqual([
    ["model.transformer.ff_out.weight", "I8"],
    ["model.transformer.ff_out.weight_scale", "F32"],
  ]);
});

test.each(["int8", "int8-head"] as const)("an %s model predicts what its source does, nearly", async (dtype) => {
  const source = join(folder, "source");
  await mkdir(source);
  await writeCheckpoint(source, smallConfig({ d_model: 64, n_heads: 4, n_layers: 2, mlp_hidden_size: 128 }));
  await convertCheckpoint(source, out, { dtype });
  const masked = greedyRow(
    Int32Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? 49 : (i * 37) % 48)),
    49,
  );
  const [before, after] = [await predict(source, masked), await predict(out, masked)];
  // Random weights are the hard case: nothing in them was trained to be robust.
  expect(after.tokenIds.filter((id, i) => id === before.tokenIds[i]).length).toBeGreaterThan(90);
  const error = after.confidence.reduce((sum, c, i) => sum + Math.abs(c - (before.confidence[i] as number)), 0);
  expect(error / 100).toBeLessThan(0.01);
});

test("a second run finds its own result and does nothing; another source or dtype replaces it", async () => {
  const source = join(folder, "source");
  await mkdir(source);
  await writeCheckpoint(source, smallConfig(), randomTensors(smallConfig(), 1));
  const convert = (dtype: "int8" | "bf16") => convertCheckpoint(source, out, { dtype });
  expect(await convert("int8")).toEqual({ written: true });
  const before = await stat(join(out, "model.safetensors"));
  expect(await convert("int8")).toEqual({ written: false });
  expect((await stat(join(out, "model.safetensors"))).mtimeMs).toBe(before.mtimeMs);
  expect(await convert("bf16")).toEqual({ written: true });
  await writeCheckpoint(source, smallConfig(), randomTensors(smallConfig(), 2));
  expect(await convert("bf16")).toEqual({ written: true });
  // A result that lost its weights is made again.
  await rm(join(out, "model.safetensors"));
  expect(await convert("bf16")).toEqual({ written: true });
  expect((await readdir(folder)).sort()).toEqual(["out", "source"]);
});

test("into the source's own folder only the graph is written", async () => {
  const config = smallConfig();
  await writeCheckpoint(folder, config);
  const before = await stat(join(folder, "model.safetensors"));
  expect(await convertCheckpoint(folder, folder)).toEqual({ written: true });
  expect(await convertCheckpoint(folder, folder, { dtype: "fp32" })).toEqual({ written: false });
  expect((await stat(join(folder, "model.safetensors"))).mtimeMs).toBe(before.mtimeMs);
  expect((await readdir(folder)).sort()).toEqual(["config.json", "denoise.json", "denoise.onnx", "model.safetensors"]);
  await expect(convertCheckpoint(folder, folder, { dtype: "int8" })).rejects.toThrow(
    /is the source, and its weights are not int8; name another folder/,
  );
});

test("a hub cache of links becomes real files", async () => {
  const snapshot = join(folder, "snapshot");
  await mkdir(snapshot);
  for (const name of await readdir(SHARDED)) await symlink(join(SHARDED, name), join(snapshot, name));
  await writeFile(join(folder, "blob"), "{}");
  await symlink(join(folder, "blob"), join(snapshot, "tokenizer.json"));
  await convertCheckpoint(snapshot, out);
  for (const name of await readdir(out)) expect((await lstat(join(out, name))).isFile()).toBe(true);
  expect(await readFile(join(out, "tokenizer.json"), "utf8")).toBe("{}");
  expect(await predict(out)).toEqual(await predict(SHARDED));
});

test("progress ends at the source's tensor bytes", async () => {
  const seen: { bytesDone: number; bytesTotal: number }[] = [];
  await convertCheckpoint(SHARDED, out, { dtype: "int8", onProgress: (progress) => seen.push(progress) });
  const total = (await readCheckpoint(SHARDED)).flatMap((file) => file.tensors);
  expect(seen.at(-1)?.bytesDone).toBe(total.reduce((sum, tensor) => sum + tensor.byteLength, 0));
  expect(seen.every(({ bytesTotal }) => bytesTotal === seen.at(-1)?.bytesDone)).toBe(true);
});

test("an aborted conversion leaves nothing behind", async () => {
  const abort = new AbortController();
  const converting = convertCheckpoint(SHARDED, out, {
    dtype: "int8",
    onProgress: () => abort.abort(new Error("no longer wanted")),
    signal: abort.signal,
  });
  await expect(converting).rejects.toThrow("no longer wanted");
  expect(await readdir(folder)).toEqual([]);
});

test("a folder with somebody else's files is left alone, and so is a conversion at work", async () => {
  await mkdir(out);
  await writeFile(join(out, "thesis.txt"), "");
  await expect(convertCheckpoint(SHARDED, out)).rejects.toThrow(
    /holds files that are not a conversion's; name another/,
  );
  expect(await readdir(out)).toEqual(["thesis.txt"]);
  await rm(out, { recursive: true });
  await mkdir(`${out}.partial`);
  await expect(convertCheckpoint(SHARDED, out)).rejects.toThrow(/a conversion is at work, or was killed; remove it/);
});

test("numbers that do not fit are refused by tensor, and nothing is left behind", async () => {
  const source = join(folder, "source");
  await mkdir(source);
  const name = "model.transformer.blocks.0.q_proj.weight";
  for (const [value, dtype, message] of [
    [1e6, "fp16", /q_proj.weight: 1000000 is beyond float16's largest number, 65504; convert to bf16/],
    [Number.NaN, "int8", /q_proj.weight: holds NaN or an infinity; download/],
  ] as const) {
    const tensors = randomTensors(smallConfig());
    tensors.get(name)?.values.set([value], 7);
    await writeCheckpoint(source, smallConfig(), tensors);
    const converting = convertCheckpoint(source, out, { dtype });
    await expect(converting).rejects.toThrow(message);
    await expect(converting).rejects.toThrow(ModelError);
  }
  expect(await readdir(folder)).toEqual(["source"]);
});
