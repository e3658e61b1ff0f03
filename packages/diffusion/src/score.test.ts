import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidParams } from "./params.js";
import { RandomStream, uniform } from "./random.js";
import {
  greedyRows,
  isScored,
  patternRows,
  resumeScore,
  type Score,
  type ScoreCheckpoint,
  type ScoreInput,
  scoreCheckpoint,
  scoreOutcome,
  startScore,
} from "./score.js";
import { maxMcNum, resolveScoreParams } from "./score-params.js";
import type { RowPrediction, StepRow } from "./step.js";

const special = { mask: 99, eos: 98 };

/** Any pure function of the row serves as a model here. */
function predict(row: StepRow): RowPrediction {
  const key = row.inputIds.reduce((hash, id) => (hash * 31 + id) >>> 0, 7);
  const number = (salt: number) => Float32Array.from(row.candidates, (p) => uniform(key, salt, p, RandomStream.token));
  const tokenIds = Int32Array.from(number(0), (u) => Math.floor(u * 97));
  const targetLogProb = number(4).map((u) => -1 - u);
  return { tokenIds, confidence: number(1), margin: number(2), entropy: number(3), targetLogProb };
}

function input(length: number, mcNum: number, seed = 0, greedyCheck = true): ScoreInput {
  const continuationIds = Array.from({ length }, (_, i) => i + 3);
  const params = resolveScoreParams({ mcNum, seed, greedyCheck, cfgScale: seed % 2 }, 2, length, 100);
  return { promptIds: [1, 2], continuationIds, params, special };
}

/** Does whatever is left, or as many rows as `limit` says, `lanes` of patterns at once and answered as `pick` says. */
function run(score: Score, lanes: number, pick: (n: number) => number, limit = Number.POSITIVE_INFINITY): void {
  const sources = [...Array.from({ length: lanes }, () => patternRows(score)), greedyRows(score)];
  const open = sources.map((rows) => ({ rows, due: rows.next() })).filter(({ due }) => !due.done);
  for (let done = 0; open.length > 0 && done < limit; done++) {
    const at = pick(open.length);
    const lane = open[at]!;
    lane.due = lane.rows.next(predict(lane.due.value!));
    if (lane.due.done) open.splice(at, 1);
  }
  if (limit === Number.POSITIVE_INFINITY) expect(isScored(score)).toBe(true);
}

const straight = (score: Score) => run(score, 1, () => 0);

describe("a score", () => {
  test("is the same number to the last bit, whatever the order of its results", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.nat(100)),
        (length, mcNum, lanes, picks) => {
          const one = startScore(input(length, mcNum));
          straight(one);
          const other = startScore(input(length, mcNum));
          run(other, lanes, (n) => picks.next().value % n);
          expect(scoreOutcome(other)).toEqual(scoreOutcome(one));
        },
      ),
    );
  });

  test("goes on from a checkpoint, at any moment, to the same number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(60), fc.nat(9), (length, stopAfter, seed) => {
        const one = startScore(input(length, 40, seed));
        straight(one);
        const first = startScore(input(length, 40, seed));
        run(first, 5, (n) => n - 1, stopAfter);
        const saved = JSON.parse(JSON.stringify(scoreCheckpoint(first))) as ScoreCheckpoint;
        const second = resumeScore(input(length, 40, seed), saved);
        straight(second);
        expect(scoreOutcome(second)).toEqual(scoreOutcome(one));
      }),
    );
  });

  test("of a checkpoint that is another request's is refused", () => {
    const score = startScore(input(9, 20));
    straight(score);
    expect(() => resumeScore(input(8, 20), scoreCheckpoint(score))).toThrow(/of 9 tokens, the request has \d+ of 8/);
  });

  test("says what it cost: a row for each pattern, one for each greedy step, twice with guidance", () => {
    const plain = startScore(input(3, 128, 0));
    straight(plain);
    expect(scoreOutcome(plain)).toMatchObject({ samples: 7, forwards: 7 + 3, positions: (7 + 3) * 5 });
    const guided = startScore(input(3, 128, 1, false));
    straight(guided);
    expect(scoreOutcome(guided)).toMatchObject({ samples: 7, forwards: 14, positions: 14 * 5 });
    expect(scoreOutcome(guided).greedyIds).toBeUndefined();
  });
});

describe("parameters", () => {
  test("have the reference's defaults", () => {
    expect(resolveScoreParams({}, 1, 1, 10)).toEqual({ mcNum: 128, cfgScale: 0, seed: 0, greedyCheck: false });
  });

  test("that break rules are refused together, each by name", () => {
    const resolve = () => resolveScoreParams({ mcNum: 0, cfgScale: Number.NaN, seed: 0.5 }, 9, 2, 10);
    expect(resolve).toThrow(InvalidParams);
    for (const words of [
      `mc_num must be an integer from 1 to ${maxMcNum}, got 0`,
      "cfg_scale must be between 0 and 100, got NaN",
      "seed must be an integer from 0 to 9007199254740991, got 0.5",
      "continuation has 2 tokens and the prompt 9, more than the model's context of 10",
    ])
      expect(resolve).toThrow(words);
    expect(() => resolveScoreParams({}, 3, 0, 10)).toThrow("continuation has no tokens");
  });
});
