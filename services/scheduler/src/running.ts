import {
  answerIds,
  applySizing,
  applyStep,
  type Checkpoint,
  type Commit,
  checkpoint,
  endAnswer,
  fitTemplate,
  type Gap,
  hurry,
  isComplete,
  isSized,
  maskedCount,
  nextRow,
  type Provisional,
  provisional,
  type RowPrediction,
  resumeSequence,
  rowLength,
  rowsPerStep,
  type Sequence,
  type SequenceInput,
  type Sizing,
  type StepRow,
  settledLength,
  sizingRow,
  startSequence,
  startSizing,
  visibleLength,
} from "@unmask/diffusion";
import type { ActiveJob, GenerateJob, GenerateResult } from "@unmask/queue";
import type { StepCost } from "@unmask/scheduling";
import { findStop, type ModelText } from "@unmask/text";
import { encodeFrame, type FrameInput } from "@unmask/wire";
import { Pace } from "./pace.js";
import { type Committed, type JobProgress, type Lane, type RunningJob, Stopwatch } from "./running-job.js";

/**
 * Checkpoints of one job are so far apart, milliseconds. A job whose scheduler dies loses no more than this and a block, a little
 * beside the time until its lock ends; and a thousand fast jobs do not write themselves to the queue at every block.
 */
const checkpointEveryMs = 2000;

export type DecodeJob = ActiveJob<GenerateJob, Checkpoint>;

/** An answer that is being decoded: one lane, since each step needs the one before. */
export class RunningSequence implements RunningJob<GenerateJob>, Lane {
  readonly job: DecodeJob;
  readonly lanes = [this];
  /** Of an infilling, until the lengths of its gaps are known. */
  #sizing: Sizing | undefined;
  #gaps: readonly Gap[] | undefined;
  #input: SequenceInput;
  #sequence: Sequence;
  /** The step that is due; kept until it is applied, so that a retry sends the same row. */
  #row: StepRow | undefined;
  readonly #stopwatch: Stopwatch;
  readonly #text: ModelText | undefined;
  /** Tokens of the answer in which a stop text was looked for. */
  #searched = 0;
  readonly #pace: Pace;
  #savedMs = Number.NEGATIVE_INFINITY;

