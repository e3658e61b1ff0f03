import { expect, test } from "vitest";
import { Progress } from "./progress.js";

test("work that waits without a step is stuck after the limit; a step, or nothing to do, makes it well", () => {
  let now = 0;
  const progress = new Progress(1000, () => now);
  now = 5000;
  expect(progress.problem()).toBeUndefined();
  progress.waiting(true);
  now = 6000;
  expect(progress.problem()).toBeUndefined();
  now = 6001;
  progress.waiting(true);
  expect(progress.problem()).toBe("work waits and no step was done for 1 seconds");
  progress.moved();
  expect(progress.problem()).toBeUndefined();
  now = 9000;
  expect(progress.problem()).toBeDefined();
  progress.waiting(false);
  expect(progress.problem()).toBeUndefined();
});
