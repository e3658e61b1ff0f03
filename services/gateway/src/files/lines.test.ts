import fc from "fast-check";
import { expect, test } from "vitest";
import { type Line, readLines } from "./lines.js";

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const end = Math.min(bytes.length, cut);
    yield bytes.subarray(start, Math.max(start, end));
    start = Math.max(start, end);
  }
  yield bytes.subarray(start);
}

async function read(text: string, cuts: readonly number[] = [], maxBytes = 1000): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(inPieces(Buffer.from(text), cuts), maxBytes)) lines.push(line);
  return lines;
}

test("lines come as they were written, wherever the chunks are cut", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", "é", "😀", " b", "\t{"), maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat(300)), fc.constantFrom("\n", "\r\n"), async (texts, cuts, end) => {
      const lines = await read(texts.map((text) => text + end).join(""), cuts);
      const wanted = texts
        .map((text, i) => ({ number: i + 1, text: text.trim(), ended: true }))
        .filter(({ text }) => text !== "");
      expect(lines).toEqual(wanted);
    }),
  );
});

test("a last line without its end says so, and a byte order mark is none of it", async () => {
  expect(await read("\uFEFFa\n\n b")).toEqual([
    { number: 1, text: "a", ended: true },
    { number: 3, text: "b", ended: false },
  ]);
});

test("of a line that is too long only its number is kept", async () => {
  const long = "x".repeat(5000);
  expect(await read(`a\n${long}\nb\n${long}`, [100, 2000, 4000, 5003], 10)).toEqual([
    { number: 1, text: "a", ended: true },
    { number: 2, text: undefined, ended: true },
    { number: 3, text: "b", ended: true },
    { number: 4, text: undefined, ended: false },
  ]);
});
