/** Reading files that somebody else made: only plain ones, only up to a size. */
import { readFile, stat } from "node:fs/promises";

/** config.json and indexes are kilobytes; a tokenizer-sized one is a mistake, a larger one an attack. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;

/**
 * @param path links are followed
 * @returns its size in bytes
 * @throws {Error} when it is missing, or no plain file: opening a pipe would wait for its other end for ever
 */
export async function plainFileSize(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isFile()) throw new Error("it is not a plain file");
  return found.size;
}

/** @throws {Error} for what `plainFileSize` refuses, and for more than 64 MiB */
export async function readText(path: string): Promise<string> {
  const size = await plainFileSize(path);
  if (size > MAX_TEXT_BYTES) throw new Error(`it has ${size} bytes, at most ${MAX_TEXT_BYTES} are expected`);
  return readFile(path, "utf8");
}
