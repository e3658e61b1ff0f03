import type { Commit, StreamEvent } from "@unmask/client";
import { expect, test } from "vitest";
import { type AnswerState, advance, nothingYet } from "./answer-state.js";
import { monochrome, paletteFor } from "./palette.js";
import { render } from "./render.js";

/** The state of an answer of `genLength` after steps that committed [position, text, confidence = 1]. */
function answer(genLength: number, ...steps: [number, string, number?][][]): AnswerState {
  const started: StreamEvent = {
    kind: "started",
    started: { requestId: "r", model: "tiny", promptTokens: 3, genLength },
  };
  const frames = steps.map((commits, step): StreamEvent => {
    const all = commits.map(([position, text, confidence = 1]): Commit => ({ position, text, confidence, tokenId: 7 }));
    return {
      kind: "frame",
      frame: { step, forwards: step + 1, commits: all, masked: 0, remasked: [], snapshot: false, provisional: [] },
    };
  });
  return [started, ...frames].reduce((state, event, i) => advance(state, event, 1000 + i * 100), nothingYet);
}

const screen = { columns: 40, rows: 24, palette: monochrome, newestFrom: Number.POSITIVE_INFINITY };

test("before the server accepts, there is only a waiting line", () => {
  expect(render(nothingYet, screen)).toEqual(["", "waiting for the server …"]);
});

test("an accepted answer is all mask", () => {
  expect(render(answer(5), screen)).toEqual(["░░░░░", "accepted · 5 masked"]);
});

test("tokens stand where they were committed, in any order", () => {
  const state = answer(
    6,
    [[4, "."]],
    [
      [0, "Hi"],
      [1, " there"],
    ],
  );
  expect(render(state, screen)[0]).toBe("Hi there░░.░");
});

test("guesses stand in place of masks where they can be told from tokens, and go with the next step", () => {
  const step = (commits: [number, string][], guesses: [number, string][]): StreamEvent => {
    const named = (tokens: [number, string][]) =>
      tokens.map(([position, text]): Commit => ({ position, text, confidence: 0.5, tokenId: 7 }));
    const [all, provisional] = [named(commits), named(guesses)];
    const rest = { step: 0, forwards: 1, masked: 0, remasked: [], snapshot: false };
    return { kind: "frame", frame: { ...rest, commits: all, provisional } };
  };
  const guessed = advance(
    answer(4),
    step(
      [[0, "Hi"]],
      [
        [1, " you"],
        [2, ""],
      ],
    ),
    2000,
  );
  const colours = { ...screen, palette: paletteFor(8) };
  expect(render(guessed, screen)[0]).toBe("Hi░░░");
  expect(render(guessed, colours)[0]).toContain("\x1b[2;3m you\x1b[0m\x1b[2m░░\x1b[0m");
  const next = advance(guessed, step([[1, " all"]], []), 2100);
  expect(render(next, colours)[0]).toContain("\x1b[2m░░\x1b[0m");
});

test("the progress line counts steps, committed positions, visible tokens a second and forwards", () => {
  const state = answer(6, [[0, "a"]], [[5, ""]]);
  expect(render(state, { ...screen, columns: 80 })[1]).toBe("step 2 · 2/6 committed · 5.0 tokens/s · 2 forwards");
});

test("a progress line that does not fit ends with its last part that does", () => {
  expect(render(answer(6, [[0, "a"]]), { ...screen, columns: 24 })[1]).toBe("step 1 · 1/6 committed");
  expect(render(answer(6, [[0, "a"]]), { ...screen, columns: 5 }).at(-1)).toBe("");
});

test("nothing is shown from the first end token on", () => {
  expect(
    render(
      answer(6, [
        [0, "No"],
        [2, ""],
        [3, "junk"],
      ]),
      screen,
    )[0],
  ).toBe("No░");
});

test("a token with newlines makes lines, and a long answer wraps", () => {
  const state = answer(3, [
    [0, "one\n"],
    [1, "123456789 123456789 "],
  ]);
  expect(render(state, { ...screen, columns: 10 }).slice(0, -1)).toEqual(["one", "123456789 ", "123456789 ", "░"]);
});

test("a part of a character is shown as a half-decided mask, and control characters not at all", () => {
  expect(
    render(
      answer(2, [
        [0, "\uFFFD"],
        [1, "\x1b[2J"],
      ]),
      screen,
    )[0],
  ).toBe("▒[2J");
});

test("an answer taller than the terminal is shown around its newest tokens", () => {
  const commits = Array.from({ length: 30 }, (_, i): [number, string] => [i, `line ${i}\n`]);
  const state = answer(31, commits.toSpliced(15, 1), commits.slice(15, 16));
  const lines = render(state, { ...screen, columns: 80, rows: 6, newestFrom: 1 });
  expect(lines.slice(0, -1)).toEqual(["line 13", "line 14", "line 15", "line 16", "line 17"]);
  expect(lines.at(-1)).toMatch(/ · lines 14 to 18 of 31$/);
});

test("with colours, masks are dim, new tokens stand out, and unsure ones have a tone of their own", () => {
  const state = answer(
    4,
    [
      [0, "sure"],
      [1, "hm", 0.2],
    ],
    [[2, "new"]],
  );
  const [line] = render(state, { ...screen, palette: paletteFor(8), newestFrom: 1 });
  expect(line).toBe("sure\x1b[38;5;167mhm\x1b[0m\x1b[38;5;16;48;5;114mnew\x1b[0m\x1b[2m░\x1b[0m");
});
