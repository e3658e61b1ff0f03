import { expect, test } from "vitest";
import { verdict } from "./verdict.js";

test.each([
  [[9, 0.5], [64, 1.1], "A needs 7.1 × fewer forwards and is 2.2 × faster."],
  [[64, 0.5], [9, 1], "B needs 7.1 × fewer forwards, but A is 2.0 × faster."],
  [[64, 1], [32, 1.01], "B needs 2.0 × fewer forwards, in the same time."],
  [[64, 1], [64, 2], "A is 2.0 × faster, with as many forwards."],
  [[64, 1], [64, 1], "A and B cost the same."],
] as const)("%j against %j: %s", ([forwards, seconds], [others, took], said) => {
  expect(verdict({ forwards, seconds }, { forwards: others, seconds: took })).toBe(said);
});
