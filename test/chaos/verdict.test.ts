import fc from "fast-check";
import { expect, test } from "vitest";
import { makePlan } from "./plan.js";
import { type Entry, judge } from "./verdict.js";

/** The judge must be able to condemn: each fault of a cluster that the chaos run looks for, planted in a log. */

const quiet = [[1, 2, 3]];
const asked: Entry = { atMs: 0, requestId: "r", kind: "asked", template: 0, attempt: 0 };
const accepted: Entry = { atMs: 1, requestId: "r", kind: "accepted" };
const result: Entry = { atMs: 2, requestId: "r", kind: "result", tokenIds: [1, 2, 3] };
const failed = (code: string): Entry => ({ atMs: 1, requestId: "r", kind: "failed", code, message: "…" });

test("a request that was dropped, refused for now, and answered in the end is good", () => {
  const dropped: Entry = { atMs: 1, requestId: "r", kind: "dropped" };
  expect(judge([asked, accepted, dropped, asked, failed("UNAVAILABLE"), asked, result, result], quiet)).toEqual([]);
});

test.each([
  [[asked, accepted], "r: accepted and lost"],
  [[asked], "r: never answered"],
  [[asked, { ...result, tokenIds: [1, 2] }], "r: template 0 gave [1,2], quietly [1,2,3]"],
  [[asked, result, { ...result, tokenIds: [9] }], "r: template 0 gave [9], quietly [1,2,3]"],
  [[asked, accepted, failed("INTERNAL"), asked, result], "r: ended as INTERNAL (…)"],
  [[result], "r: answered and never asked"],
])("%j is found out", (log, problem) => {
  expect(judge(log as Entry[], quiet)).toEqual([problem]);
});

const targets = { gateways: ["g"], schedulers: ["s"], workers: ["w"], links: ["l"] };

test("a plan is its seed's: in order, within its time, and the same when made again", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1000, max: 600_000 }), (seed, durationMs) => {
      const plan = makePlan(seed, durationMs, 2000, targets);
      expect(makePlan(seed, durationMs, 2000, targets)).toEqual(plan);
      expect(plan.every(({ atMs }, i) => atMs < durationMs && atMs >= (plan[i - 1]?.atMs ?? 0))).toBe(true);
    }),
  );
});

test("a long plan has every kind of fault", () => {
  expect(new Set(makePlan(1, 3_600_000, 2000, targets).map(({ kind }) => kind)).size).toBe(8);
});
