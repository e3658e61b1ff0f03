/** What a converted folder was made from, so that a second run knows its own result. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { weightsDigest } from "../digest.js";
import { readCheckpoint, type WeightsFile } from "../safetensors.js";
import type { ConvertDtype } from "./plan.js";

/** Rises when the same source would give other numbers. */
const FORMAT = "unmask-conversion/1";
export const RECORD = "conversion.json";

/** What decides a conversion's result. */
export interface ConversionRecord {
  readonly format: typeof FORMAT;
  readonly dtype: ConvertDtype | "as is";
  /** SHA-256 (hex) over the source's config.json, tokenizer.json and, per weights file, header and samples. */
  readonly sourceSha256: string;
}

export async function conversionRecord(
  source: string,
  files: readonly WeightsFile[],
  dtype: ConvertDtype | undefined,
): Promise<ConversionRecord> {
  const hash = createHash("sha256").update(JSON.stringify(await weightsDigest(files)));
  for (const name of ["config.json", "tokenizer.json", "tokenizer_config.json"])
    hash.update(name).update(await readFile(join(source, name)).catch(() => ""));
  return { format: FORMAT, dtype: dtype ?? "as is", sourceSha256: hash.digest("hex") };
}

/** Writes the record and the digest of the finished weights into a folder. */
export async function writeRecord(folder: string, record: ConversionRecord): Promise<void> {
  const content = { ...record, weights: await weightsDigest(await readCheckpoint(folder)) };
  await writeFile(join(folder, RECORD), `${JSON.stringify(content, null, 2)}\n`);
}

/** @returns whether the folder holds this conversion's result, whole */
export async function hasRecord(folder: string, record: ConversionRecord): Promise<boolean> {
  try {
    const { weights, ...found } = JSON.parse(await readFile(join(folder, RECORD), "utf8")) as Record<string, unknown>;
    if (JSON.stringify(found) !== JSON.stringify(record)) return false;
    return JSON.stringify(await weightsDigest(await readCheckpoint(folder))) === JSON.stringify(weights);
  } catch {
    // Missing, damaged or somebody else's: convert again.
    return false;
  }
}
