import { expect, test } from "vitest";
import { byteBar, size } from "./byte-bar.js";

test("a bar shows share, size, pace and the time left at that pace", () => {
  expect(byteBar(4e9, 16e9, 10_000)).toBe("██████░░░░░░░░░░░░░░░░░░  25 % · 4.0 GB of 16.0 GB · 400 MB/s · 30 s left");
  expect(byteBar(16e9, 16e9, 10_000)).toBe("████████████████████████ 100 % · 16.0 GB of 16.0 GB");
});

test("what was there before tells nothing about the pace", () => {
  expect(byteBar(9e9, 10e9, 10_000, 1e9)).toContain("100 MB/s · 10 s left");
  expect(byteBar(9e9, 10e9, 10_000, 0)).not.toContain("left");
});

test("sizes have three digits at most and decimal units", () => {
  expect([0, 999, 1000, 123_456, 16_030_000_000].map(size)).toEqual(["0 B", "999 B", "1.0 kB", "123 kB", "16.0 GB"]);
});
