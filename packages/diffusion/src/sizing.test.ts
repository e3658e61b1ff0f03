import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveParams } from "./params.js";
import type { SequenceInput } from "./sequence.js";
import {
  applySizing,
  fitTemplate,
  type Gap,
  isSized,
  type Sizing,
  sizingBound,
  sizingRow,
  startSizing,
} from "./sizing.js";
import type { RowPrediction, StepRow } from "./step.js";

const special = { mask: 99, eos: 98 };
const prompt = [1, 2];

function infilling(template: number[]): SequenceInput {
  const params = resolveParams({}, prompt.length, { maxLength: 1000 }, template.length);
  return { promptIds: prompt, params, special, template };
}

/** Says of each row how sure it is of the gap and of the neighbours. */
function answer(row: StepRow, gap: number, neighbour: number): RowPrediction {
  const numbers = (value: (target: number) => number) => Float32Array.from(row.targetIds!, value);
  return {
    tokenIds: new Int32Array(row.candidates.length),
    confidence: numbers(() => gap),
    margin: numbers(() => 0),
    entropy: numbers(() => 0),
    targetLogProb: numbers((target) => (target < 0 ? 0 : Math.log(neighbour))),
  };
}

test("each length takes one row: the gap at that length, and the next three tokens masked and asked for", () => {
  const gaps: Gap[] = [{ start: 2, length: 3, variable: true }];
  const sizing = startSizing(infilling([10, 11, 99, 99, 99, 12, 13, 14, 15]), gaps, 3);
  const rows: StepRow[] = [];
  while (!isSized(sizing)) {
    const row = sizingRow(sizing);
    rows.push(row);
    applySizing(sizing, row, answer(row, 0.5, rows.length === 2 ? 0.9 : 0.3));
  }
  expect(rows.map((row) => [...row.inputIds])).toEqual([
    [1, 2, 10, 11, 99, 99, 99, 99, 15],
    [1, 2, 10, 11, 99, 99, 99, 99, 99, 15],
    [1, 2, 10, 11, 99, 99, 99, 99, 99, 99, 15],
  ]);
  expect([...rows[1]!.candidates]).toEqual([4, 5, 6, 7, 8]);
  expect([...rows[1]!.targetIds!]).toEqual([-1, -1, 12, 13, 14]);
  expect(sizing.lengths).toEqual([2]);
  expect(sizing).toMatchObject({ forwards: 3, positions: 9 + 10 + 11 });
  const { input, gaps: fitted } = fitTemplate(sizing.input, gaps, sizing.lengths);
  expect(input.template).toEqual([10, 11, 99, 99, 12, 13, 14, 15]);
  expect(input.params).toMatchObject({ genLength: 8, minLength: 8, maxLength: 8 });
  expect(fitted).toEqual([{ start: 2, length: 2 }]);
});

test("a gap with nothing behind it is judged by what stands before it", () => {
  const row = sizingRow(startSizing(infilling([10, 99, 99]), [{ start: 1, length: 2, variable: true }], 3));
  expect([...row.inputIds]).toEqual([99, 99, 99, 99]);
  expect([...row.targetIds!]).toEqual([1, 2, 10, -1]);
});

test("sizing ends after as many rows as its bound says, and every row's gap and neighbours are what they stand for", () => {
  const text = fc.array(fc.integer({ min: 3, max: 90 }), { maxLength: 4 });
  const pieces = fc.array(fc.record({ before: text, length: fc.integer({ min: 1, max: 5 }), variable: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      pieces,
      text,
      fc.infiniteStream(fc.double({ min: 0.01, max: 1, noNaN: true })),
      (parts, end, random) => {
        const template: number[] = [];
        const gaps: Gap[] = [];
        for (const { before, length, variable } of parts) {
          template.push(...before);
          gaps.push({ start: template.length, length, ...(variable && { variable }) });
          for (let i = 0; i < length; i++) template.push(special.mask);
        }
        template.push(...end);
        const sizing: Sizing = startSizing(infilling(template), gaps);
        const bound = sizingBound(sizing);
        let rows = 0;
        while (!isSized(sizing)) {
          expect(sizingBound(sizing)).toBe(bound - rows);
          const row = sizingRow(sizing);
          for (const [i, candidate] of row.candidates.entries()) {
            expect(row.inputIds[candidate]).toBe(special.mask);
            expect(row.targetIds![i]).not.toBe(special.mask);
          }
          applySizing(sizing, row, answer(row, random.next().value, random.next().value));
          rows += 1;
        }
        expect(rows).toBe(bound);
        for (const [i, { length, variable }] of gaps.entries()) {
          expect(sizing.lengths[i]).toBeLessThanOrEqual(length);
          if (!variable) expect(sizing.lengths[i]).toBe(length);
        }
        const { input, gaps: fitted } = fitTemplate(sizing.input, gaps, sizing.lengths);
        const known = (ids: ArrayLike<number>) => Array.from(ids).filter((id) => id !== special.mask);
        expect(known(input.template!)).toEqual(known(template));
        expect(fitted.map(({ length }) => length)).toEqual(sizing.lengths);
        for (const { start, length } of fitted)
          expect(Array.from(input.template!).slice(start, start + length)).toEqual(
            new Array(length).fill(special.mask),
          );
      },
    ),
  );
});
