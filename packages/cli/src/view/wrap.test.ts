import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth } from "./columns.js";
import { wrap } from "./wrap.js";

const texts = (lines: ReturnType<typeof wrap<string>>) => lines.map((line) => line.map((run) => run.text).join(""));

test("lines break at newlines and where the next character does not fit", () => {
  expect(texts(wrap([{ text: "abcd\nefghij", style: "" }], 4))).toEqual(["abcd", "efgh", "ij"]);
});

test("a wide character goes to the next line whole", () => {
  expect(texts(wrap([{ text: "a日本", style: "" }], 4))).toEqual(["a日", "本"]);
});

test("a tab goes to the next multiple of eight", () => {
  expect(texts(wrap([{ text: "ab\tc", style: "" }], 20))).toEqual(["ab      c"]);
});

test("neighbours of one style are one run", () => {
  const runs = ["x", "x", "y", "x"].map((style) => ({ text: "a", style }));
  expect(wrap(runs, 80)).toEqual([
    [
      { text: "aa", style: "x" },
      { text: "a", style: "y" },
      { text: "a", style: "x" },
    ],
  ]);
});

test("no line is wider than the terminal, and no text is lost", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "日", "😀", "é", "\n") });
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 2, max: 12 }), (parts, columns) => {
      const lines = texts(
        wrap(
          parts.map((part) => ({ text: part, style: part })),
          columns,
        ),
      );
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
      expect(lines.join("")).toBe(parts.join("").replaceAll("\n", ""));
    }),
  );
});
