import { resolveParams } from "@unmask/diffusion";
import type { GenerateJob } from "@unmask/queue";
import type { Frame } from "@unmask/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toResponse } from "./generation.js";
import { SettledText } from "./settled-text.js";
import { result, text } from "./testing/cluster.js";

const genLength = 16;
function jobOf(params: object = {}): GenerateJob {
  const resolved = resolveParams({ genLength, blockLength: 4, ...params }, 1, { maxLength: 100 });
  return { kind: "generate", requestId: "r", model: "tiny", promptIds: [5], params: resolved, special: text.special };
}
const frame = (commits: [number, number][], more: Partial<Frame> = {}): Frame => {
  const named = commits.map(([position, tokenId]) => ({ position, tokenId, text: "", confidence: 0.5 }));
  return { step: 0, forwards: 1, masked: 0, remasked: [], provisional: [], snapshot: false, commits: named, ...more };
};

// Every byte is a token of the tiny model: letters, and characters of two to four bytes.
const words = fc.string({ unit: fc.constantFrom("a", "b", " ", "é", "€", "😀"), maxLength: 12 });
const order = fc.shuffledSubarray([...Array(genLength).keys()], { minLength: genLength });

test("whatever the order of the steps, the parts add up to the answer, and none goes beyond the first mask", () => {
  fc.assert(
    fc.property(words, order, fc.boolean(), (said, positions, lossy) => {
      const job = jobOf();
      const ids = [...text.encode(said), ...Array<number>(genLength).fill(text.special.eos)].slice(0, genLength);
      const settled = new SettledText(job, text);
      const parts: string[] = [];
      const tokens: number[] = [];
      const open = new Set(positions);
      for (const [i, position] of positions.entries()) {
        open.delete(position);
        // Frames may be lost: what they held then comes with the result.
        if (lossy && i % 5 === 3) continue;
        settled.add(frame([[position, ids[position]!]]));
        const part = settled.take();
        parts.push(part?.text ?? "");
        tokens.push(...(part?.tokens ?? []).map(({ id }) => id));
        expect(tokens.length).toBeLessThanOrEqual(Math.min(...open, genLength));
        expect(parts.join("")).not.toContain("\uFFFD");
      }
      const response = toResponse({ text, job }, result(ids));
      const last = settled.finish(response);
      expect(parts.join("") + (last?.text ?? "")).toBe(response.text);
      expect([...tokens, ...(last?.tokens ?? []).map(({ id }) => id)]).toEqual(response.tokenIds);
    }),
  );
});

test("under a remasking strategy only whole blocks are settled", () => {
  const settled = new SettledText(jobOf({ strategy: "remdm_cap" }), text);
  const [a, b, c] = text.encode("abc") as [number, number, number];
  settled.add(
    frame([
      [0, a],
      [1, b],
      [2, c],
    ]),
  );
  expect(settled.take()).toBeUndefined();
  settled.add(frame([[3, c]], { remasked: [1] }));
  expect(settled.take()).toBeUndefined();
  settled.add(frame([[1, a]]));
  expect(settled.take()?.text).toBe("aacc");
});

test("pins stand from the start, and a snapshot replaces what was known", () => {
  const [a, b] = text.encode("ab") as [number, number];
  const settled = new SettledText(jobOf({ pins: [{ position: 1, id: b }] }), text);
  settled.add(frame([[0, a]]));
  expect(settled.take()?.text).toBe("ab");
  settled.add(
    frame(
      [
        [0, a],
        [1, b],
        [2, a],
      ],
      { snapshot: true },
    ),
  );
  expect(settled.take()?.text).toBe("a");
});
