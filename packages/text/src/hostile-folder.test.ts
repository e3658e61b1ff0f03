import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ModelError } from "./model-error.js";
import { loadText } from "./model-text.js";

/** Folders that somebody else made: changed anywhere in their files, they load or are refused, and nothing else. */

const tiny = fileURLToPath(new URL("../testdata/tiny", import.meta.url));
const files = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "unmask-hostile-"));
  cpSync(tiny, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Loads the folder with one file's text replaced, and uses what was loaded. */
async function outcome(file: string, text: string): Promise<"loaded" | "refused"> {
  const path = join(folder, file);
  const whole = readFileSync(path);
  writeFileSync(path, text);
  try {
    const model = await loadText(folder);
    const ids = model.encode("Tom has 3 marbles.");
    model.decode(ids);
    if (model.hasChatTemplate) model.encodeChat([{ role: "user", content: "<|eot_id|> 1 + 1?" }]);
    return "loaded";
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.message).toContain(folder);
    return "refused";
  } finally {
    writeFileSync(path, whole);
  }
}

/** Every place in a JSON value, as the keys that lead there. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, child]) => places(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (rest.length === 0 && by === undefined) delete copy[key];
  else copy[key] = replaced(copy[key], rest, by);
  return copy;
}

test.each(files)("%s with any value replaced or removed", async (file) => {
  const json = JSON.parse(readFileSync(join(tiny, file), "utf8"));
  const all = places(json);
  // Whatever stands deep in a list of hundreds is like its neighbours; what is near the root decides.
  const shallow = all.filter((path) => path.length <= 3);
  const place = fc.oneof(fc.constantFrom(...shallow), fc.constantFrom(...all));
  const by = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(undefined, null, -1, 1e300, "", [], {}));
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(place, by, async (path, value) => {
      seen.add(await outcome(file, JSON.stringify(replaced(json, path, value) ?? null)));
    }),
    {
      numRuns: 150,
      examples: [
        [[], json],
        [[], null],
      ],
    },
  );
  expect(seen).toEqual(new Set(["loaded", "refused"]));
});

test.each(files)("%s with bytes overwritten or cut off", async (file) => {
  const bytes = readFileSync(join(tiny, file));
  const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.option(fc.nat(bytes.length)), async (changes, cut) => {
      const copy = Buffer.from(bytes);
      for (const { at, byte } of changes) copy[at] = byte;
      await outcome(file, copy.subarray(0, cut ?? bytes.length).toString("latin1"));
    }),
    { numRuns: 60 },
  );
});
