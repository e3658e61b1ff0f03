import { expect, test } from "vitest";
import { textWidth, withoutControls } from "./columns.js";

test.each([
  ["plain", 5],
  ["café", 4],
  ["cafe\u0301", 4],
  ["日本語", 6],
  ["한글", 4],
  ["ＡＢ", 4],
  ["😀", 2],
  ["👩‍👩‍👧", 2],
  ["░▒…·", 4],
  ["", 0],
])("%s takes %i columns", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test("what a terminal would obey is taken out, newlines and tabs stay", () => {
  expect(withoutControls("a\x1b[2Jb\r\x07c\n\td\x9b1me\x7f")).toBe("a[2Jbc\n\td1me");
});
