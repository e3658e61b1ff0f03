import type { StepRow } from "@unmask/diffusion";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Denoiser } from "./session.js";
import { type RawTensor, randomTensors, smallConfig, temporaryFolder, writeCheckpoint } from "./testing/checkpoint.js";
import { type Canvas, lladaLogits } from "./testing/llada64.js";
import { greedyRow } from "./testing/row.js";

const VOCAB = 61;
const MASK = 60;
const shape = (layers: number) => ({ heads: 2, layers, theta: 10000, epsilon: 1e-5 });

/** A random model of as many blocks. */
async function model(layers: number) {
  const folder = await temporaryFolder();
  const sizes = { vocab_size: VOCAB, embedding_size: VOCAB, mask_token_id: MASK, eos_token_id: 59 };
  const config = smallConfig({ ...sizes, n_layers: layers });
  const tensors = randomTensors(config, 4);
  // Sharper attention, so that seeing one token more or less shows.
  for (const [name, { values }] of tensors) if (/[qk]_proj/.test(name)) values.set(values.map((x) => 2 * x));
  await writeCheckpoint(folder.path, config, tensors);
  const denoiser = await Denoiser.load(folder.path, { threads: 1, fullLogits: true });
  const close = async () => {
    await denoiser.close();
    await folder.remove();
  };
  return { denoiser, tensors, layers, close };
}

let deep: Awaited<ReturnType<typeof model>>;
let shallow: Awaited<ReturnType<typeof model>>;
beforeAll(async () => {
  [deep, shallow] = [await model(3), await model(1)];
});
afterAll(async () => {
  await deep.close();
  await shallow.close();
});

/** A canvas with some tokens left out, some masks, and shadows of some of its tokens. */
const canvas = fc
  .record({
    ids: fc.array(fc.integer({ min: 0, max: MASK }), { minLength: 2, maxLength: 40 }),
    gaps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 40, maxLength: 40 }),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
  })
  .map(({ ids, gaps, picks }) => {
    let position = -1;
    const positions = ids.map((_, i) => (position += gaps[i] as number));
    const shadowed = picks.slice(0, ids.length - 1).map((pick) => pick % ids.length);
    return {
      ids: Int32Array.from([...ids, ...shadowed.map(() => MASK)]),
      positions: Int32Array.from([...positions, ...shadowed.map((i) => positions[i] as number)]),
      shadowLength: shadowed.length,
      shadowed,
    };
  });

/** Every token is a candidate. */
function rowOf({ ids, positions, shadowLength }: Canvas): StepRow {
  const row = greedyRow(Int32Array.from(ids), MASK);
  return {
    ...row,
    ...(positions && { positionIds: Int32Array.from(positions) }),
    ...(shadowLength && { shadowLength }),
  };
}

async function distance(denoiser: Denoiser, row: StepRow, expected: readonly ArrayLike<number>[]): Promise<number> {
  const got = await denoiser.logits(row);
  return worst(got, expected);
}

function worst(got: Float32Array, expected: readonly ArrayLike<number>[]): number {
  let most = 0;
  for (const [i, logits] of expected.entries())
    for (let id = 0; id < logits.length; id++)
      most = Math.max(most, Math.abs((got[i * VOCAB + id] as number) - (logits[id] as number)));
  return most;
}

const reference = (asked: Canvas, { tensors, layers }: { tensors: Map<string, RawTensor>; layers: number }) =>
  lladaLogits(asked, shape(layers), tensors);