  /**
   * @param text the model's; without it an answer is decoded to its end, and the gateway finds the stop text
   * @throws {RangeError} when the job's checkpoint is not one of its request
   */
  constructor(job: DecodeJob, text?: ModelText) {
    this.job = job;
    this.#text = text;
    this.#pace = new Pace(job.submittedAtMs, job.payload.params.finishWithinMs);
    this.#input = job.payload;
    this.#gaps = job.payload.gaps;
    if (job.checkpoint) this.#fit(job.checkpoint.gapLengths);
    else if (this.#gaps?.some(({ variable }) => variable)) this.#sizing = startSizing(this.#input, this.#gaps);
    this.#sequence = job.checkpoint ? resumeSequence(this.#input, job.checkpoint) : startSequence(this.#input);
    this.#stopwatch = new Stopwatch(job.submittedAtMs);
    job.onWatch(() => this.#publishAll());
  }

  get id(): string {
    return this.job.id;
  }

  get cost(): StepCost {
    const { model } = this.job.payload;
    return { sequenceId: this.id, model, rows: rowsPerStep(this.#sequence), length: this.#rowLength() };
  }

  #rowLength(): number {
    const { canvas } = this.#sequence;
    // A gap is tried at all of its lengths.
    if (this.#sizing) return canvas.length;
    const length = rowLength(this.#sequence);
    // A row that is hurried takes in more blocks than the one that is due now.
    return this.job.payload.params.finishWithinMs > 0 ? Math.max(length, canvas.length) : length;
  }

  get isComplete(): boolean {
    return !this.#sizing && isComplete(this.#sequence);
  }

  get progress(): JobProgress {
    const { progress, params } = this.#sequence;
    const { genLength: length, steps } = params;
    return { step: progress.step, steps, tokens: length - maskedCount(this.#sequence), length };
  }

  /** The due step's row. */
  dispatch(): StepRow {
    this.#stopwatch.dispatched();
    if (!this.#row) {
      const stepsLeft = this.#pace.stepsLeft(Date.now());
      if (stepsLeft !== undefined && !this.#sizing) hurry(this.#sequence, stepsLeft);
      this.#row = this.#sizing ? sizingRow(this.#sizing) : nextRow(this.#sequence);
    }
    return this.#row;
  }

  /** Applies the due step's result. */
  commit(prediction: RowPrediction): Committed {
    if (this.#sizing) {
      this.#size(this.#sizing, prediction);
      const isSizing = this.#sizing !== undefined;
      return { positions: [], publish: () => isSizing || this.#publishAll() };
    }
    const block = this.#sequence.progress.block;
    const row = this.#row!;
    const commit = applyStep(this.#sequence, row, prediction);
    this.#row = undefined;
    this.#endAtStop();
    // A finished block is worth keeping; the last one ends the job anyway.
    if (this.#sequence.progress.block > block && !this.isComplete && this.#isSaveDue()) {
      this.saveCheckpoint().catch(() => {});
    }
    return { positions: commit.positions, publish: () => this.#publish(commit, row, prediction) };
  }

  #isSaveDue(): boolean {
    const nowMs = performance.now();
    if (nowMs < this.#savedMs + checkpointEveryMs) return false;
    this.#savedMs = nowMs;
    return true;
  }

  /** The row told of one length of one gap; the last one says what is to be decoded. */
  #size(sizing: Sizing, prediction: RowPrediction): void {
    applySizing(sizing, this.#row!, prediction);
    this.#row = undefined;
    if (!isSized(sizing)) return;
    this.#sizing = undefined;
    this.#fit(sizing.lengths);
    this.#sequence = startSequence(this.#input);
    const { forwards, positions } = sizing;
    this.#sequence.progress = { ...this.#sequence.progress, forwards, positions };
  }

  #fit(lengths: readonly number[] | undefined): void {
    if (!lengths || !this.#gaps) return;
    const fitted = fitTemplate(this.#input, this.#gaps, lengths);
    this.#input = fitted.input;
    this.#gaps = fitted.gaps;
  }

  /** What stands before a settled stop text is the answer; the rest of its steps are not worth taking. */
  #endAtStop(): void {
    const { stop } = this.job.payload.params;
    if (!this.#text || stop.length === 0 || this.isComplete) return;
    const ids = answerIds(this.#sequence);
    const settled = settledLength(ids, this.#input);
    if (settled === this.#searched) return;
    this.#searched = settled;
    const found = findStop(this.#text, ids.slice(0, Math.min(settled, this.#text.visibleLength(ids))), stop);
    if (found) endAnswer(this.#sequence, found.through);
  }

  #publish(commit: Commit, row: StepRow, prediction: RowPrediction): void {
    if (!this.job.watched) return;
    const { step, remasked } = commit;
    this.job.publish(
      encodeFrame({
        step,
        forwards: this.#sequence.progress.forwards,
        commits: tokens(commit),
        masked: maskedCount(this.#sequence),
        remasked: [...remasked],
        ...(this.#input.params.provisional && { provisional: tokens(provisional(this.#sequence, row, prediction)) }),
      }),
    );
  }

  #publishAll(): void {
    if (this.job.watched) this.job.publish(encodeFrame(this.#snapshot()));
  }

  /** What somebody must know who watches from now on. */
  #snapshot(): FrameInput {
    const { progress, special } = this.#sequence;
    const confidences = this.#confidences();
    const commits = answerIds(this.#sequence)
      .map((tokenId, position) => ({ position, tokenId, confidence: confidences[position]! }))
      .filter(({ tokenId }) => tokenId !== special.mask);
    const masked = maskedCount(this.#sequence);
    return { step: progress.step - 1, forwards: progress.forwards, commits, masked, snapshot: true };
  }

  #confidences(): number[] {
    const { confidences, given, promptLength } = this.#sequence;
    return Array.from(confidences, (value, i) => (given[promptLength + i] ? 1 : Number(value.toPrecision(6))));
  }

  /** Without the model's text, stop texts are not seen. */
  get visibleTokens(): number {
    const { params, special } = this.job.payload;
    const ids = answerIds(this.#sequence);
    const visible = ids.slice(0, visibleLength(ids, special));
    return (this.#text && findStop(this.#text, visible, params.stop)?.length) ?? visible.length;
  }

  /** While gaps are sized there is nothing that is worth keeping. */
  async saveCheckpoint(): Promise<void> {
    if (this.#sizing) return;
    const gapLengths = this.#gaps?.map(({ length }) => length);
    await this.job.saveCheckpoint({ ...checkpoint(this.#sequence), ...(gapLengths && { gapLengths }) });
  }

  result(): GenerateResult {
    const { step: steps, forwards, positions, committed, hurried } = this.#sequence.progress;
    const times = this.#stopwatch.times();
    const { finishWithinMs } = this.job.payload.params;
    return {
      answerIds: answerIds(this.#sequence),
      ...(this.#gaps && { gaps: this.#gaps }),
      confidences: this.#confidences(),
      commitSteps: Array.from(this.#sequence.commitSteps),
      steps,
      forwards,
      positionsForwarded: positions,
      committedTokens: committed,
      hurriedTokens: hurried,
      ...(finishWithinMs > 0 && { inTime: times.totalMs <= finishWithinMs }),
      ...times,
    };
  }
}

function tokens({ positions, ids, confidences }: Provisional) {
  return positions.map((position, i) => ({ position, tokenId: ids[i]!, confidence: confidences[i]! }));
}
