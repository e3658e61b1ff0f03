import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";

/** @returns undefined where there is no such file */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Readers see the old record or the new one, whole. */
export async function writeJson(path: string, record: unknown): Promise<void> {
  const next = `${path}.${randomBytes(6).toString("hex")}.next`;
  await writeFile(next, JSON.stringify(record));
  await rename(next, path);
}
