/** A checkpoint's identity without reading all of it. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { WeightsFile } from "./safetensors.js";
import { LENGTH_BYTES } from "./safetensors-header.js";

/** Bytes hashed at the start of every tensor: fine-tuning moves them all, and 16 GB are not read at every start. */
const SAMPLE_BYTES = 4096;

export interface FileDigest {
  readonly name: string;
  readonly bytes: number;
  readonly headerSha256: string;
  /** SHA-256 over the first 4 KiB of every tensor, in the order of their data. */
  readonly sampleSha256: string;
}

/** @returns one digest per weights file; two checkpoints of one shape differ in their samples */
export async function weightsDigest(files: readonly WeightsFile[]): Promise<FileDigest[]> {
  return Promise.all(files.map(fileDigest));
}

async function fileDigest(file: WeightsFile): Promise<FileDigest> {
  const handle = await open(file.path, "r");
  try {
    const headerBytes = Math.min(...file.tensors.map((tensor) => tensor.offset), file.bytes);
    const header = Buffer.alloc(headerBytes - LENGTH_BYTES);
    await handle.read(header, 0, header.length, LENGTH_BYTES);
    const samples = createHash("sha256");
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    for (const tensor of file.tensors) {
      const length = Math.min(SAMPLE_BYTES, tensor.byteLength);
      const { bytesRead } = await handle.read(buffer, 0, length, tensor.offset);
      samples.update(buffer.subarray(0, bytesRead));
    }
    const headerSha256 = createHash("sha256").update(header).digest("hex");
    return { name: file.name, bytes: file.bytes, headerSha256, sampleSha256: samples.digest("hex") };
  } finally {
    await handle.close();
  }
}
