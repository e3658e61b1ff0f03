import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answer, advance, cellsAfter, failed, visibleCells, withGaps } from "./answer-state.js";
import type { Frame, Result } from "./events.js";

const frame = (step: number, commits: [number, string][], remasked: number[] = []): Frame => ({
  step,
  forwards: step + 1,
  masked: 0,
  remasked,
  snapshot: false,
  commits: commits.map(([position, text]) => ({ position, text, token_id: 1, confidence: 0.5 })),
});
const started = { kind: "started", started: { request_id: "r", model: "m", prompt_tokens: 3, gen_length: 4 } } as const;

test("frames fill the canvas in the order in which they came, and a remasked position is a mask again", () => {
  const frames = [frame(0, [[2, "b"]]), frame(1, [[0, "a"]]), frame(2, [[1, "x"]], [2])];
  const texts = (count: number) => cellsAfter(4, [], frames, count).map(({ token }) => token?.text);
  expect(texts(0)).toEqual([undefined, undefined, undefined, undefined]);
  expect(texts(2)).toEqual(["a", undefined, "b", undefined]);
  expect(texts(3)).toEqual(["a", "x", undefined, undefined]);
  expect(cellsAfter(4, [], frames, 3)[2]).toEqual({ remasked: true });
});

test("a snapshot stands for all that was before it", () => {
  const frames = [frame(0, [[2, "b"]]), { ...frame(4, [[0, "a"]]), snapshot: true, masked: 3 }];
  expect(cellsAfter(4, [], frames, 2).map(({ token }) => token?.text)).toEqual(["a", undefined, undefined, undefined]);
});

test("a snapshot of a canvas that became shorter makes it so", () => {
  const frames = [{ ...frame(1, [[0, "a"]]), snapshot: true, masked: 2 }];
  expect(cellsAfter(4, [], frames, 1)).toHaveLength(3);
});

test("what a text with gaps gives is there before its first step, and at every step", () => {
  const first = {
    ...frame(-1, [
      [0, "a"],
      [3, "d"],
    ]),
    snapshot: true,
  };
  const answer = advance(advance({ phase: "waiting", before: [] }, started), { kind: "frame", frame: first });
  if (answer.phase !== "running") throw new Error(answer.phase);
  expect(answer.frames).toEqual([]);
  const texts = (count: number) =>
    cellsAfter(4, answer.given, [frame(0, [[1, "b"]])], count).map(({ token }) => token?.text);
  expect(texts(0)).toEqual(["a", undefined, undefined, "d"]);
  expect(texts(1)).toEqual(["a", "b", undefined, "d"]);
  expect(cellsAfter(4, answer.given, [], 0)[0]?.token?.step).toBe(-1);
});

test("guesses are those of the newest frame that is shown, and only of masks", () => {
  const guess = (position: number, text: string) => ({ position, text, token_id: 1, confidence: 0.25 });
  const frames = [
    { ...frame(0, [[0, "a"]]), provisional: [guess(1, "x"), guess(2, "y")] },
    { ...frame(1, [[1, "b"]]), provisional: [guess(2, "z"), guess(1, "late")] },
  ];
  const guesses = (count: number) => cellsAfter(3, [], frames, count).map((cell) => cell.guess?.text);
  expect(guesses(0)).toEqual([undefined, undefined, undefined]);
  expect(guesses(1)).toEqual([undefined, "x", "y"]);
  expect(guesses(2)).toEqual([undefined, undefined, "z"]);
});

test("a filling begins with the visible answer, its opened tokens masked", () => {
  const cells = cellsAfter(
    4,
    [],
    [
      frame(0, [
        [0, "a"],
        [1, "b"],
        [2, ""],
        [3, "x"],
      ]),
    ],
    1,
  );
  expect(withGaps(cells, new Set([1])).map(({ token }) => token?.text)).toEqual(["a", undefined]);
});

test("an answer goes from waiting through its frames to its result", () => {
  const result = { text: "ab", finish_reason: "stop" } as Result;
  const frames = [frame(0, [[0, "a"]]), frame(1, [[1, "b"]])];
  const events = [
    started,
    ...frames.map((f) => ({ kind: "frame" as const, frame: f })),
    { kind: "result" as const, result },
  ];
  const answer = events.reduce<Answer>(advance, { phase: "waiting", before: [] });
  expect(answer).toEqual({ phase: "done", genLength: 4, given: [], frames, result });
  expect(advance(answer, { kind: "frame", frame: frame(9, []) })).toBe(answer);
});

test("what was committed before a failure stays to be seen", () => {
  const running = advance(advance({ phase: "waiting", before: [] }, started), {
    kind: "frame",
    frame: frame(0, [[0, "a"]]),
  });
  expect(failed(running, "gone")).toMatchObject({
    phase: "failed",
    genLength: 4,
    error: "gone",
    frames: [{ step: 0 }],
  });
  expect(failed({ phase: "waiting", before: [] }, "refused")).toMatchObject({ phase: "failed", frames: [] });
});

test("the answer ends before its first end token; masks before it do not matter", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "", undefined)), (texts) => {
      const cells = texts.map((text) => ({
        remasked: false,
        ...(text !== undefined && { token: { text, confidence: 1, step: 0 } }),
      }));
      const end = texts.indexOf("");
      expect(visibleCells(cells)).toBe(end < 0 ? texts.length : end);
    }),
  );
});
