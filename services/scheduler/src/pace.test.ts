import { expect, test } from "vitest";
import { Pace } from "./pace.js";

test("steps left are the time left over what steps have taken, the newest counting most", () => {
  const pace = new Pace(1000, 500);
  // The time before the first step says nothing of how long one takes.
  expect(pace.stepsLeft(1100)).toBeUndefined();
  expect(pace.stepsLeft(1150)).toBe(350 / 50);
  expect(pace.stepsLeft(1250)).toBe(250 / (0.6 * 50 + 0.4 * 100));
  expect(pace.stepsLeft(1500)).toBe(0);
});

test("one that is late before its first step has no step to spare, and one without haste is never asked to", () => {
  expect(new Pace(1000, 500).stepsLeft(2000)).toBe(0);
  expect(new Pace(1000, 0).stepsLeft(2000)).toBeUndefined();
});
