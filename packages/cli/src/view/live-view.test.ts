import type { GenerateResponse, StreamEvent } from "@unmask/client";
import { expect, test } from "vitest";
import { Screen } from "../testing/screen.js";
import { advance, nothingYet } from "./answer-state.js";
import { LiveView } from "./live-view.js";
import { paletteFor } from "./palette.js";

const started: StreamEvent = {
  kind: "started",
  started: { requestId: "r", model: "m", promptTokens: 1, genLength: 30 },
};
const response: GenerateResponse = {
  requestId: "r",
  model: "m",
  text: "first line\nand a second one",
  tokenIds: [],
  confidences: [],
  commitSteps: [],
  stop: "",
  gaps: [],
  finishReason: "stop",
  usage: {
    promptTokens: 1,
    completionTokens: 7,
    forwards: 9,
    steps: 9,
    queueMs: 0,
    totalMs: 500,
    positionsForwarded: 90,
    committedTokens: 9,
    committedPerForward: 1,
    wastedTokens: 2,
    hurriedTokens: 0,
  },
};

/** A screen with a shell's line above the view, and 30 masks drawn. */
async function drawn(columns: number) {
  const screen = new Screen(columns, 10);
  screen.write("$ unmask generate\r\n");
  const view = new LiveView(screen, paletteFor(8));
  view.show(advance(nothingYet, started, 0));
  await expect.poll(() => screen.lines.at(-1)).toBe("accepted · 30 masked");
  return { screen, view };
}

test("the view takes the place of what it drew before, and hides the cursor", async () => {
  const { screen } = await drawn(20);
  expect(screen.lines).toEqual(["$ unmask generate", "░".repeat(20), "░".repeat(10), "accepted · 30 masked"]);
  expect(screen.cursorVisible).toBe(false);
});

test("the finished answer and its summary are all that stays", async () => {
  const { screen, view } = await drawn(40);
  view.finish(response);
  const summary = "7 tokens · 0.50 s · 14 tokens/s";
  expect(screen.lines).toEqual(["$ unmask generate", "first line", "and a second one", summary, ""]);
  expect(screen.cursorVisible).toBe(true);
});

test("a narrower terminal, which wraps what was drawn, leaves nothing behind", async () => {
  const { screen, view } = await drawn(36);
  screen.resize(20);
  view.finish(response);
  expect(screen.lines.slice(0, 3)).toEqual(["$ unmask generate", "first line", "and a second one"]);
});

test("a wider terminal redraws on the lines that it needs", async () => {
  const { screen } = await drawn(20);
  screen.resize(60);
  expect(screen.lines).toEqual(["$ unmask generate", "░".repeat(30), "accepted · 30 masked"]);
});

test("leaving keeps or erases what was drawn, and brings the cursor back", async () => {
  const kept = await drawn(40);
  kept.view.leave("keep");
  expect(kept.screen.lines).toEqual(["$ unmask generate", "░".repeat(30), "accepted · 30 masked", ""]);
  expect(kept.screen.cursorVisible).toBe(true);

  const erased = await drawn(40);
  erased.view.leave("erase");
  expect(erased.screen.lines).toEqual(["$ unmask generate", ""]);
  expect(erased.screen.cursorVisible).toBe(true);
});
