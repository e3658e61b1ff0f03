import { execFileSync } from "node:child_process";
import { copyFile, cp, mkdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCheckpoint, weightsFolder } from "./safetensors.js";
import { Denoiser } from "./session.js";
import { temporaryFolder } from "./testing/checkpoint.js";
import { referenceFolder } from "./testing/reference.js";

const SHARDED = referenceFolder("tiny-llada-bf16-sharded");
const INDEX = "model.safetensors.index.json";
const SECOND = "model-00002-of-00002.safetensors";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  model = join(folder.path, "model");
  await cp(SHARDED, model, { recursive: true });
});
afterEach(() => folder.remove());

async function editIndex(edit: (map: Record<string, unknown>) => void): Promise<void> {
  const index = JSON.parse(await readFile(join(model, INDEX), "utf8")) as { weight_map: Record<string, unknown> };
  edit(index.weight_map);
  await writeFile(join(model, INDEX), JSON.stringify(index));
}

test("a sharded checkpoint has the tensors of all its shards, total_size bytes of them", async () => {
  const files = await readCheckpoint(model);
  expect(files.map((file) => file.name)).toEqual(["model-00001-of-00002.safetensors", SECOND]);
  const bytes = files.flatMap((file) => file.tensors).reduce((sum, tensor) => sum + tensor.byteLength, 0);
  expect(bytes).toBe(365440);
});

test("a missing shard, an empty folder and a missing folder are named", async () => {
  await editIndex((map) => {
    map["model.transformer.wte.weight"] = "model-00003-of-00003.safetensors";
  });
  await expect(readCheckpoint(model)).rejects.toThrow(/model-00003-of-00003.safetensors: there is no such file; /);
  await expect(readCheckpoint(folder.path)).rejects.toThrow(/model.safetensors: there is no such file; /);
  await expect(readCheckpoint(join(folder.path, "nowhere"))).rejects.toThrow(/there is no such file/);
});

test("a truncated shard is refused with its sizes", async () => {
  await truncate(join(model, SECOND), 100_000);
  await expect(readCheckpoint(model)).rejects.toThrow(
    /00002.safetensors: the header describes 182216 bytes, the file has 100000;/,
  );
});

test("an index that disagrees with the shards is refused, whichever knows more", async () => {
  await editIndex((map) => {
    map["model.transformer.blocks.9.ff_out.weight"] = SECOND;
  });
  await expect(readCheckpoint(model)).rejects.toThrow(/says model.transformer.blocks.9.ff_out.weight is in/);
  await editIndex((map) => {
    delete map["model.transformer.blocks.9.ff_out.weight"];
    delete map["model.transformer.ln_f.weight"];
  });
  await expect(readCheckpoint(model)).rejects.toThrow(
    /has tensor model.transformer.ln_f.weight, which .* does not list/,
  );
});

test.skipIf(process.platform === "win32")(
  "a pipe in a file's place is refused, and nobody waits for its other end",
  async () => {
    for (const name of [SECOND, INDEX]) {
      await rm(join(model, name));
      execFileSync("mkfifo", [join(model, name)]);
      await expect(readCheckpoint(model)).rejects.toThrow(/cannot be read \(it is not a plain file\)/);
    }
  },
);

test("an index cannot point outside the folder", async () => {
  for (const name of ["../model-00001-of-00002.safetensors", "/etc/passwd", 7]) {
    await editIndex((map) => {
      map["model.transformer.wte.weight"] = name;
    });
    await expect(readCheckpoint(model)).rejects.toThrow(/a shard must be a .safetensors file in this same folder/);
  }
});

test("an index that is no JSON, or has no map, is refused", async () => {
  await writeFile(join(model, INDEX), "{");
  await expect(readCheckpoint(model)).rejects.toThrow(/index.json: is not JSON/);
  for (const text of ["null", "{}", '{"weight_map":{}}']) {
    await writeFile(join(model, INDEX), text);
    await expect(readCheckpoint(model)).rejects.toThrow(/has no weight_map/);
  }
});

test("a hub cache, a folder of links to blobs elsewhere, loads without copies", async () => {
  const blobs = join(folder.path, "blobs");
  const snapshot = join(folder.path, "snapshot");
  await mkdir(blobs);
  await mkdir(snapshot);
  for (const [i, name] of ["config.json", INDEX, "model-00001-of-00002.safetensors", SECOND].entries()) {
    await copyFile(join(SHARDED, name), join(blobs, `blob${i}`));
    await symlink(join("..", "blobs", `blob${i}`), join(snapshot, name));
  }
  const linked = await Denoiser.load(snapshot, { threads: 1 });
  const plain = await Denoiser.load(model, { threads: 1 });
  expect(linked.info).toEqual(plain.info);
  await linked.close();
  await plain.close();
});

test("weights linked from several folders are refused with the folders", async () => {
  await mkdir(join(folder.path, "a"));
  await copyFile(join(SHARDED, SECOND), join(folder.path, "a", SECOND));
  const mixed = join(folder.path, "mixed");
  await cp(model, mixed, { recursive: true, filter: (path) => !path.endsWith(SECOND) });
  await symlink(join(folder.path, "a", SECOND), join(mixed, SECOND));
  const files = await readCheckpoint(mixed);
  expect(() => weightsFolder(files, mixed)).toThrow(/links into several folders .*; copy the files themselves/);
});
