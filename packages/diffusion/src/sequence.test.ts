import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockOffset, blocksOf } from "./blocks.js";
import { applyStep, endAnswer, nextRow, rowLength } from "./decode.js";
import { hurry, stepsBound } from "./pace.js";
import { type ParameterName, parameterNames, strategies } from "./parameters.js";
import { isComplete } from "./progress.js";
import { provisional } from "./provisional.js";
import { RandomStream, uniform } from "./random.js";
import { masksAfter, remasks } from "./remasking.js";
import { edits, verifies } from "./revising.js";
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
import { settledLength } from "./settled.js";
import type { RowPrediction, StepRow } from "./step.js";
import { inputs, plain, prompt, special } from "./testing/inputs.js";

/** Stands in for a model: any pure function of the row will do to test the decoder's bookkeeping. */
function predict(row: StepRow, tokens = 97): RowPrediction {
  const key = row.inputIds.reduce((hash, id) => (hash * 31 + id) >>> 0, 7);
  const number = (salt: number) => Float32Array.from(row.candidates, (p) => uniform(key, salt, p, RandomStream.token));
  const forbidden = (index: number) =>
    (row.positionIds?.[index] ?? index) < (row.earlyBefore ?? 0)
      ? [...row.suppressedIds, ...(row.earlySuppressedIds ?? [])]
      : row.suppressedIds;
  const choose = (u: number, position: number): number => {
    const allowed = Array.from({ length: tokens }, (_, id) => id).filter((id) => !forbidden(position).includes(id));
    return allowed[Math.floor(u * allowed.length)]!;
  };
  return {
    tokenIds: Int32Array.from(number(0), (u, i) => choose(u, row.candidates[i]!)),
    confidence: number(1),
    margin: number(2),
    entropy: number(3),
    targetLogProb: number(4).map((u) => 2 * Math.log(u)),
  };
}

/** @param before each step */
function run(sequence: Sequence, tokens?: number, before: (steps: number) => void = () => {}): Commit[] {
  const commits: Commit[] = [];
  while (!isComplete(sequence)) {
    before(commits.length);
    const row = nextRow(sequence);
    commits.push(applyStep(sequence, row, predict(row, tokens)));
  }
  return commits;
}

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

  test("of ReMDM leaves ⌈n (S − i − 1) / S⌉ masks after step i, so none after the last", () => {
    expect(Array.from({ length: 10 }, (_, step) => masksAfter(10, 10, step))).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 600 }), (masks, steps) => {
        const left = Array.from({ length: steps }, (_, step) => masksAfter(masks, steps, step));
        expect(left.at(-1)).toBe(0);
        for (const [step, now] of left.entries()) {
          const exact = BigInt(masks) * BigInt(steps - step - 1);
          expect(BigInt(now)).toBe((exact + BigInt(steps) - 1n) / BigInt(steps));
        }
      }),
    );
  });
});

test("the properties below vary every parameter that decoding reads", () => {
  const samples = fc.sample(inputs, 300);
  // Whoever has the tokenizer, the clock or the caller reads these.
  const others: readonly string[] = ["stop", "finishWithinMs", "reportSteps", "provisional"];
  const varied = (name: ParameterName) => new Set(samples.map(({ params }) => JSON.stringify(params[name]))).size > 1;
  expect(parameterNames.filter((name) => !varied(name) && !others.includes(name))).toEqual([]);
  expect(new Set(samples.map(({ params }) => params.strategy)).size).toBe(strategies.length);
});

