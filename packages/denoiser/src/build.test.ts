import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildDenoiseGraph, exportDenoiseGraph, type Manifest } from "./build.js";
import { convertCheckpoint } from "./convert/convert.js";
import { ModelError } from "./errors.js";
import { Denoiser } from "./session.js";
import {
  encodeFile,
  type RawTensor,
  randomTensors,
  smallConfig,
  temporaryFolder,
  writeCheckpoint,
} from "./testing/checkpoint.js";
import { referenceFolder } from "./testing/reference.js";
import { greedyRow } from "./testing/row.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test("an exported graph names its weights instead of holding them, and a second export writes nothing", async () => {
  await cp(referenceFolder("tiny-llada"), folder.path, { recursive: true });
  const first = await exportDenoiseGraph(folder.path);
  expect(first.written).toBe(true);
  const path = join(folder.path, "denoise.onnx");
  const before = await stat(path);
  // 128 KiB of rotary tables (1024 × 8 × 2 floats = 64 KiB) and structure, against 734 kB of weights.
  expect(before.size).toBeLessThan(128 * 1024);
  const manifest = JSON.parse(await readFile(join(folder.path, "denoise.json"), "utf8")) as Manifest;
  expect(manifest).toEqual(first.manifest);
  expect((await exportDenoiseGraph(folder.path)).written).toBe(false);
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
  expect((await readdir(folder.path)).sort()).toEqual([
    "config.json",
    "denoise.json",
    "denoise.onnx",
    "model.safetensors",
  ]);
  await rm(path);
  expect((await exportDenoiseGraph(folder.path)).written).toBe(true);
});

test("loading a model writes nothing", async () => {
  await cp(referenceFolder("tiny-llada"), folder.path, { recursive: true });
  await (await Denoiser.load(folder.path, { threads: 1 })).close();
  expect((await readdir(folder.path)).sort()).toEqual(["config.json", "model.safetensors"]);
});

test("an export that cannot be written says so and leaves nothing behind", async () => {
  const config = smallConfig();
  await writeCheckpoint(folder.path, config);
  // A folder in the file's place fails for every user, the superuser too.
  await mkdir(join(folder.path, "denoise.onnx"));
  await expect(exportDenoiseGraph(folder.path)).rejects.toThrow(/denoise.onnx: cannot be written .*; make the model/);
  expect((await readdir(folder.path)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("an export beside links is refused, because ONNX forbids it", async () => {
  const snapshot = join(folder.path, "snapshot");
  await mkdir(snapshot);
  for (const name of ["config.json", "model.safetensors"])
    await symlink(join(referenceFolder("tiny-llada"), name), join(snapshot, name));
  await expect(exportDenoiseGraph(snapshot)).rejects.toThrow(
    /its weights are links to .*; convert into another folder/,
  );
});

test("two fine-tunings of one shape have two digests; a copy has the same", async () => {
  const config = smallConfig();
  const digests: string[] = [];
  for (const seed of [1, 2, 1]) {
    await writeCheckpoint(folder.path, config, randomTensors(config, seed));
    digests.push((await buildDenoiseGraph(folder.path)).manifest.modelDigest);
  }
  expect(digests[1]).not.toBe(digests[0]);
  expect(digests[2]).toBe(digests[0]);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
});

test("weights that contradict the config are named with expected and found shape; missing and extra ones too", async () => {
  const config = smallConfig();
  const load = async (edit: (tensors: Map<string, RawTensor>) => void) => {
    const tensors = randomTensors(config);
    edit(tensors);
    await writeCheckpoint(folder.path, config, tensors);
    return Denoiser.load(folder.path, { threads: 1 });
  };
  const q = "model.transformer.blocks.0.q_proj.weight";
  const short: RawTensor = { shape: [16, 8], values: new Float32Array(128) };
  await expect(load((tensors) => tensors.set(q, short))).rejects.toThrow(`${q} is [16,8], config.json implies [16,16]`);
  await expect(load((tensors) => tensors.delete(q))).rejects.toThrow(`${q} [16,16] is missing`);
  await expect(load((tensors) => tensors.set("extra", short))).rejects.toThrow(
    "extra is not a parameter of this model",
  );
  await writeCheckpoint(folder.path, smallConfig({ n_layers: 4 }), randomTensors(config));
  const many = Denoiser.load(folder.path, { threads: 1 });
  await expect(many).rejects.toThrow(ModelError);
  await expect(many).rejects.toThrow(/is missing \(and 23 more\); use the config.json that came with these weights/);
});

test("weights that are NaN fail the step with an error that says so", async () => {
  const config = smallConfig();
  const tensors = randomTensors(config);
  tensors.get("model.transformer.ln_f.weight")?.values.fill(Number.NaN);
  await writeCheckpoint(folder.path, config, tensors);
  const denoiser = await Denoiser.load(folder.path, { threads: 1 });
  const row = greedyRow(Int32Array.of(1, 49), 49);
  await expect(denoiser.run([row])).rejects.toThrow(/candidate 0 is NaN: its weights are damaged/);
  await denoiser.close();
});

test("int8 weights without their scales, scales of another shape, and int8 norms are refused", async () => {
  const source = join(folder.path, "source");
  await mkdir(source);
  await writeCheckpoint(source, smallConfig());
  const q = "model.transformer.blocks.0.q_proj.weight";
  const norm = "model.transformer.ln_f.weight";
  for (const [edit, message] of [
    [(header: Header) => rename(header, `${q}_scale`, "other"), `${q}_scale [16] is missing, and ${q} is I8`],
    [(header: Header) => rename(header, `${q}_scale`, "other"), "other is not a parameter of this model"],
    [(header: Header) => shape(header, `${q}_scale`, [4, 4]), `${q}_scale is F32 [4,4], must be F32 [16]`],
    [(header: Header) => dtype(header, norm, "I32"), `${norm} is I32, must be F32, BF16, F16`],
  ] as const) {
    const out = join(folder.path, "out");
    await rm(out, { recursive: true, force: true });
    await convertCheckpoint(source, out, { dtype: "int8" });
    const path = join(out, "model.safetensors");
    const file = await readFile(path);
    const length = Number(file.readBigUInt64LE());
    const header = JSON.parse(file.subarray(8, 8 + length).toString()) as Header;
    edit(header);
    await writeFile(path, encodeFile(JSON.stringify(header), file.subarray(8 + length)));
    await expect(Denoiser.load(out, { threads: 1 })).rejects.toThrow(message);
  }
});

type Header = Record<string, { dtype: string; shape: number[] }>;

function rename(header: Header, from: string, to: string): void {
  header[to] = header[from] as Header[string];
  delete header[from];
}

function shape(header: Header, name: string, dims: number[]): void {
  (header[name] as Header[string]).shape = dims;
}

function dtype(header: Header, name: string, type: string): void {
  (header[name] as Header[string]).dtype = type;
}

test("integer weights are refused by name and dtype", async () => {
  const config = smallConfig();
  await writeCheckpoint(folder.path, config);
  const path = join(folder.path, "model.safetensors");
  const file = await readFile(path);
  const length = Number(file.readBigUInt64LE());
  const header = file
    .subarray(8, 8 + length)
    .toString()
    .replaceAll('"F32"', '"I32"');
  await writeFile(path, Buffer.concat([file.subarray(0, 8), Buffer.from(header), file.subarray(8 + length)]));
  await expect(Denoiser.load(folder.path, { threads: 1 })).rejects.toThrow(/wte.weight is I32, must be F32, BF16, F16/);
});
