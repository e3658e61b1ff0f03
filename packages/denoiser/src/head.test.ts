import type { RowPrediction } from "@unmask/diffusion";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { argmax, entropy, margin, softmax } from "./testing/float64.js";
import { type HeadModel, headModel } from "./testing/head.js";

// 50 and 320 are no squares of a power of two, so chunks are padded; 126,464 is LLaDA-8B's vocabulary.
describe.each([50, 320, 126_464])("a vocabulary of %i", (vocabSize) => {
  let model: HeadModel;
  beforeAll(async () => {
    model = await headModel(vocabSize);
  });
  afterAll(() => model.close());

  test("token, confidence, margin, entropy and target log-prob equal a float64 softmax", async () => {
    const targetIds = Int32Array.from({ length: 6 }, (_, i) => (i * 31) % (vocabSize - 1));
    const row = model.row(6, { targetIds });
    const logits = await model.logits(row);
    const [got] = (await model.denoiser.run([row])) as [RowPrediction];
    for (const [i, raw] of logits.entries()) {
      const p = softmax(raw, row.suppressedIds);
      expect(got.tokenIds[i]).toBe(argmax(p));
      expect(got.confidence[i]).toBeCloseTo(p[argmax(p)] as number, 5);
      expect(got.margin[i]).toBeCloseTo(margin(p), 5);
      expect(Math.abs((got.entropy[i] as number) - entropy(p))).toBeLessThan(2e-4);
      expect(Math.abs((got.targetLogProb[i] as number) - Math.log(p[targetIds[i] as number] as number))).toBeLessThan(
        1e-4,
      );
    }
  });

  test("ids suppressed in the confidence can be chosen, with confidence 0, and the others are renormalised", async () => {
    const plain = model.row(4);
    const [first] = (await model.denoiser.run([plain])) as [RowPrediction];
    const chosen = first.tokenIds[0] as number;
    const row = { ...plain, confidenceSuppressedIds: [chosen] };
    const [got] = (await model.denoiser.run([row])) as [RowPrediction];
    const logits = await model.logits(row);
    expect([...got.tokenIds]).toEqual([...first.tokenIds]);
    expect(got.confidence[0]).toBe(0);
    for (const [i, raw] of logits.entries()) {
      const p = softmax(raw, [...row.suppressedIds, chosen]);
      expect(got.confidence[i]).toBeCloseTo(p[got.tokenIds[i] as number] as number, 5);
      expect(got.margin[i]).toBeCloseTo(margin(p), 5);
      expect(Math.abs((got.entropy[i] as number) - entropy(p))).toBeLessThan(2e-4);
    }
  });

  test("guidance before the head equals u + (w + 1)(c − u) on logits", async () => {
    const row = model.row(5);
    const other = { ...row, inputIds: row.inputIds.map((id, i) => (i < 3 ? vocabSize - 1 : id)) };
    const conditional = await model.denoiser.logits(row);
    const unconditional = await model.denoiser.logits(other);
    const w = 1.5;
    const got = await model.denoiser.logits({ ...row, unconditionalIds: other.inputIds, guidanceScale: w });
    let worst = 0;
    for (const [i, value] of got.entries()) {
      const u = unconditional[i] as number;
      worst = Math.max(worst, Math.abs(value - (u + (w + 1) * ((conditional[i] as number) - u))));
    }
    expect(worst).toBeLessThan(1e-4);
  });
});

