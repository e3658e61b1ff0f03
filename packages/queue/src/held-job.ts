import { ServingError } from "@unmask/wire";
import type { Job } from "bullmq";
import type { Signals } from "./backend.js";
import { type ActiveJob, JobLost } from "./job.js";
import { decode, type StoredJob, withCheckpoint } from "./stored-job.js";

/** A job that this process holds: ActiveJob for the handler, and the way to stop it for the consumer. */
export class HeldJob implements ActiveJob {
  readonly id: string;
  readonly payload: unknown;
  readonly checkpoint: unknown;
  readonly submittedAtMs: number;
  readonly starts: number;
  readonly #job: Job<StoredJob, string>;
  readonly #signals: Signals;
  readonly #controller = new AbortController();
  #writes: Promise<unknown> = Promise.resolve();
  /** Frames are acknowledged in their order. */
  #lastFrame: Promise<unknown> = Promise.resolve();
  #lost: JobLost | undefined;
  #watched = false;
  /** How many have begun to watch so far. */
  #watches = 0;
  #onWatch: (() => void) | undefined;

  constructor(job: Job<StoredJob, string>, signals: Signals) {
    this.id = job.id ?? "";
    this.payload = decode(job.data.payload);
    this.checkpoint = job.data.checkpoint === undefined ? undefined : decode(job.data.checkpoint);
    this.submittedAtMs = job.timestamp;
    this.starts = job.attemptsStarted;
    this.#job = job;
    this.#signals = signals;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Set once somebody else holds the job, whatever it was told before. */
  get lost(): JobLost | undefined {
    return this.#lost;
  }

  /** A signal aborts once: its first reason stands. */
  stop(reason: Error): void {
    if (reason instanceof JobLost) this.#lost = reason;
    this.#controller.abort(reason);
  }

  /** Of a job that was told to stop, whatever its handler throws is that stop; except a verdict of the handler's own. */
  whyEnded(error: unknown): unknown {
    if (this.#lost) return this.#lost;
    return error instanceof ServingError || !this.signal.aborted ? error : this.signal.reason;
  }

  get watched(): boolean {
    return this.#watched && !this.#lost;
  }

  onWatch(listener: () => void): void {
    this.#onWatch = listener;
    if (this.watched) listener();
  }

  /** Somebody began to watch. */
  watch(): void {
    this.#watched = true;
    this.#watches++;
    if (this.watched) this.#onWatch?.();
  }

  publish(frame: Uint8Array): void {
    if (!this.watched) return;
    const before = this.#watches;
    this.#lastFrame = this.#signals.publishFrame(this.id, frame).then((heard) => {
      // Whoever came while the frame was on its way may have come after it.
      if (!heard && this.#watches === before) this.#watched = false;
    });
  }

  async saveCheckpoint(checkpoint: unknown): Promise<void> {
    // BullMQ writes data without looking at the lock; a lost job's next holder is ahead of us.
    if (this.#lost) throw this.#lost;
    const write = this.#job.updateData(withCheckpoint(this.#job.data, checkpoint));
    this.#writes = Promise.allSettled([this.#writes, write]);
    await write;
  }

  /**
   * Resolves when nothing is on its way: a checkpoint that came after the job moved on would be its next holder's, a frame
   * that came after the job's end would find nobody.
   */
  async settled(): Promise<void> {
    await Promise.all([this.#writes, this.#lastFrame]);
  }
}
