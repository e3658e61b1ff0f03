import fc from "fast-check";
import { expect, test } from "vitest";
import { applyStep, nextRow } from "./decode.js";
import { isComplete } from "./progress.js";
import { RandomStream, uniform } from "./random.js";
import { answerIds, startSequence } from "./sequence.js";
import type { RowPrediction, StepRow } from "./step.js";
import { plain, special, upTo } from "./testing/inputs.js";

/**
 * WINO (arXiv 2507.18578) said again as plainly as it can be, in float64 and over whole canvases: no rows, no shadows, none of the
 * decoder's functions.
 */

const { mask } = special;
const words = 5;

/** Stands in for a model: p(token) at a position of a canvas, which has a mask there. Any pure function of the two will do. */
function distribution(canvas: readonly number[], position: number): number[] {
  const key = canvas.reduce((hash, id) => (Math.imul(hash, 31) + id) >>> 0, 7);
  const weights = Array.from({ length: words }, (_, id) =>
    Math.exp(5 * uniform(key, id, position, RandomStream.token)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

const opened = (canvas: readonly number[], position: number) => canvas.with(position, mask);

interface Asked {
  readonly prompt: readonly number[];
  readonly template: readonly number[];
  readonly blockLength: number;
  readonly draft: number;
  readonly verify: number;
}

/** @returns the answer after each step */
function reference({ prompt, template, blockLength, draft, verify }: Asked): number[][] {
  let canvas = [...prompt, ...template];
  const history: number[][] = [];
  for (let start = prompt.length; start < canvas.length; start += blockLength) {
    const block = Array.from({ length: Math.min(blockLength, canvas.length - start) }, (_, i) => start + i);
    const ours = block.filter((position) => canvas[position] === mask);
    for (let open = ours; open.length > 0; open = ours.filter((position) => canvas[position] === mask)) {
      const before = canvas;
      const drafts = open.map((position) => {
        const p = distribution(before, position);
        return { position, id: p.indexOf(Math.max(...p)), p: Math.max(...p) };
      });
      const surest = drafts.reduce((a, b) => (b.p > a.p ? b : a));
      const kept = drafts.filter((one) => one.p >= draft || one === surest);
      const doubted = ours
        .filter((position) => before[position] !== mask)
        .map((position) => ({ position, p: distribution(opened(before, position), position)[before[position]!]! }))
        .filter(({ p }) => p < verify)
        .sort((a, b) => a.p - b.p)
        .slice(0, kept.length - 1);
      for (const { position, id } of kept) canvas = canvas.with(position, id);
      for (const { position } of doubted) canvas = opened(canvas, position);
      history.push(canvas.slice(prompt.length));
    }
  }
  return history;
}

/** What a forward pass would say: a shadow sees everything but the token at its own position. */
function predict({ inputIds, positionIds, candidates, targetIds, shadowLength = 0 }: StepRow): RowPrediction {
  const canvas = [...inputIds.subarray(0, inputIds.length - shadowLength)];
  const found = Array.from(candidates, (index, i) => {
    const position = positionIds?.[index] ?? index;
    const p = distribution(opened(canvas, position), position);
    const target = targetIds?.[i] ?? -1;
    return { id: p.indexOf(Math.max(...p)), p: Math.max(...p), target: target < 0 ? 0 : Math.log(p[target]!) };
  });
  return {
    tokenIds: Int32Array.from(found, ({ id }) => id),
    confidence: Float32Array.from(found, ({ p }) => p),
    margin: new Float32Array(found.length),
    entropy: new Float32Array(found.length),
    targetLogProb: Float32Array.from(found, ({ target }) => target),
  };
}

const asked = fc
  .record({
    prompt: fc.array(fc.nat(words - 1), { maxLength: 4 }),
    template: fc.array(fc.constantFrom(mask, mask, mask, 1, 3), { minLength: 1, maxLength: 30, size: "max" }),
    blockLength: fc.integer({ min: 1, max: 16 }),
    draft: upTo(1, 0.2),
    verify: upTo(1, 0.2),
  })
  .filter(({ template }) => template.includes(mask));

test("WINO's canvases are a plain implementation's, step by step", () => {
  let remasking = 0;
  fc.assert(
    fc.property(asked, (wanted) => {
      const { prompt, template, blockLength, draft, verify } = wanted;
      const length = { genLength: template.length, maxLength: template.length, blockLength };
      const params = { ...plain, ...length, strategy: "wino", draftThreshold: draft, verifyThreshold: verify } as const;
      const sequence = startSequence({ promptIds: prompt, params, special, template });
      const history: number[][] = [];
      while (!isComplete(sequence)) {
        const row = nextRow(sequence);
        if (applyStep(sequence, row, predict(row)).remasked.length > 0) remasking += 1;
        history.push(answerIds(sequence));
      }
      expect(history).toEqual(reference(wanted));
    }),
    { numRuns: 500 },
  );
  // It would prove little where nothing is ever taken back.
  expect(remasking).toBeGreaterThan(20);
});
