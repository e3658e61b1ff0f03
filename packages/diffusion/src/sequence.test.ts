import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyStep, nextRow } from "./decode.js";
import { fallback, type SamplingParams, strategies } from "./parameters.js";
import { isComplete } from "./progress.js";
import { RandomStream, uniform } from "./random.js";
import { transferCount } from "./schedule.js";
import {
  answerIds,
  type Commit,
  checkpoint,
  maskedCount,
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
  const forbidden = (position: number) =>
    position < (row.earlyBefore ?? 0) ? [...row.suppressedIds, ...(row.earlySuppressedIds ?? [])] : row.suppressedIds;
  const choose = (u: number, position: number): number => {
    const allowed = Array.from({ length: tokens }, (_, id) => id).filter((id) => !forbidden(position).includes(id));
    return allowed[Math.floor(u * allowed.length)]!;
  };
  return {
    tokenIds: Int32Array.from(number(0), (u, i) => choose(u, row.candidates[i]!)),
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

const plain: SamplingParams = {
  ...fallback,
  genLength: 4,
  blockLength: 4,
  steps: 4,
  eosEarlyStop: false,
  lowThreshold: 0.2,
};

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
    factor: fc.double({ min: 0.01, max: 10, noNaN: true }),
    entropyBound: fc.double({ min: 0, max: 5, noNaN: true }),
    remaskEta: fc.double({ min: 0, max: 1, noNaN: true }),
    suffixWindow: fc.constantFrom(0, 1, 5),
  })
  .map(
    ({ blocks, stepsPerBlock, ...rest }): SamplingParams => ({
      ...plain,
      ...rest,
      genLength: rest.blockLength * blocks,
      steps: stepsPerBlock * blocks,
      temperature: 0,
      logitsEosInf: false,
    }),
  );

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
  test("commits inside the block that is being decoded, and changes a token only by remasking it first", () => {
    fc.assert(
      fc.property(params, (p) => {
        const sequence = startSequence({ promptIds: prompt, params: p, special });
        const committed = new Map<number, number>();
        for (const commit of run(sequence)) {
          const touched = [...commit.positions, ...commit.remasked].map((at) => Math.floor(at / p.blockLength));
          expect(new Set(touched).size).toBe(1);
          for (const [i, position] of commit.positions.entries()) {
            expect(committed.has(position)).toBe(false);
            committed.set(position, commit.ids[i]!);
          }
          if (!p.strategy.startsWith("remdm_")) expect(commit.remasked).toEqual([]);
          for (const position of commit.remasked) expect(committed.delete(position)).toBe(true);
        }
        const answer = answerIds(sequence);
        for (const [position, id] of committed) expect(answer[position]).toBe(id);
        expect(maskedCount(sequence)).toBe(0);
        expect([...sequence.canvas.subarray(0, prompt.length)]).toEqual(prompt);
      }),
    );
  });

  test("takes a bounded number of steps: the schedule's, or one a token where the strategy adapts", () => {
    const adaptive = ["threshold", "factor", "entropy_bounded", "hierarchical"];
    fc.assert(
      fc.property(params, (p) => {
        const sequence = startSequence({ promptIds: prompt, params: p, special });
        const commits = run(sequence);
        const { step, forwards, positions, committed } = sequence.progress;
        if (adaptive.includes(p.strategy)) expect(step).toBeLessThanOrEqual(p.genLength);
        else expect(step).toBeLessThanOrEqual(p.steps);
        // One token a step at the least, but where remasking takes some back.
        if (!p.strategy.startsWith("remdm_")) expect(step).toBeLessThanOrEqual(p.genLength);
        expect(forwards).toBe(commits.length * (p.cfgScale > 0 ? 2 : 1));
        expect(positions).toBeLessThanOrEqual(forwards * sequence.canvas.length);
        expect(committed).toBe(commits.reduce((sum, commit) => sum + commit.positions.length, 0));
        for (const c of commits) expect(c.positions.length + c.remasked.length).toBeGreaterThan(0);
      }),
    );
  });

  test("goes on from a checkpoint, at any step, to the same answer", () => {
    fc.assert(
      fc.property(params, fc.nat(40), (p, stopAt) => {
        const whole = startSequence({ promptIds: prompt, params: p, special });
        run(whole);
        const first = startSequence({ promptIds: prompt, params: p, special });
        for (let i = 0; i < stopAt && !isComplete(first); i++) {
          const row = nextRow(first);
          applyStep(first, row, predict(row));
        }
        const saved = JSON.parse(JSON.stringify(checkpoint(first)));
        const second = resumeSequence({ promptIds: prompt, params: p, special }, saved);
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
        const stopped = startSequence({ promptIds: prompt, params: { ...p, eosEarlyStop: true }, special });
        const full = startSequence({ promptIds: prompt, params: { ...p, eosEarlyStop: false }, special });
        run(stopped, 99);
        run(full, 99);
        const visible = (s: Sequence) => answerIds(s).slice(0, visibleLength(answerIds(s), special));
        expect(visible(stopped)).toEqual(visible(full));
        expect(stopped.progress.step).toBeLessThanOrEqual(full.progress.step);
      }),
    );
  });

  test("keeps pins, avoids banned tokens, and ends neither before minLength nor after maxLength", () => {
    const limits = fc.record({
      minLength: fc.nat(),
      maxLength: fc.nat(),
      pinned: fc.array(fc.nat(), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(params, limits, (p, { minLength, maxLength, pinned }) => {
        const most = 1 + (maxLength % p.genLength);
        const pins = [...new Set(pinned.map((at) => at % most))]
          .slice(0, most - 1)
          .map((position) => ({ position, id: 7 }));
        const constraints = { bannedIds: [0, 1, 2, 3], pins, minLength: minLength % (most + 1), maxLength: most };
        const sequence = startSequence({ promptIds: prompt, params: { ...p, ...constraints }, special });
        run(sequence, 99);
        const answer = answerIds(sequence);
        for (const { position, id } of pins) expect(answer[position]).toBe(id);
        for (const id of constraints.bannedIds) expect(answer).not.toContain(id);
        expect(visibleLength(answer, special)).toBeGreaterThanOrEqual(constraints.minLength);
        expect(visibleLength(answer, special)).toBeLessThanOrEqual(most);
      }),
    );
  });

  test("a suffix window keeps all that is decided and the near masks, and thins out the rest", () => {
    const wide = { ...plain, genLength: 64, blockLength: 4, steps: 64, suffixWindow: 4 };
    const row = nextRow(startSequence({ promptIds: prompt, params: wide, special }));
    // Prompt 0–2, block 3–6, four near masks 7–10, then those at distances 8, 16 and 32.
    expect([...row.positionIds!]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 22, 38]);
    expect(row.inputIds).toHaveLength(14);
    expect([...row.candidates]).toEqual([3, 4, 5, 6]);
  });

  test("a step is applied once", () => {
    const sequence = startSequence({ promptIds: prompt, params: plain, special });
    const row = nextRow(sequence);
    applyStep(sequence, row, predict(row));
    expect(() => applyStep(sequence, row, predict(row))).toThrow("got step 0, expected step 1");
  });

  test("the guidance branch masks the prompt and nothing else", () => {
    const guided = { ...plain, genLength: 2, blockLength: 2, steps: 2, cfgScale: 1 };
    const sequence = startSequence({ promptIds: prompt, params: guided, special });
    const row = nextRow(sequence);
    applyStep(sequence, row, { ...predict(row), tokenIds: Int32Array.of(5, 6), confidence: Float32Array.of(0.9, 0.1) });
    const next = nextRow(sequence);
    expect([...next.inputIds]).toEqual([1, 2, 3, 5, 99]);
    expect([...next.unconditionalIds!]).toEqual([99, 99, 99, 5, 99]);
    expect([...next.candidates]).toEqual([4]);
  });

  test("a checkpoint of another request is refused", () => {
    const saved = { ...checkpoint(startSequence({ promptIds: prompt, params: plain, special })), answerIds: [1, 2] };
    expect(() => resumeSequence({ promptIds: prompt, params: plain, special }, saved)).toThrow(
      "checkpoint has 2 answer positions, the request has 4",
    );
  });
});
