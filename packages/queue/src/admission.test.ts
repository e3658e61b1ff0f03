import { expect, test } from "vitest";
import { Admission } from "./admission.js";

/** A queue of which only its length is known, under a clock of its own. */
function queueOf(maxWaiting: number) {
  const state = { nowMs: 0, waiting: 0, counts: 0 };
  const admission = new Admission({
    maxWaiting,
    countWaiting: async () => {
      state.counts++;
      return state.waiting;
    },
    stateOf: async () => "unknown",
    openJobs: { add: async () => 1, all: async () => new Map(), remove: async () => {} },
    now: () => state.nowMs,
  });
  const retryAfterMs = () => admission.admit("x", undefined).then(undefined, (error) => error.retryAfterMs);
  return { state, admission, retryAfterMs };
}

test("what this process adds between two counts counts at once, and counting is not asked for with each job", async () => {
  const { state, retryAfterMs } = queueOf(100);
  state.waiting = 50;
  const answers = [];
  for (let i = 0; i < 60; i++) answers.push(await retryAfterMs());
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(50);
  expect(state.counts).toBe(1);
});

test("the time to come again is that in which a twentieth becomes free, at the speed at which jobs end", async () => {
  const { state, admission, retryAfterMs } = queueOf(1000);
  state.waiting = 1000;
  expect(await retryAfterMs()).toBe(60_000);
  for (let second = 1; second <= 40; second++) {
    state.nowMs = second * 1000;
    for (let i = 0; i < 10; i++) admission.ended();
    await retryAfterMs();
  }
  // 50 jobs at 10 a second.
  expect(await retryAfterMs()).toBe(5000);
  for (let second = 41; second <= 90; second++) {
    state.nowMs = second * 1000;
    for (let i = 0; i < 1000; i++) admission.ended();
    await retryAfterMs();
  }
  expect(await retryAfterMs()).toBe(1000);
});
