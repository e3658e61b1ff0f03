import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadText } from "./model-text.js";

/** Numbers in base 100, as training/tokenizer.py writes them; the ids in golden-pairs.json are the Python library's. */

const path = (name: string) => fileURLToPath(new URL(`../testdata/${name}`, import.meta.url));
const text = await loadText(path("pairs"));
const golden: { text: string; ids: number[] }[] = JSON.parse(readFileSync(path("golden-pairs.json"), "utf8"));

test.each(golden)("pairs of digits from the right have the Python library's ids: $text", ({ text: plain, ids }) => {
  expect(text.encode(plain)).toEqual(ids);
  expect(text.decode(ids)).toBe(plain);
});

test("a number has one token for every two digits", () => {
  const tokens = (plain: string) => text.encode(plain).map(text.tokenText);
  expect(tokens("75*4=300")).toEqual(["75", "*", "4", "=", "3", "00"]);
  for (let n = 0; n < 2000; n++) expect(tokens(`${n}`)).toHaveLength(Math.ceil(`${n}`.length / 2));
});
