import type { Frame } from "@unmask/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameWriter, merge } from "./frame-writer.js";

const frame = (step: number, ...positions: number[]): Frame => ({
  step,
  forwards: step + 1,
  masked: 0,
  remasked: [],
  provisional: [],
  snapshot: false,
  commits: positions.map((position) => ({ position, tokenId: step, text: "", confidence: 1 })),
});

test("merged frames keep every position, the newer token where both have one, and the newer numbers", () => {
  const merged = merge(frame(1, 0, 1), frame(2, 1, 2));
  expect(merged).toMatchObject({ step: 2, forwards: 3 });
  expect(merged.commits.map(({ position, tokenId }) => [position, tokenId])).toEqual([
    [0, 1],
    [1, 2],
    [2, 2],
  ]);
});

test("merged frames leave a watcher where the two would: masked where the newer masks, decided where it commits again", () => {
  const merged = merge({ ...frame(1, 0, 1), remasked: [4, 5] }, { ...frame(2, 5), remasked: [1] });
  expect(merged.commits.map(({ position }) => position)).toEqual([0, 5]);
  expect(merged.remasked).toEqual([4, 1]);
});

test("whenever the reader stalls, every commit arrives, in order of steps, with one frame in hand at most", () => {
  // true: the reader takes what is there; false: the model makes a step.
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (events) => {
      const sent: Frame[] = [];
      let drain: (() => void) | undefined;
      const writer = new FrameWriter({
        // Full after each frame, so that anything unread makes the next one wait.
        write: (message) => {
          sent.push(message.frame);
          return false;
        },
        once: (_, listener) => {
          drain = listener;
        },
      });
      let steps = 0;
      for (const reads of events) {
        if (reads) {
          const listener = drain;
          drain = undefined;
          listener?.();
        } else {
          writer.write(frame(steps, steps));
          steps++;
        }
      }
      writer.flush();
      expect(sent.flatMap(({ commits }) => commits.map(({ position }) => position))).toEqual([...Array(steps).keys()]);
      expect(sent.length).toBeLessThanOrEqual(events.filter(Boolean).length + 2);
    }),
  );
});
