import { appendFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LineSet, Parts } from "./parts.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-parts-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("of a line that two runners finished the first counts, in both files", async () => {
  const parts = new Parts(folder);
  const [one, other] = [await parts.begin(), await parts.begin()];
  await one.append({ line: 1, kind: "output", json: '{"a":"\\t"}' });
  await other.append({ line: 1, kind: "error", json: "{}" });
  await other.append({ line: 2, kind: "error", json: '{"b":2}' });
  await Promise.all([one.close(), other.close()]);
  expect(await text(Readable.from(parts.content("output")))).toBe('{"a":"\\t"}\n');
  expect(await text(Readable.from(parts.content("error")))).toBe('{"b":2}\n');
  await parts.remove();
  expect(await readdir(folder)).toEqual([]);
});

test("a line that a killed runner did not write to its end is not finished", async () => {
  const parts = new Parts(folder);
  const writer = await parts.begin();
  await writer.append({ line: 1, kind: "output", json: "{}" });
  await writer.close();
  await appendFile(join(folder, "part-000000"), '2\toutput\t{"half":');
  const lines: number[] = [];
  for await (const { line } of parts.finished()) lines.push(line);
  expect(lines).toEqual([1]);
});

test("a line set is a set", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(50), fc.nat(500_000))), (lines) => {
      const [set, wanted] = [new LineSet(), new Set<number>()];
      for (const line of lines) {
        expect(set.has(line)).toBe(wanted.has(line));
        expect(set.add(line)).toBe(!wanted.has(line));
        wanted.add(line);
      }
    }),
  );
});
