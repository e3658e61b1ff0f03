import type { StreamEvent } from "@unmask/client";
import { expect, test } from "vitest";
import { commitOrder, keepTexts } from "./commit-order.js";

const frame = (texts: Record<number, string>, snapshot = false): StreamEvent => {
  const commits = Object.entries(texts).map(([position, text]) => {
    return { position: Number(position), tokenId: 1, text, confidence: 0.5 };
  });
  return {
    kind: "frame",
    frame: { step: 0, forwards: 1, masked: 0, commits, remasked: [], provisional: [], snapshot },
  };
};

test("each step has a line with its tokens and how sure it was, what was given before them", async () => {
  const texts = new Map<number, string>();
  const events = [frame({ 0: "gone", 9: "gone" }), frame({ 1: " runs" }, true), frame({ 2: "\u001b[2J", 0: "She" })];
  const passed: StreamEvent[] = [];
  for await (const event of keepTexts(
    (async function* () {
      yield* events;
    })(),
    texts,
  ))
    passed.push(event);
  expect(passed).toEqual(events);
  const order = commitOrder({ commitSteps: [10, -1, 2], confidences: [0.994, 1, 0.5] }, texts);
  expect(order.split("\n")).toEqual(['given    " runs"', 'step 2   "\\u001b[2J" 0.50', 'step 10  "She" 0.99', ""]);
});
