import { expect, test } from "vitest";
import { parseGaps } from "./gaps.js";

test("gaps stand in brackets, of so many tokens or up to so many", () => {
  expect(parseGaps("She runs 75*4=[3] meters[..5].")).toEqual([
    { text: "She runs 75*4=" },
    { gap: { tokens: 3 } },
    { text: " meters" },
    { gap: { tokens: 5, variable: true } },
    { text: "." },
  ]);
  expect(parseGaps("[2][..1]")).toEqual([{ gap: { tokens: 2 } }, { gap: { tokens: 1, variable: true } }]);
});

test("everything else is text: other brackets, and those behind a backslash", () => {
  for (const text of ["plain", "a[i]", "[]", "[ 3 ]", "[-3]", "\\", "日[x]\n"])
    expect(parseGaps(text)).toEqual([{ text }]);
  expect(parseGaps("a\\[3\\] [1]")).toEqual([{ text: "a[3] " }, { gap: { tokens: 1 } }]);
  expect(parseGaps("")).toEqual([]);
});
