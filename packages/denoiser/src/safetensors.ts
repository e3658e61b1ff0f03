/** A checkpoint's tensors: one safetensors file, or the shards that an index lists. Reads headers only, never data. */
import { type FileHandle, open, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ModelError, reasonOf } from "./errors.js";
import { plainFileSize, readText } from "./plain-file.js";
import { headerLength, LENGTH_BYTES, parseHeader, type TensorInfo } from "./safetensors-header.js";

/** One weights file. */
export interface WeightsFile {
  /** File name inside the model folder. */
  readonly name: string;
  /** Where it really lies, links followed: a hub cache holds links to blobs. Its tensors' `file` is this path's name. */
  readonly path: string;
  readonly bytes: number;
  readonly tensors: readonly TensorInfo[];
}

/** The weights file of a folder without an index. */
export const SINGLE = "model.safetensors";
const INDEX = "model.safetensors.index.json";

/**
 * Reads every header of a checkpoint.
 * @param folder holds model.safetensors, or model.safetensors.index.json and the shards it names
 * @returns the weights files, by name
 * @throws {ModelError} when a file is missing, damaged, outside the folder, or at odds with the index
 */
export async function readCheckpoint(folder: string): Promise<WeightsFile[]> {
  const index = await readIndex(folder);
  if (!index) return [await readWeightsFile(folder, SINGLE)];
  const files: WeightsFile[] = [];
  const home = new Map<string, string>();
  for (const name of [...new Set(index.values())].sort()) files.push(await readWeightsFile(folder, name));
  for (const { name, tensors } of files) for (const tensor of tensors) claim(home, tensor, name, index, folder);
  for (const [tensor, name] of index)
    if (!home.has(tensor))
      throw new ModelError(
        join(folder, INDEX),
        `says ${tensor} is in ${name}, which does not have it`,
        "download the folder again",
      );
  return files;
}

function claim(
  home: Map<string, string>,
  tensor: TensorInfo,
  name: string,
  index: ReadonlyMap<string, string>,
  folder: string,
): void {
  const listed = index.get(tensor.name);
  if (listed !== name)
    throw new ModelError(
      join(folder, name),
      `has tensor ${tensor.name}, which ${INDEX} ${listed === undefined ? "does not list" : `places in ${listed}`}`,
      "download the folder again",
    );
  home.set(tensor.name, name);
}

/** @returns tensor name → file name, or nothing when the folder has no index */
async function readIndex(folder: string): Promise<Map<string, string> | undefined> {
  const path = join(folder, INDEX);
  let text: string;
  try {
    text = await readText(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ModelError(path, `cannot be read (${reasonOf(thrown)})`, "check the path and its permissions", {
      cause: thrown,
    });
  }
  let map: unknown;
  try {
    map = (JSON.parse(text) as { weight_map?: unknown } | null)?.weight_map;
  } catch (thrown) {
    throw new ModelError(path, `is not JSON (${reasonOf(thrown).slice(0, 120)})`, "download it again", {
      cause: thrown,
    });
  }
  const entries = typeof map === "object" && map !== null ? Object.entries(map as Record<string, unknown>) : [];
  if (entries.length === 0) throw new ModelError(path, "has no weight_map of tensor names", "download it again");
  for (const [tensor, name] of entries)
    if (typeof name !== "string" || name !== basename(name) || !name.endsWith(".safetensors"))
      throw new ModelError(
        path,
        `places ${tensor} in ${JSON.stringify(name)}`,
        "a shard must be a .safetensors file in this same folder",
      );
  return new Map(entries as [string, string][]);
}

/**
 * The one folder that all weights really lie in; ONNX Runtime opens external data in one folder and follows no link out.
 * @throws {ModelError} when links scatter them over several
 */
export function weightsFolder(files: readonly WeightsFile[], modelFolder: string): string {
  const folders = [...new Set(files.map((file) => dirname(file.path)))];
  if (folders.length !== 1)
    throw new ModelError(
      modelFolder,
      `its weights are links into several folders (${folders.slice(0, 3).join(", ")})`,
      "copy the files themselves into one folder",
    );
  return folders[0] as string;
}

/**
 * Reads one file's header.
 * @throws {ModelError} when it is missing or damaged
 */
export async function readWeightsFile(folder: string, name: string): Promise<WeightsFile> {
  const path = join(folder, name);
  let handle: FileHandle;
  try {
    await plainFileSize(path);
    handle = await open(path, "r");
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const problem = code === "ENOENT" ? "there is no such file" : `cannot be read (${reasonOf(thrown)})`;
    throw new ModelError(path, problem, `a model folder holds config.json and ${SINGLE}, or shards with ${INDEX}`, {
      cause: thrown,
    });
  }
  try {
    const target = await realpath(path);
    const stat = await handle.stat();
    const prefix = await readAt(handle, 0, Math.min(LENGTH_BYTES, stat.size));
    const json = await readAt(handle, LENGTH_BYTES, headerLength(prefix, stat.size, path));
    const tensors = parseHeader(json, stat.size, path).map((tensor) => ({
      ...tensor,
      file: basename(target),
    }));
    return { name, path: target, bytes: stat.size, tensors };
  } finally {
    await handle.close();
  }
}

/** @returns exactly `length` bytes, or fewer when the file ends before */
async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  return bytes.subarray(0, bytesRead);
}
