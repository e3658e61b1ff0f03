import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadText } from "./model-text.js";
import { findStop, withoutStopBeginning } from "./stop.js";

const text = await loadText(fileURLToPath(new URL("../testdata/tiny", import.meta.url)));

test("an answer ends before the first stop text, wherever in a token that begins", () => {
  const ids = text.encode("She runs 75 meters. The end.");
  expect(findStop(text, ids, ["meters", "runs"])).toMatchObject({ stop: "runs", text: "She " });
  expect(findStop(text, ids, ["uns 7"])).toMatchObject({ text: "She r" });
  // What ends first counts, since what comes later cannot be known; of those that end together, the longest.
  expect(findStop(text, ids, ["s 75 m", "s 75"])?.stop).toBe("s 75");
  expect(findStop(text, ids, ["75", "s 75"])?.text).toBe("She run");
  expect(findStop(text, ids, ["miles"])).toBeUndefined();
  expect(findStop(text, ids, [])).toBeUndefined();
});

test("tokens up to a stop text's end have it, and one fewer have not, so that more tokens change nothing", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", "ab", " ", ".", "é", "日", "🙂"), maxLength: 30 });
  fc.assert(
    fc.property(
      words,
      fc.array(fc.string({ unit: fc.constantFrom("a", "b", " ", "日", "🙂"), minLength: 1, maxLength: 3 }), {
        maxLength: 3,
      }),
      (whole, stops) => {
        const ids = text.encode(whole);
        const found = findStop(text, ids, stops);
        if (!found) {
          for (const stop of stops) expect(whole).not.toContain(stop);
          return;
        }
        expect(whole.startsWith(found.text + found.stop)).toBe(true);
        for (const stop of stops) expect((found.text + found.stop).slice(0, -1)).not.toContain(stop);
        for (let more = found.through; more <= ids.length; more++) {
          expect(findStop(text, ids.slice(0, more), stops)).toEqual(found);
        }
        expect(findStop(text, ids.slice(0, found.through - 1), [found.stop])).toBeUndefined();
        expect(text.decode(ids.slice(0, found.length)).startsWith(found.text)).toBe(true);
      },
    ),
  );
});

test("the tokens are the fewest that have the text, also where characters are in pieces", () => {
  // Any ids, so that characters begin and end anywhere.
  const anyIds = fc.array(fc.integer({ min: 0, max: 318 }), { maxLength: 40 });
  fc.assert(
    fc.property(anyIds, fc.nat(60), fc.integer({ min: 1, max: 3 }), (ids, at, length) => {
      const stop = text.decode(ids).slice(at, at + length);
      const found = stop === "" ? undefined : findStop(text, ids, [stop]);
      if (!found) return;
      const fewest = (wanted: string) =>
        Array.from({ length: ids.length + 1 }, (_, n) => n).find((n) =>
          text.decode(ids.slice(0, n)).startsWith(wanted),
        );
      expect([found.length, found.through]).toEqual([fewest(found.text), fewest(found.text + stop)]);
    }),
    { numRuns: 400 },
  );
});

test("a stop text is no pattern, and an answer of thousands of tokens is not decoded again for each", () => {
  const patterns = [".*", "(a+)+$", "[", "\\", "^", "(?:", "a{1,99999}"];
  const ids = text.encode("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
  expect(findStop(text, ids, patterns)).toBeUndefined();
  for (const stop of patterns) expect(findStop(text, text.encode(`one ${stop} two`), [stop])?.text).toBe("one ");
  let decoded = 0;
  const decode = (some: readonly number[]) => {
    decoded += some.length;
    return text.decode(some);
  };
  const long = [...Array(4000).fill(ids[0]!), ...text.encode("!")];
  expect(findStop({ decode }, long, ["!"])).toMatchObject({ length: 4000, through: 4001 });
  expect(decoded).toBeLessThan(4000 * 40);
});

test("what may begin a stop text is held back", () => {
  expect(withoutStopBeginning("one\n", ["\n\nQ"])).toBe("one");
  expect(withoutStopBeginning("one\n\n", ["\n\nQ", "x"])).toBe("one");
  expect(withoutStopBeginning("one\n\nA", ["\n\nQ"])).toBe("one\n\nA");
  expect(withoutStopBeginning("abab", ["babx", "abac"])).toBe("a");
});