describe("the small vocabulary", () => {
  let model: HeadModel;
  beforeAll(async () => {
    model = await headModel(50);
  });
  afterAll(() => model.close());

  test("without an unconditional branch the guidance scale changes no bit", async () => {
    const plain = await model.denoiser.logits(model.row(9));
    const scaled = await model.denoiser.logits(model.row(9, { guidanceScale: 7.25 }));
    expect(scaled).toEqual(plain);
  });

  test("a branch equal to the canvas changes no bit either", async () => {
    const row = model.row(9);
    const guided = await model.denoiser.logits({ ...row, unconditionalIds: row.inputIds, guidanceScale: 2 });
    expect(guided).toEqual(await model.denoiser.logits(row));
  });

  test("a suppressed id is never chosen, even where it has the highest logit", async () => {
    const row = model.row(12);
    const [free] = (await model.denoiser.run([row])) as [RowPrediction];
    const suppressedIds = [...new Set([49, ...free.tokenIds])];
    const [got] = (await model.denoiser.run([{ ...row, suppressedIds }])) as [RowPrediction];
    for (const id of got.tokenIds) expect(suppressedIds).not.toContain(id);
  });

  test("an early id is suppressed before its end only", async () => {
    const row = model.row(12);
    const [free] = (await model.denoiser.run([row])) as [RowPrediction];
    const earlySuppressedIds = [...new Set(free.tokenIds)];
    const [got] = (await model.denoiser.run([{ ...row, earlySuppressedIds, earlyBefore: 7 }])) as [RowPrediction];
    for (const [i, id] of got.tokenIds.entries())
      if (i < 7) expect(earlySuppressedIds).not.toContain(id);
      else expect([id, got.confidence[i]]).toEqual([free.tokenIds[i], free.confidence[i]]);
  });

  test("given positions count: 0, 1, 2 … changes no bit, a gap changes the numbers", async () => {
    const row = model.row(5);
    const plain = await model.denoiser.logits(row);
    expect(await model.denoiser.logits({ ...row, positionIds: Int32Array.of(0, 1, 2, 3, 4) })).toEqual(plain);
    expect(await model.denoiser.logits({ ...row, positionIds: Int32Array.of(0, 1, 2, 3, 90) })).not.toEqual(plain);
  });

  test("no target gives a log-prob of 0, a suppressed target one of −∞", async () => {
    const targetIds = Int32Array.of(-1, 49, 3);
    const [got] = (await model.denoiser.run([model.row(3, { targetIds })])) as [RowPrediction];
    expect(got.targetLogProb[0]).toBe(0);
    expect(got.targetLogProb[1]).toBe(Number.NEGATIVE_INFINITY);
    expect(got.targetLogProb[2]).toBeLessThan(0);
    const [none] = (await model.denoiser.run([model.row(3)])) as [RowPrediction];
    expect([...none.targetLogProb]).toEqual([0, 0, 0]);
  });

  test("a row out of range is refused before anything runs, by field, value and range", async () => {
    const refused = (changes: object, message: string) =>
      expect(model.denoiser.run([model.row(3), model.row(3, changes)])).rejects.toThrow(message);
    await refused({ inputIds: new Int32Array(257) }, "rows[1].inputIds has 257 tokens, must have 1 to 256");
    await refused({ inputIds: Int32Array.of(1, 50, 2) }, "rows[1].inputIds[1] is 50, must be a token id in [0, 50)");
    await refused({ candidates: Int32Array.of(0, 3) }, "rows[1].candidates[1] is 3, must be in [0, 3)");
    await refused({ candidates: new Int32Array(0) }, "rows[1].candidates is empty");
    await refused({ unconditionalIds: Int32Array.of(1) }, "rows[1].unconditionalIds has 1 tokens, inputIds has 3");
    await refused({ positionIds: Int32Array.of(0, 1) }, "rows[1].positionIds has 2 positions, inputIds has 3");
    await refused(
      { positionIds: Int32Array.of(0, 2, 256) },
      "rows[1].positionIds[2] is 256, must be above 2 and below 256",
    );
    await refused({ earlySuppressedIds: [50] }, "rows[1].earlySuppressedIds[0] is 50");
    await refused({ temperature: Number.NaN }, "rows[1].temperature is NaN, must be in [0, 1000]");
    await refused({ suppressedIds: [] }, "rows[1].suppressedIds is empty, must hold the mask id");
    await refused({ targetIds: Int32Array.of(1) }, "rows[1].targetIds has 1 ids for 3 candidates");
    await refused({ guidanceScale: Number.POSITIVE_INFINITY }, "rows[1].guidanceScale is Infinity");
  });
});
