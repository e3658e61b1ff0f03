import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "./answer-state.js";
import { paramsForGaps, partsWith } from "./gaps.js";

const cell = (text: string): Cell => ({ token: { text, confidence: 1, step: 0 }, remasked: false });
const words = ["He", " has", " 7", " pens"].map(cell);

test("opened tokens are gaps, neighbours one gap together, and what stands between them is text", () => {
  expect(partsWith(words, new Set([1, 2]), "He has 7 pens")).toEqual([
    { text: "He" },
    { gap: { tokens: 2 } },
    { text: " pens" },
  ]);
  expect(partsWith(words, new Set([0, 3]), "He has 7 pens")).toEqual([
    { gap: { tokens: 1 } },
    { text: " has 7" },
    { gap: { tokens: 1 } },
  ]);
});

test("what stands behind the answer's end is not part of it", () => {
  expect(partsWith([...words, cell(""), cell("x")], new Set([5]), "He has 7 pens")).toEqual([
    { text: "He has 7 pens" },
  ]);
});

test("parts never follow one of their own kind, and have every token", () => {
  const texts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(texts, fc.array(fc.nat(11)), (all, opened) => {
      const parts = partsWith(all.map(cell), new Set(opened), all.join(""));
      const kinds = parts.map((part) => Object.keys(part)[0]);
      for (const [i, kind] of kinds.entries()) expect(kind).not.toBe(kinds[i - 1]);
      const open = all.filter((_, i) => opened.includes(i)).length;
      expect(parts.reduce((sum, part) => sum + ("gap" in part ? part.gap.tokens : 0), 0)).toBe(open);
      const kept = all.filter((_, i) => !opened.includes(i)).join("");
      expect(parts.map((part) => ("text" in part ? part.text : "")).join("")).toBe(kept);
    }),
  );
});

test("parts of a character are said, and opened, together", () => {
  const cells = ["Ja", "\uFFFD", "\uFFFD", "!"].map(cell);
  expect(partsWith(cells, new Set([0]), "Ja🙂!")).toEqual([{ gap: { tokens: 1 } }, { text: "🙂!" }]);
  expect(partsWith(cells, new Set([2]), "Ja🙂!")).toEqual([{ text: "Ja" }, { gap: { tokens: 2 } }, { text: "!" }]);
  expect(partsWith(cells.slice(0, 3), new Set([0]), "Ja🙂")).toEqual([{ gap: { tokens: 1 } }, { text: "🙂" }]);
});

test("a text with gaps brings its own canvas", () => {
  expect(paramsForGaps({ gen_length: 64, block_length: 32, steps: 64, temperature: 0.5 })).toEqual({
    temperature: 0.5,
  });
});
