import {
  greedyRows,
  isScored,
  patternRows,
  type RowPrediction,
  type RowSource,
  resumeScore,
  rowsPerPattern,
  type Score,
  type ScoreCheckpoint,
  type StepRow,
  scoreCheckpoint,
  scoreOutcome,
  startScore,
} from "@unmask/diffusion";
import type { ActiveJob, ScoreJob, ScoreResult } from "@unmask/queue";
import type { StepCost } from "@unmask/scheduling";
import { type Committed, type JobProgress, type Lane, type RunningJob, Stopwatch } from "./running-job.js";

/**
 * Patterns of one score that run at once. They could all: but then a score would take a hundred places in the line where
 * everybody else has one.
 */
const patternsAtOnce = 8;
/** Patterns between checkpoints: a dead scheduler costs at most so many forwards, and those under way. */
const patternsPerCheckpoint = 32;

/** A continuation that is being scored: some lanes share its patterns, and one more does the greedy check. */
export class RunningScore implements RunningJob<ScoreJob> {
  readonly job: ActiveJob<ScoreJob, ScoreCheckpoint>;
  readonly lanes: readonly ScoreLane[];
  readonly #score: Score;
  readonly #stopwatch: Stopwatch;
  #patternsSaved: number;

  /** @throws {RangeError} when the job's checkpoint is not one of its request */
  constructor(job: ActiveJob<ScoreJob, ScoreCheckpoint>) {
    this.job = job;
    this.#score = job.checkpoint ? resumeScore(job.payload, job.checkpoint) : startScore(job.payload);
    this.#stopwatch = new Stopwatch(job.submittedAtMs);
    this.#patternsSaved = this.#patternsDone;
    const sources = Array.from({ length: patternsAtOnce }, () => patternRows(this.#score));
    this.lanes = [...sources, greedyRows(this.#score)]
      .map((rows, lane) => new ScoreLane(this, rows, this.#cost(lane)))
      .filter((lane) => !lane.isComplete);
  }

  get isComplete(): boolean {
    return isScored(this.#score);
  }

  get progress(): JobProgress {
    const { params, continuationIds } = this.job.payload;
    return { step: this.#patternsDone, steps: params.mcNum, tokens: 0, length: continuationIds.length };
  }

  /** A score has no answer. */
  readonly visibleTokens = 0;

  dispatched(): void {
    this.#stopwatch.dispatched();
  }

  committed(): void {
    if (this.isComplete || this.#patternsDone < this.#patternsSaved + patternsPerCheckpoint) return;
    // Where it fails, or is too large to be kept, a next holder does more of it again, to the same number.
    this.saveCheckpoint().catch(() => {});
  }

  saveCheckpoint(): Promise<void> {
    this.#patternsSaved = this.#patternsDone;
    return this.job.saveCheckpoint(scoreCheckpoint(this.#score));
  }

  result(): ScoreResult {
    return { ...scoreOutcome(this.#score), ...this.#stopwatch.times() };
  }

  get #patternsDone(): number {
    return this.#score.sums.patterns.length;
  }

  #cost(lane: number): StepCost {
    const { id, payload } = this.job;
    const length = payload.promptIds.length + payload.continuationIds.length;
    return { sequenceId: `${id}#${lane}`, model: payload.model, rows: rowsPerPattern(payload.params), length };
  }
}

class ScoreLane implements Lane {
  readonly cost: StepCost;
  readonly #score: RunningScore;
  readonly #rows: RowSource;
  #due: IteratorResult<StepRow, void>;

  constructor(score: RunningScore, rows: RowSource, cost: StepCost) {
    this.#score = score;
    this.#rows = rows;
    this.cost = cost;
    this.#due = rows.next();
  }

  get id(): string {
    return this.cost.sequenceId;
  }

  get isComplete(): boolean {
    return this.#due.done === true;
  }

  dispatch(): StepRow {
    this.#score.dispatched();
    return this.#due.value!;
  }

  commit(prediction: RowPrediction): Committed {
    this.#due = this.#rows.next(prediction);
    this.#score.committed();
    // A score commits no token to an answer, and nobody watches one.
    return { positions: [], publish: () => {} };
  }
}
