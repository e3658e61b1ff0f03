import {
  answerIds,
  applyStep,
  type Checkpoint,
  type Commit,
  checkpoint,
  isComplete,
  maskedCount,
  nextRow,
  type RowPrediction,
  resumeSequence,
  rowsPerStep,
  type Sequence,
  type StepRow,
  startSequence,
} from "@unmask/diffusion";
import type { ActiveJob, GenerateJob, GenerateResult } from "@unmask/queue";
import type { StepCost } from "@unmask/scheduling";
import { encodeFrame, type FrameInput } from "@unmask/wire";
import { type Committed, type Lane, type RunningJob, Stopwatch } from "./running-job.js";

export type DecodeJob = ActiveJob<GenerateJob, Checkpoint>;

/** An answer that is being decoded: one lane, since each step needs the one before. */
export class RunningSequence implements RunningJob<GenerateJob>, Lane {
  readonly job: DecodeJob;
  readonly lanes = [this];
  readonly #sequence: Sequence;
  /** The step that is due; kept until it is applied, so that a retry sends the same row. */
  #row: StepRow | undefined;
  readonly #stopwatch: Stopwatch;

  /** @throws {RangeError} when the job's checkpoint is not one of its request */
  constructor(job: DecodeJob) {
    this.job = job;
    this.#sequence = job.checkpoint ? resumeSequence(job.payload, job.checkpoint) : startSequence(job.payload);
    this.#stopwatch = new Stopwatch(job.submittedAtMs);
    job.onWatch(() => this.job.publish(encodeFrame(this.#snapshot())));
  }

  get id(): string {
    return this.job.id;
  }

  get cost(): StepCost {
    const { canvas } = this.#sequence;
    return {
      sequenceId: this.id,
      model: this.job.payload.model,
      rows: rowsPerStep(this.#sequence),
      length: canvas.length,
    };
  }

  get isComplete(): boolean {
    return isComplete(this.#sequence);
  }

  /** The due step's row. */
  dispatch(): StepRow {
    this.#stopwatch.dispatched();
    this.#row ??= nextRow(this.#sequence);
    return this.#row;
  }

  /** Applies the due step's result. */
  commit(prediction: RowPrediction): Committed {
    const block = this.#sequence.progress.block;
    const commit = applyStep(this.#sequence, this.#row!, prediction);
    this.#row = undefined;
    // A finished block is worth keeping; the last one ends the job anyway.
    if (this.#sequence.progress.block > block && !this.isComplete) this.saveCheckpoint().catch(() => {});
    return { positions: commit.positions, publish: () => this.#publish(commit) };
  }

  #publish(commit: Commit): void {
    if (!this.job.watched) return;
    const { step, positions, ids, confidences, remasked } = commit;
    const commits = positions.map((position, i) => ({ position, tokenId: ids[i]!, confidence: confidences[i]! }));
    const { forwards } = this.#sequence.progress;
    this.job.publish(
      encodeFrame({ step, forwards, commits, masked: maskedCount(this.#sequence), remasked: [...remasked] }),
    );
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

  saveCheckpoint(): Promise<void> {
    return this.job.saveCheckpoint(checkpoint(this.#sequence));
  }

  result(): GenerateResult {
    const { step: steps, forwards, positions, committed } = this.#sequence.progress;
    return {
      answerIds: answerIds(this.#sequence),
      confidences: this.#confidences(),
      steps,
      forwards,
      positionsForwarded: positions,
      committedTokens: committed,
      ...this.#stopwatch.times(),
    };
  }
}
