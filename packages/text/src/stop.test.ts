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

test("what may begin a stop text is held back", () => {
  expect(withoutStopBeginning("one\n", ["\n\nQ"])).toBe("one");
  expect(withoutStopBeginning("one\n\n", ["\n\nQ", "x"])).toBe("one");
  expect(withoutStopBeginning("one\n\nA", ["\n\nQ"])).toBe("one\n\nA");
  expect(withoutStopBeginning("abab", ["babx", "abac"])).toBe("a");
});
