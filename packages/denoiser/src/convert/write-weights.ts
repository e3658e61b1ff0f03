/** Streams a plan's tensors into one new safetensors file, a few MiB at a time, whatever the model's size. */
import { type FileHandle, open } from "node:fs/promises";
import { ModelError, reasonOf } from "../errors.js";
import { DTYPE_BYTES } from "../safetensors-header.js";
import { decodeFloats, encodeFloats, type FloatFormat } from "./number-formats.js";
import type { ConversionPlan, PlannedTensor } from "./plan.js";
import { quantizeWeightRows } from "./quantize.js";

/** Bytes read at once; a single row of a matrix may be longer. */
const CHUNK_BYTES = 4 * 2 ** 20;

export interface Progress {
  /** Bytes of the source's tensors read so far, and in all. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/**
 * @param path a file that does not exist yet
 * @throws {ModelError} for a number that the new format cannot hold; whatever `signal` is aborted with
 */
export async function writeWeights(
  plan: ConversionPlan,
  path: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const output = await open(path, "wx");
  const sources = new Map<string, FileHandle>();
  let bytesDone = 0;
  try {
    await writeAll(output, plan.header, 0);
    for (const tensor of plan.tensors) {
      const source = sources.get(tensor.path) ?? (await open(tensor.path, "r"));
      sources.set(tensor.path, source);
      for (const [from, to] of rowRanges(tensor)) {
        signal?.throwIfAborted();
        bytesDone += await convertRows(tensor, from, to, source, output);
        onProgress({ bytesDone, bytesTotal: plan.bytesRead });
      }
    }
    // On disk before its name is: after a power failure the folder is whole or not there.
    await output.sync();
  } finally {
    await output.close();
    for (const source of sources.values()) await source.close();
  }
}

/** Numbers in one row of a matrix; a vector is one row. */
function columnsOf({ source }: PlannedTensor): number {
  return source.shape.at(-1) ?? 1;
}

/** Ranges of whole rows that are read together, in order. */
function* rowRanges(tensor: PlannedTensor): Generator<[from: number, to: number]> {
  const rowBytes = columnsOf(tensor) * DTYPE_BYTES[tensor.source.dtype];
  const rows = tensor.source.byteLength / rowBytes;
  const atOnce = Math.max(1, Math.floor(CHUNK_BYTES / rowBytes));
  for (let from = 0; from < rows; from += atOnce) yield [from, Math.min(rows, from + atOnce)];
}

/** @returns bytes read */
async function convertRows(
  tensor: PlannedTensor,
  from: number,
  to: number,
  input: FileHandle,
  output: FileHandle,
): Promise<number> {
  const { source, dtype } = tensor;
  const columns = columnsOf(tensor);
  const bytes = await readAll(input, tensor, from * columns * DTYPE_BYTES[source.dtype], (to - from) * columns);
  const at = tensor.offset + from * columns * DTYPE_BYTES[dtype];
  if (source.dtype === dtype) await writeAll(output, bytes, at);
  else {
    const { values, scales } = convertNumbers(tensor, bytes, columns);
    await writeAll(output, values, at);
    if (scales) await writeAll(output, scales, (tensor.scaleOffset as number) + from * DTYPE_BYTES.F32);
  }
  return bytes.length;
}

function convertNumbers(
  { source, dtype, path }: PlannedTensor,
  bytes: Uint8Array,
  columns: number,
): { values: Uint8Array; scales?: Uint8Array } {
  const floats = decodeFloats(source.dtype as FloatFormat, bytes);
  try {
    if (dtype !== "I8") return { values: encodeFloats(dtype as FloatFormat, floats) };
    const { integers, scales } = quantizeWeightRows(floats, columns);
    return { values: new Uint8Array(integers.buffer), scales: new Uint8Array(scales.buffer) };
  } catch (thrown) {
    const remedy = dtype === "F16" ? "convert to bf16, which reaches as far as fp32" : "download the file again";
    throw new ModelError(path, `tensor ${source.name}: ${reasonOf(thrown)}`, remedy, { cause: thrown });
  }
}

/** @throws {ModelError} when the file has become shorter than its header says */
async function readAll(file: FileHandle, tensor: PlannedTensor, offset: number, count: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(count * DTYPE_BYTES[tensor.source.dtype]);
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, tensor.source.offset + offset + done);
    if (bytesRead === 0) {
      const problem = `ended while tensor ${tensor.source.name} was read`;
      throw new ModelError(tensor.path, problem, "it is being changed: convert again when that is over");
    }
    done += bytesRead;
  }
  return bytes;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
}
