import type { Commit, StreamEvent } from "@unmask/client";
import { expect, test } from "vitest";
import { advance, nothingYet } from "./answer-state.js";

const frame = (commits: Commit[], masked: number, snapshot: boolean): StreamEvent => {
  return { kind: "frame", frame: { step: 0, forwards: 1, commits, masked, remasked: [], provisional: [], snapshot } };
};
const commit = (position: number, text: string): Commit => ({ position, tokenId: 1, text, confidence: 1 });

test("a snapshot says how long the canvas is, and all that is decided", () => {
  const started = { requestId: "r", model: "m", promptTokens: 3, genLength: 8 };
  // The gap may have had six tokens, and has two.
  const events: StreamEvent[] = [
    { kind: "started", started },
    frame([commit(0, "a"), commit(7, "z")], 6, true),
    frame([commit(0, "a"), commit(3, "z")], 2, true),
    frame([commit(1, "b")], 1, false),
  ];
  const state = events.reduce((before, event) => advance(before, event, 0), nothingYet);
  expect(state.cells.map((cell) => cell?.text)).toEqual(["a", "b", undefined, "z"]);
});
