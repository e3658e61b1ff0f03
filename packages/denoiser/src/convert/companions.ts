/** Files that belong to a model besides its weights. */
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ModelError, reasonOf } from "../errors.js";
import { plainFileSize } from "../plain-file.js";

const NAMES = new Set([
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.json",
  "merges.txt",
  "chat_template.jinja",
  "chat_template.json",
  "README.md",
  "NOTICE",
]);

/** Larger is no tokenizer; LLaDA-8B's is 6 MB. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * Copies config, tokenizer, model card and licence; links become real files.
 * @throws {ModelError} for one that cannot be copied
 */
export async function copyCompanions(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    if (!NAMES.has(name) && !/^LICEN[CS]E/i.test(name)) continue;
    const path = join(from, name);
    try {
      const size = await plainFileSize(path);
      if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, at most ${MAX_BYTES} are expected`);
      await copyFile(path, join(to, name));
    } catch (thrown) {
      throw new ModelError(path, `cannot be copied (${reasonOf(thrown)})`, "check the file", { cause: thrown });
    }
  }
}
