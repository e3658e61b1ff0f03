import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SamplingParams, strategies } from "./params.js";
import { RandomStream, uniform } from "./random.js";
import { transferCount } from "./schedule.js";
import {
  answerIds,
  applyStep,
  type Commit,
  checkpoint,
  isComplete,
  maskedCount,
  nextRow,
  resumeSequence,
  type Sequence,
  startSequence,
  visibleLength,
} from "./sequence.js";
import type { RowPrediction, StepRow } from "./step.js";

const special = { mask: 99, eos: 98, eot: 97 };
const prompt = [1, 2, 3];

/** Stands in for a model: any pure function of the row will do to test the decoder's bookkeeping. */
function predict(row: StepRow, tokens = 97): RowPrediction {
  const key = row.inputIds.reduce((hash, id) => (hash * 31 + id) >>> 0, 7);
  const number = (salt: number) => Float32Array.from(row.candidates, (p) => uniform(key, salt, p, RandomStream.token));
  return {
    tokenIds: Int32Array.from(number(0), (u) => Math.floor(u * tokens)),
    confidence: number(1),
    margin: number(2),
    entropy: number(3),
    targetLogProb: number(4),
  };
}

function run(sequence: Sequence, tokens?: number): Commit[] {
  const commits: Commit[] = [];
  while (!isComplete(sequence)) {
    const row = nextRow(sequence);
    commits.push(applyStep(sequence, row, predict(row, tokens)));
  }
  return commits;
}

const params = fc
  .record({
    blockLength: fc.integer({ min: 1, max: 12 }),
    blocks: fc.integer({ min: 1, max: 4 }),
    stepsPerBlock: fc.integer({ min: 1, max: 15 }),
    strategy: fc.constantFrom(...strategies),
    cfgScale: fc.constantFrom(0, 1.5),
    eosEarlyStop: fc.boolean(),
    confidenceEosEotInf: fc.boolean(),
    seed: fc.nat(),
    threshold: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(
    ({ blocks, stepsPerBlock, ...rest }): SamplingParams => ({
      ...rest,
      genLength: rest.blockLength * blocks,
      steps: stepsPerBlock * blocks,
      temperature: 0,
      logitsEosInf: false,
    }),
  );

const plain: SamplingParams = {
  genLength: 4,
  blockLength: 4,
  steps: 4,
  temperature: 0,
  cfgScale: 0,
  strategy: "low_confidence",
  threshold: 0.9,
  seed: 0,
  logitsEosInf: false,
  confidenceEosEotInf: false,
  eosEarlyStop: false,
};

describe("transfer schedule", () => {
  test("10 masks in 4 steps are 3, 3, 2, 2", () => {
    expect([0, 1, 2, 3].map((step) => transferCount(10, 4, step))).toEqual([3, 3, 2, 2]);
  });

  test("sums to its masks", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 600 }), (masks, steps) => {
        let sum = 0;
        for (let step = 0; step < steps; step++) sum += transferCount(masks, steps, step);
        expect(sum).toBe(masks);
      }),
    );
  });
});

describe("a sequence", () => {
  test("commits every position once, inside the block that is being decoded, and never changes it", () => {
    fc.assert(
      fc.property(params, (p) => {
        const sequence = startSequence(prompt, p, special);
        const committed = new Map<number, number>();
        for (const commit of run(sequence)) {
          const block = Math.floor(commit.positions[0]! / p.blockLength);
          for (const [i, position] of commit.positions.entries()) {
            expect(committed.has(position)).toBe(false);
            expect(Math.floor(position / p.blockLength)).toBe(block);
            committed.set(position, commit.ids[i]!);
          }
        }
        const answer = answerIds(sequence);
        for (const [position, id] of committed) expect(answer[position]).toBe(id);
        expect(maskedCount(sequence)).toBe(0);
        expect([...sequence.canvas.subarray(0, prompt.length)]).toEqual(prompt);
      }),
    );
  });

  test("takes at most one step a token, and a fixed schedule at most its steps", () => {
    fc.assert(
      fc.property(params, (p) => {
        const sequence = startSequence(prompt, p, special);
        run(sequence);
        expect(sequence.progress.step).toBeLessThanOrEqual(p.genLength);
        if (p.strategy !== "threshold") expect(sequence.progress.step).toBeLessThanOrEqual(p.steps);
        expect(sequence.progress.forwards).toBe(sequence.progress.step * (p.cfgScale > 0 ? 2 : 1));
      }),
    );
  });

  test("goes on from a checkpoint, at any step, to the same answer", () => {
    fc.assert(
      fc.property(params, fc.nat(40), (p, stopAt) => {
        const whole = startSequence(prompt, p, special);
        run(whole);
        const first = startSequence(prompt, p, special);
        for (let i = 0; i < stopAt && !isComplete(first); i++) {
          const row = nextRow(first);
          applyStep(first, row, predict(row));
        }
        const saved = JSON.parse(JSON.stringify(checkpoint(first)));
        const second = resumeSequence(prompt, p, special, saved);
        run(second);
        expect(answerIds(second)).toEqual(answerIds(whole));
        expect(second.progress).toEqual(whole.progress);
      }),
    );
  });

  test("an early stop saves steps and leaves the visible answer as it is", () => {
    fc.assert(
      fc.property(params, (p) => {
        // 99 tokens: EOS and EOT are drawn now and then.
        const stopped = startSequence(prompt, { ...p, eosEarlyStop: true }, special);
        const full = startSequence(prompt, { ...p, eosEarlyStop: false }, special);
        run(stopped, 99);
        run(full, 99);
        const visible = (s: Sequence) => answerIds(s).slice(0, visibleLength(answerIds(s), special));
        expect(visible(stopped)).toEqual(visible(full));
        expect(stopped.progress.step).toBeLessThanOrEqual(full.progress.step);
      }),
    );
  });

  test("a step is applied once", () => {
    const sequence = startSequence(prompt, plain, special);
    const row = nextRow(sequence);
    applyStep(sequence, row, predict(row));
    expect(() => applyStep(sequence, row, predict(row))).toThrow("got step 0, expected step 1");
  });

  test("the guidance branch masks the prompt and nothing else", () => {
    const guided = { ...plain, genLength: 2, blockLength: 2, steps: 2, cfgScale: 1 };
    const sequence = startSequence(prompt, guided, special);
    const row = nextRow(sequence);
    applyStep(sequence, row, { ...predict(row), tokenIds: Int32Array.of(5, 6), confidence: Float32Array.of(0.9, 0.1) });
    const next = nextRow(sequence);
    expect([...next.inputIds]).toEqual([1, 2, 3, 5, 99]);
    expect([...next.unconditionalIds!]).toEqual([99, 99, 99, 5, 99]);
    expect([...next.candidates]).toEqual([4]);
  });

  test("a checkpoint of another request is refused", () => {
    const saved = { ...checkpoint(startSequence(prompt, plain, special)), answerIds: [1, 2] };
    expect(() => resumeSequence(prompt, plain, special, saved)).toThrow(
      "checkpoint has 2 answer ids, the request has 4",
    );
  });
});
