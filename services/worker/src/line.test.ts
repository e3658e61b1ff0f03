import type { StepRow } from "@unmask/diffusion";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EngineRun } from "./engine-protocol.js";
import { joinLine, Line } from "./line.js";

interface Batch {
  readonly name: number;
  readonly urgent: boolean;
  passed: number;
}

test("in line, the urgent go ahead of the others, of a kind the earlier is first, and nobody is passed more than four times", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (urgencies) => {
      const line: Batch[] = [];
      for (const [name, urgent] of urgencies.entries()) joinLine(line, { name, urgent, passed: 0 });
      for (const kind of [true, false]) {
        const names = line.filter(({ urgent }) => urgent === kind).map(({ name }) => name);
        expect(names).toEqual([...names].sort((a, b) => a - b));
      }
      for (const [at, { name, urgent }] of line.entries()) {
        const ahead = line.slice(0, at).filter((other) => other.name > name);
        expect(ahead.length).toBeLessThanOrEqual(urgent ? 0 : 4);
        const yielding = line.slice(0, at).filter((other) => !other.urgent && other.passed < 4);
        if (urgent) expect(yielding).toEqual([]);
      }
    }),
  );
});

describe("the line before an engine", () => {
  const nobody = new AbortController().signal;

  /** An engine whose runs end when the test says so, and what has begun there. */
  function held() {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const engine = {
      run: ([row]: readonly StepRow[]) =>
        new Promise<EngineRun>((resolve) => {
          begun.push(`${row!.step}`);
          ends.push(() => resolve({ predictions: [], forwardMs: 0, packMs: 0, sampleMs: 0 }));
        }),
    };
    return { line: new Line(engine), begun, endFirst: async () => void (await ends.shift()!()) };
  }
  const rows = (step: number) => [{ step } as StepRow];
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  test("two are in the engine; of those that wait, the urgent is next", async () => {
    const { line, begun, endFirst } = held();
    for (const step of [1, 2, 3]) line.run(rows(step), { urgent: false, signal: nobody });
    line.run(rows(4), { urgent: true, signal: nobody });
    await settle();
    expect(begun).toEqual(["1", "2"]);
    for (const expected of [
      ["1", "2", "4"],
      ["1", "2", "4", "3"],
    ]) {
      await endFirst();
      await settle();
      expect(begun).toEqual(expected);
    }
  });

  test("what nobody wants any more is not run, and those behind it are", async () => {
    const { line, begun, endFirst } = held();
    const gone = new AbortController();
    for (const step of [1, 2]) line.run(rows(step), { urgent: false, signal: nobody });
    const unwanted = line.run(rows(3), { urgent: false, signal: gone.signal });
    line.run(rows(4), { urgent: false, signal: nobody });
    gone.abort(new Error("the stream is over"));
    const refused = expect(unwanted).rejects.toThrow("the stream is over");
    await endFirst();
    await refused;
    await settle();
    expect(begun).toEqual(["1", "2", "4"]);
  });
});
