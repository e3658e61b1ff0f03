import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { type ApiKey, newKey, parseKeys } from "./keys.js";

/**
 * Makes a key and puts what may be kept of it into a keys file, which is made where it is missing.
 * @param about the key's fields but for its hash, as in the file
 * @returns the key itself, which is nowhere else
 * @throws {ServingError} FAILED_PRECONDITION when the file, with the new key, is not as it must be
 */
export async function addKey(path: string, about: Partial<Omit<ApiKey, "sha256">>): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return '{"keys": []}';
  });
  parseKeys(text, path);
  const { secret, sha256 } = newKey();
  const file = JSON.parse(text) as { keys: object[] };
  const next = `${JSON.stringify({ keys: [...file.keys, { ...about, sha256 }] }, null, 2)}\n`;
  parseKeys(next, path);
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(temporary, next, { mode: 0o600 });
  await rename(temporary, path);
  return secret;
}
