import { integerSetting } from "@unmask/runtime";
import { expect, test } from "vitest";
import { number, sameAs } from "./values.js";

test.each([
  ["64", 64],
  ["0.5", 0.5],
  [".5", 0.5],
  ["-1", -1],
  ["1e-3", 0.001],
])("%s is a number", (text, value) => {
  expect(number(text)).toBe(value);
});

test.each(["", " ", "ten", "0x10", "1,5", "12px", "Infinity", "NaN", "1e999", "1 2"])('"%s" is no number', (text) => {
  expect(() => number(text)).toThrow("Give a number");
});

test("a flag follows its variable's rule", () => {
  const workers = sameAs(integerSetting(1, 64));
  expect(workers("8")).toBe(8);
  expect(() => workers("0")).toThrow("It must be a whole number from 1 to 64.");
});
