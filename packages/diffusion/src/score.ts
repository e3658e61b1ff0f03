/** One continuation being scored: independent forward passes, done in any order and any number at a time. */
import { applyStep, nextRow } from "./decode.js";
import {
  addPattern,
  estimateLikelihood,
  type LikelihoodEstimate,
  type LikelihoodSums,
  likelihoodRow,
  maskedPositions,
  maskPatterns,
  noSums,
  type PatternSet,
} from "./likelihood.js";
import { resolveParams } from "./params.js";
import { isComplete } from "./progress.js";
import { greedyCheckParams, type ScoreParams } from "./score-params.js";
import { answerIds, type Checkpoint, checkpoint, resumeSequence, type Sequence, startSequence } from "./sequence.js";
import type { SpecialIds } from "./special.js";
import type { RowPrediction, StepRow } from "./step.js";

/** What a score is made from. */
export interface ScoreInput {
  readonly promptIds: ArrayLike<number>;
  readonly continuationIds: ArrayLike<number>;
  readonly params: ScoreParams;
  readonly special: SpecialIds;
}

export interface Score {
  readonly input: ScoreInput;
  readonly set: PatternSet;
  readonly sums: LikelihoodSums;
  /** The greedy check's own decoding, where one is asked for. */
  readonly greedy: Sequence | undefined;
  /** The first pattern that nobody has. */
  next: number;
  /** Pattern → its log-probabilities, while an earlier pattern is not done. */
  readonly early: Map<number, Float32Array>;
}

/** A score small enough to be stored with its job, and enough to go on from. Plain JSON. */
export interface ScoreCheckpoint {
  readonly sums: LikelihoodSums;
  readonly greedy?: Checkpoint;
}

export interface ScoreOutcome extends LikelihoodEstimate {
  /** Draws behind the estimate; of an exact one, all patterns there are. */
  readonly samples: number;
  /** What greedy decoding gives in the continuation's place; absent where it was not asked for. */
  readonly greedyIds?: readonly number[];
  /** Forward passes; two a pattern or step with guidance. */
  readonly forwards: number;
  /** Tokens that went through the model, over all forward passes. */
  readonly positions: number;
}

export function startScore(input: ScoreInput): Score {
  const { continuationIds, params } = input;
  const set = maskPatterns(continuationIds.length, params.mcNum, params.seed);
  const greedy = params.greedyCheck ? startSequence(greedyInput(input)) : undefined;
  return { input, set, sums: noSums(set), greedy, next: 0, early: new Map() };
}

export function scoreCheckpoint({ sums, greedy }: Score): ScoreCheckpoint {
  return { sums, ...(greedy && { greedy: checkpoint(greedy) }) };
}

/** @throws {RangeError} when the checkpoint is not one of this request */
export function resumeScore(input: ScoreInput, saved: ScoreCheckpoint): Score {
  const score = startScore(input);
  const { patterns, tokens } = saved.sums;
  if (tokens.length !== score.set.length || patterns.length > score.set.patterns.length)
    throw new RangeError(
      `checkpoint has ${patterns.length} patterns of ${tokens.length} tokens, the request has ${score.set.patterns.length} of ${score.set.length}`,
    );
  const greedy = saved.greedy && score.greedy && resumeSequence(greedyInput(input), saved.greedy);
  return {
    ...score,
    sums: { patterns: [...patterns], tokens: [...tokens] },
    greedy: greedy ?? score.greedy,
    next: patterns.length,
  };
}

/** Rows, each to be answered with its prediction before the next is asked for. */
export type RowSource = Generator<StepRow, void, RowPrediction>;

/**
 * Patterns that nobody else has, one after the other. Several sources share a score's patterns; in whatever order their
 * results come, they are summed in the set's. Mutates the score.
 */
export function* patternRows(score: Score): RowSource {
  const { input, set, sums, early } = score;
  while (score.next < set.patterns.length) {
    const index = score.next++;
    const scored = { ...input, cfgScale: input.params.cfgScale };
    const { targetLogProb } = yield likelihoodRow(scored, maskedPositions(set, set.patterns[index]!));
    early.set(index, targetLogProb);
    for (;;) {
      const logProbs = early.get(sums.patterns.length);
      if (!logProbs) break;
      early.delete(sums.patterns.length);
      addPattern(set, sums, logProbs);
    }
  }
}

/** The greedy check's steps; none where it was not asked for. Only one source of them at a time. Mutates the score. */
export function* greedyRows({ greedy }: Score): RowSource {
  while (greedy && !isComplete(greedy)) {
    const row = nextRow(greedy);
    applyStep(greedy, row, yield row);
  }
}

export function isScored({ set, sums, greedy }: Score): boolean {
  return sums.patterns.length === set.patterns.length && (greedy === undefined || isComplete(greedy));
}

/** @param score one that {@link isScored} */
export function scoreOutcome({ input, set, sums, greedy }: Score): ScoreOutcome {
  const { promptIds, continuationIds, params } = input;
  const forwards = set.patterns.length * rowsPerPattern(params);
  return {
    ...estimateLikelihood(set, sums),
    samples: set.draws.length || set.patterns.length,
    ...(greedy && { greedyIds: answerIds(greedy) }),
    forwards: forwards + (greedy?.progress.forwards ?? 0),
    positions: forwards * (promptIds.length + continuationIds.length) + (greedy?.progress.positions ?? 0),
  };
}

/** Model rows of a pattern's forward pass: two with guidance. */
export function rowsPerPattern({ cfgScale }: ScoreParams): 1 | 2 {
  return cfgScale > 0 ? 2 : 1;
}

function greedyInput({ promptIds, continuationIds, params, special }: ScoreInput) {
  const { length } = continuationIds;
  const greedy = greedyCheckParams(length, params.cfgScale);
  return {
    promptIds,
    params: resolveParams(greedy, promptIds.length, { maxLength: promptIds.length + length }),
    special,
  };
}