describe("a sequence", () => {
  test("says of each mask that a step looked at and left what it predicted, and of nothing else", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const sequence = startSequence(input);
        const start = sequence.promptLength;
        while (!isComplete(sequence)) {
          const row = nextRow(sequence);
          const prediction = predict(row);
          const before = answerIds(sequence);
          applyStep(sequence, row, prediction);
          const { positions, ids, confidences } = provisional(sequence, row, prediction);
          const after = answerIds(sequence);
          const looked = [...row.candidates].filter((at) => at < row.inputIds.length - (row.shadowLength ?? 0));
          const left = looked
            .map((at) => at - start)
            .filter((at) => before[at] === special.mask && after[at] === special.mask);
          expect(positions).toEqual(left);
          const indices = left.map((at) => row.candidates.indexOf(at + start));
          expect(ids).toEqual(indices.map((i) => prediction.tokenIds[i]));
          expect(confidences).toEqual(indices.map((i) => prediction.confidence[i]));
        }
      }),
      { numRuns: 50 },
    );
  });

  test("commits inside the block that is being decoded, and changes a token only by remasking or editing it", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { params: p, blockCausal = false } = input;
        const sequence = startSequence(input);
        const given = answerIds(sequence).map((id) => id !== special.mask);
        const offset = blockOffset(p.blockLength, prompt.length, blockCausal);
        const committed = new Map<number, number>();
        for (const commit of run(sequence)) {
          const blocks = [...commit.positions, ...commit.remasked].map((at) =>
            Math.floor((at + offset) / p.blockLength),
          );
          expect(new Set(blocks).size).toBeLessThanOrEqual(1);
          for (const [i, position] of commit.positions.entries()) {
            expect(given[position]).toBe(false);
            if (!edits(p)) expect(committed.has(position)).toBe(false);
            else expect(committed.get(position)).not.toBe(commit.ids[i]);
            committed.set(position, commit.ids[i]!);
          }
          if (!remasks(p) && !verifies(p)) expect(commit.remasked).toEqual([]);
          for (const position of commit.remasked) expect(committed.delete(position)).toBe(true);
        }
        const answer = answerIds(sequence);
        for (const [position, id] of committed) expect(answer[position]).toBe(id);
        for (const [i, isGiven] of given.entries())
          if (isGiven) expect(answer[i]).toBe(input.template?.[i] ?? answer[i]);
        expect(maskedCount(sequence)).toBe(0);
        expect([...sequence.canvas.subarray(0, prompt.length)]).toEqual(prompt);
      }),
    );
  });

  test("takes no more steps than its bound, which every step lowers, and knows how long each one's row is", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { params: p } = input;
        const sequence = startSequence(input);
        const first = stepsBound(sequence);
        let bound = first + 1;
        const commits = run(sequence, 97, () => {
          expect(stepsBound(sequence)).toBeLessThan(bound);
          expect(rowLength(sequence)).toBe(nextRow(sequence).inputIds.length);
          bound = stepsBound(sequence);
        });
        const { step, forwards, positions, committed } = sequence.progress;
        expect(commits.length).toBeLessThanOrEqual(first);
        // One token a step at the least, but where tokens are taken back or read again; and the schedule's where there is one.
        if (!remasks(p) && !edits(p)) expect(step).toBeLessThanOrEqual(p.genLength);
        if (["low_confidence", "random", "margin", "entropy"].includes(p.strategy) && !edits(p))
          expect(step).toBeLessThanOrEqual(Math.ceil(p.steps / blocksOf(sequence)) * blocksOf(sequence));
        expect(forwards).toBe(commits.length * (p.cfgScale > 0 ? 2 : 1));
        // A verified token goes through the model twice.
        expect(positions).toBeLessThanOrEqual(forwards * (sequence.canvas.length + (verifies(p) ? p.blockLength : 0)));
        expect(committed).toBe(commits.reduce((sum, commit) => sum + commit.positions.length, 0));
        expect(sequence.progress.hurried).toBe(0);
      }),
    );
  });

  test("is complete within the steps that there is time for, and with enough of them is decoded as always", () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 60 }), (input, steps) => {
        const hurried = startSequence(input);
        const bound = stepsBound(hurried);
        const commits = run(hurried, 97, (done) => hurry(hurried, steps - done));
        expect(commits.length).toBeLessThanOrEqual(steps);
        expect(maskedCount(hurried)).toBe(0);
        if (steps < bound) return;
        const calm = startSequence(input);
        run(calm);
        expect(answerIds(hurried)).toEqual(answerIds(calm));
        expect(hurried.progress).toEqual(calm.progress);
      }),
    );
  });

  test("lowers its bound with every step, whatever haste comes and goes on the way", () => {
    const haste = fc.infiniteStream(fc.option(fc.integer({ min: 0, max: 50 })));
    fc.assert(
      fc.property(inputs, haste, (input, stepsLeft) => {
        const sequence = startSequence(input);
        let bound = stepsBound(sequence) + 1;
        run(sequence, 97, () => {
          const left = stepsLeft.next().value!;
          if (left !== null) hurry(sequence, left);
          expect(stepsBound(sequence)).toBeLessThan(bound);
          bound = stepsBound(sequence);
        });
        expect(maskedCount(sequence)).toBe(0);
      }),
    );
  });

  test("goes on from a checkpoint, at any step, to the same answer", () => {
    fc.assert(
      fc.property(inputs, fc.nat(40), (input, stopAt) => {
        const whole = startSequence(input);
        run(whole);
        const first = startSequence(input);
        for (let i = 0; i < stopAt && !isComplete(first); i++) {
          const row = nextRow(first);
          applyStep(first, row, predict(row));
        }
        const saved = JSON.parse(JSON.stringify(checkpoint(first)));
        const second = resumeSequence(input, saved);
        run(second);
        expect(answerIds(second)).toEqual(answerIds(whole));
        expect(second.progress).toEqual(whole.progress);
      }),
    );
  });

  test("an early stop saves steps and leaves the visible answer as it is", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        // 99 tokens: EOS and EOT are drawn now and then.
        const stopped = startSequence({ ...input, params: { ...input.params, eosEarlyStop: true } });
        const full = startSequence({ ...input, params: { ...input.params, eosEarlyStop: false } });
        run(stopped, 99);
        run(full, 99);
        const visible = (s: Sequence) => answerIds(s).slice(0, visibleLength(answerIds(s), special));
        expect(visible(stopped)).toEqual(visible(full));
        expect(stopped.progress.step).toBeLessThanOrEqual(full.progress.step);
      }),
    );
  });

  test("never changes again what is settled, and settles no less as it goes on", () => {
    const haste = fc.infiniteStream(fc.option(fc.integer({ min: 1, max: 50 })));
    fc.assert(
      fc.property(inputs, haste, (input, stepsLeft) => {
        const sequence = startSequence(input);
        let settled: number[] = [];
        const check = () => {
          const answer = answerIds(sequence);
          expect(answer.slice(0, settled.length)).toEqual(settled);
          const length = settledLength(answer, input);
          expect(length).toBeGreaterThanOrEqual(settled.length);
          settled = answer.slice(0, length);
        };
        run(sequence, 99, () => {
          check();
          const left = stepsLeft.next().value!;
          if (left !== null) hurry(sequence, left);
        });
        check();
      }),
    );
  });

  test("keeps what is given, avoids banned tokens, and ends neither before minLength nor after maxLength", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { pins, bannedIds, minLength, maxLength } = input.params;
        const sequence = startSequence(input);
        run(sequence, 99);
        const answer = answerIds(sequence);
        for (const { position, id } of pins) expect(answer[position]).toBe(id);
        for (const [i, id] of Array.from(input.template ?? []).entries())
          if (id !== special.mask) expect(answer[i]).toBe(id);
        for (const id of bannedIds) expect(answer).not.toContain(id);
        expect(visibleLength(answer, special)).toBeGreaterThanOrEqual(minLength);
        expect(visibleLength(answer, special)).toBeLessThanOrEqual(maxLength);
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

  test("a block-causal model's rows end with the block, and blocks are counted from position 0", () => {
    const blocks = { ...plain, genLength: 7, blockLength: 4, steps: 3 };
    const sequence = startSequence({ promptIds: prompt, params: blocks, special, blockCausal: true });
    const rows: StepRow[] = [];
    run(sequence, 97, () => rows.push(nextRow(sequence)));
    expect(rows.map((row) => row.inputIds.length)).toEqual([4, 8, 10]);
    expect([...rows[0]!.candidates]).toEqual([3]);
  });

  test("what WINO has committed comes again as shadows, behind the row, and those that are disowned are masked again", () => {
    const wino = {
      ...plain,
      strategy: "wino",
      suffixWindow: 1,
      genLength: 8,
      cfgScale: 1,
      verifyThreshold: 0.9,
    } as const;
    const sequence = startSequence({ promptIds: prompt, params: wino, special });
    const confident = (row: StepRow, confidence: number[], targets: number[]): RowPrediction => ({
      ...predict(row),
      tokenIds: Int32Array.from(row.candidates, (_, i) => 10 + i),
      confidence: Float32Array.from(confidence),
      targetLogProb: Float32Array.from(targets, Math.log),
    });
    const first = nextRow(sequence);
    expect([...first.candidates]).toEqual([3, 4, 5, 6]);
    expect(first.shadowLength).toBeUndefined();
    applyStep(sequence, first, confident(first, [0.7, 0.7, 0.1, 0.1], [1, 1, 1, 1]));
    const second = nextRow(sequence);
    expect([...second.inputIds]).toEqual([1, 2, 3, 10, 11, 99, 99, 99, 99, 99, 99, 99]);
    expect([...second.unconditionalIds!]).toEqual([99, 99, 99, 10, 11, 99, 99, 99, 99, 99, 99, 99]);
    expect([...second.positionIds!]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 3, 4]);
    expect([...second.candidates]).toEqual([5, 6, 10, 11]);
    expect([...second.targetIds!]).toEqual([-1, -1, 10, 11]);
    expect(second.shadowLength).toBe(2);
    // Two are disowned, but only two are committed: the one that is less likely goes.
    const commit = applyStep(sequence, second, confident(second, [0.8, 0.8, 0, 0], [1, 1, 0.3, 0.2]));
    expect(commit).toMatchObject({ positions: [2, 3], remasked: [1] });
    expect(answerIds(sequence).slice(0, 4)).toEqual([10, 99, 10, 11]);
  });

  test("an edit replaces a committed token where the model is sure of another, and a full block is read until nothing changes", () => {
    const editing = { ...plain, strategy: "threshold", threshold: 0.5, editThreshold: 0.9, editRounds: 3 } as const;
    const sequence = startSequence({ promptIds: prompt, params: editing, special });
    const step = (ids: number[], confidence: number[]) => {
      const row = nextRow(sequence);
      expect(row.candidates).toHaveLength(ids.length);
      const [tokenIds, sure] = [Int32Array.from(ids), Float32Array.from(confidence)];
      return applyStep(sequence, row, { ...predict(row), tokenIds, confidence: sure });
    };
    step([10, 11, 12, 13], [0.6, 0.6, 0.1, 0.1]);
    // The first is sure enough of another, the second not.
    expect(step([20, 21, 22, 23], [0.95, 0.9, 0.6, 0.6])).toMatchObject({ positions: [0, 2, 3], ids: [20, 22, 23] });
    expect(step([20, 21, 22, 23], [0.99, 0.95, 0.6, 0.6])).toMatchObject({ positions: [1], ids: [21], remasked: [] });
    expect(isComplete(sequence)).toBe(false);
    expect(step([20, 21, 22, 23], [1, 1, 1, 1]).positions).toEqual([]);
    expect(isComplete(sequence)).toBe(true);
  });

  test("an answer that is ended keeps what stands before its end", () => {
    const sequence = startSequence({ promptIds: prompt, params: plain, special });
    const row = nextRow(sequence);
    applyStep(sequence, row, { ...predict(row), confidence: Float32Array.of(0.9, 0.1, 0.1, 0.1) });
    const [first] = answerIds(sequence);
    endAnswer(sequence, 1);
    expect(answerIds(sequence)).toEqual([first, 98, 98, 98]);
    expect(isComplete(sequence)).toBe(true);
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