describe("a row with shadows", () => {
  test("has the logits of a float64 implementation, at shadows and at every other token", async () => {
    await fc.assert(
      fc.asyncProperty(canvas, async (asked) => {
        expect(await distance(deep.denoiser, rowOf(asked), reference(asked, deep))).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });

  test("leaves the bits of its real tokens as they are without shadows", async () => {
    await fc.assert(
      fc.asyncProperty(canvas, async ({ ids, positions, shadowLength }) => {
        const real = ids.length - shadowLength;
        const without = await deep.denoiser.logits(
          rowOf({ ids: ids.slice(0, real), positions: positions.slice(0, real) }),
        );
        const withShadows = await deep.denoiser.logits(rowOf({ ids, positions, shadowLength }));
        expect(withShadows.subarray(0, real * VOCAB)).toEqual(without);
      }),
      { numRuns: 60 },
    );
  });

  test("of one block predicts at a shadow what the model says when that position alone is masked", async () => {
    // With more blocks it does not: by then the other tokens have looked at the committed one.
    await fc.assert(
      fc.asyncProperty(canvas, async ({ ids, positions, shadowLength, shadowed }) => {
        const real = ids.length - shadowLength;
        const got = await shallow.denoiser.logits(rowOf({ ids, positions, shadowLength }));
        for (const [s, index] of shadowed.entries()) {
          const opened = ids.slice(0, real);
          opened[index] = MASK;
          const row = rowOf({ ids: opened, positions: positions.slice(0, real) });
          const expected = await shallow.denoiser.logits({ ...row, candidates: Int32Array.of(index) });
          expect(worst(got.subarray((real + s) * VOCAB), [expected])).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("predicts at a shadow the same whatever other shadows there are, and whatever the committed token is", async () => {
    const ids = Int32Array.from({ length: 20 }, (_, i) => (i * 17) % MASK);
    const positions = ids.map((_, i) => i);
    const one = rowOf({ ids: [...ids, MASK], positions: [...positions, 7], shadowLength: 1 });
    const [alone] = await deep.denoiser.run([{ ...one, candidates: Int32Array.of(20) }]);
    const many = rowOf({ ids: [...ids, MASK, MASK, MASK], positions: [...positions, 3, 7, 12], shadowLength: 3 });
    const [among] = await deep.denoiser.run([{ ...many, candidates: Int32Array.of(21) }]);
    expect(among?.tokenIds).toEqual(alone?.tokenIds);
    expect(Math.abs((among?.confidence[0] as number) - (alone?.confidence[0] as number))).toBeLessThan(1e-5);
    // In a model of one block; in deeper ones the others pass on what they saw.
    const other = { ...one, inputIds: one.inputIds.with(7, 5), candidates: Int32Array.of(20) };
    expect(await shallow.denoiser.logits(other)).toEqual(
      await shallow.denoiser.logits({ ...one, candidates: Int32Array.of(20) }),
    );
  });

  test("takes guidance at shadows too: both canvases have them", async () => {
    await fc.assert(
      fc.asyncProperty(canvas, async (asked) => {
        const real = asked.ids.length - asked.shadowLength;
        const unconditional = asked.ids.map((id, i) => (i < real / 2 ? MASK : id));
        const row = { ...rowOf(asked), unconditionalIds: unconditional, guidanceScale: 1.5 };
        const [c, u] = [reference(asked, deep), reference({ ...asked, ids: unconditional }, deep)];
        const expected = u.map((logits, i) =>
          logits.map((value, id) => value + 2.5 * ((c[i]?.[id] as number) - value)),
        );
        expect(await distance(deep.denoiser, row, expected)).toBeLessThan(1e-3);
      }),
      { numRuns: 30 },
    );
  });

  test("has the same bits alone, in a crowd and again", async () => {
    const rows = [3, 9, 17, 40].map((length) => {
      const ids = Int32Array.from({ length }, (_, i) => (i * 7) % MASK);
      const positions = ids.map((_, i) => i);
      return rowOf({ ids: [...ids, MASK, MASK], positions: [...positions, 0, length - 1], shadowLength: 2 });
    });
    const alone = [];
    for (const row of rows) alone.push((await deep.denoiser.run([row]))[0]);
    expect(await deep.denoiser.run([...rows].reverse())).toEqual(alone.reverse());
  });
});

test("0 shadows are none, to the bit", async () => {
  const row = rowOf({ ids: Int32Array.from({ length: 33 }, (_, i) => i) });
  expect(await deep.denoiser.logits({ ...row, shadowLength: 0 })).toEqual(await deep.denoiser.logits(row));
});

test("a full canvas has shadows, too: they take no room in the context", async () => {
  const ids = Int32Array.from({ length: 256 }, (_, i) => (i * 7) % MASK);
  const positions = ids.map((_, i) => i);
  const asked: Canvas = {
    ids: [...ids, ...ids.map(() => MASK)],
    positions: [...positions, ...positions],
    shadowLength: 256,
  };
  expect(await distance(shallow.denoiser, rowOf(asked), reference(asked, shallow))).toBeLessThan(1e-4);
  const more = rowOf({
    ids: [...ids, ...Array(257).fill(MASK)],
    positions: [...positions, 0, ...positions],
    shadowLength: 257,
  });
  await expect(shallow.denoiser.run([more])).rejects.toThrow("rows[0].shadowLength is 257, must be at most 256");
});

test("an id that is not allowed early is not allowed at a shadow of an early token", async () => {
  const ids = Int32Array.from({ length: 8 }, (_, i) => i);
  const row = rowOf({ ids: [...ids, MASK, MASK], positions: [...ids, 2, 6], shadowLength: 2 });
  const shadows = { ...row, candidates: Int32Array.of(8, 9) };
  const [free] = await deep.denoiser.run([shadows]);
  const early = { earlySuppressedIds: [...(free?.tokenIds ?? [])], earlyBefore: 4 };
  const [bound] = await deep.denoiser.run([{ ...shadows, ...early }]);
  expect(bound?.tokenIds[0]).not.toBe(free?.tokenIds[0]);
  expect(bound?.tokenIds[1]).toBe(free?.tokenIds[1]);
});

test.each([
  [{ shadowLength: 3 }, "rows[0].shadowLength is 3, must be an integer in [0, 3)"],
  [{ shadowLength: -1 }, "rows[0].shadowLength is -1, must be an integer in [0, 3)"],
  [{ shadowLength: 0.5 }, "rows[0].shadowLength is 0.5, must be an integer in [0, 3)"],
  [{ shadowLength: 1 }, "rows[0].positionIds is missing, and shadowLength is 1: shadows need positions"],
  [
    { shadowLength: 1, positionIds: Int32Array.of(0, 4, 2) },
    "rows[0].positionIds[2] is 2, must be the position of a token left of the shadows",
  ],
  [
    { shadowLength: 1, positionIds: Int32Array.of(4, 4, 4) },
    "rows[0].positionIds[1] is 4, must be above 4 and below 256",
  ],
  [{ positionIds: Int32Array.of(0, 1, 1) }, "rows[0].positionIds[2] is 1, must be above 1 and below 256"],
])("a row with %j is refused by field and value", async (changes, message) => {
  const row = { ...greedyRow(Int32Array.of(1, MASK, MASK), MASK), ...changes };
  await expect(deep.denoiser.run([row])).rejects.toThrow(new RangeError(message));
});
