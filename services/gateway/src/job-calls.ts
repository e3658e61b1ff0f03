import { randomUUID } from "node:crypto";
import {
  type ClusterJob,
  type GenerationQueue,
  type JobOutcome,
  type Quota,
  queuePriority,
  type ResultOf,
} from "@unmask/queue";
import { activeSpan, type Logger } from "@unmask/runtime";
import { decodeFrame, type Frame, ServingError } from "@unmask/wire";
import { merge } from "./frame-writer.js";
import type { ServedModel } from "./models.js";

export interface JobCallOptions {
  /** The caller's; its reason is the ServingError that the call ends with. */
  readonly signal: AbortSignal;
  /** The job is in the queue. */
  readonly onSubmitted?: (() => void) | undefined;
  readonly onFrame?: ((frame: Frame) => void) | undefined;
  readonly quota?: Quota | undefined;
}

interface JobEnd<Job extends ClusterJob> {
  /** False when the job was there already. */
  readonly created: boolean;
  readonly outcome: JobOutcome<ResultOf<Job>>;
}

/** What the ways to ask a model have in common. */
export interface CallParts {
  readonly calls: JobCalls;
  /** At least one; the first is the default. */
  readonly models: readonly ServedModel[];
}

/** Jobs that one call tries: the first, and others in place of those that came to nothing for somebody else. */
const maxAttempts = 16;

/** Calls that wait for jobs. Several may wait for one job, since a repeated request joins it. */
export class JobCalls {
  readonly #queue: GenerationQueue;
  readonly #leaving: AbortSignal;
  readonly #log: Logger;
  /** Job id → calls that wait for it here. */
  readonly #waiting = new Map<string, number>();

  /** @param leaving aborted when this server stops: calls end then, and their jobs stay for whoever asks next */
  constructor(queue: GenerationQueue, leaving: AbortSignal, log: Logger) {
    this.#queue = queue;
    this.#leaving = leaving;
    this.#log = log;
  }

  /**
   * Submits the job, or joins the one with that id, and waits for its result. An abort cancels the job, unless another call
   * waits for it too, or it was submitted to be collected later. A job that somebody withdraws ends every call for it.
   * @throws {ServingError} what the job failed with; the signal's reason; UNAVAILABLE when this server stops; whatever the
   *   queue says
   */
  async result<Job extends ClusterJob>(jobId: string, job: Job, options: JobCallOptions): Promise<ResultOf<Job>> {
    let { onSubmitted } = options;
    for (let attempt = 1; ; attempt++) {
      const id = attemptId(jobId, attempt);
      const end = await this.#run(id, job, { ...options, onSubmitted });
      onSubmitted = undefined;
      if (end.outcome.state === "completed") return end.outcome.result;
      if (!failedForAnother(end) || attempt === maxAttempts || (await this.#queue.isWithdrawn(id)))
        throw end.outcome.error;
    }
  }

  async #run<Job extends ClusterJob>(id: string, job: Job, options: JobCallOptions): Promise<JobEnd<Job>> {
    const { signal, onFrame, onSubmitted } = options;
    const frames = onFrame && new HeldFrames(onFrame);
    const stop = new AbortController();
    const abort = () => stop.abort();
    signal.addEventListener("abort", abort);
    this.#leaving.addEventListener("abort", abort);
    this.#waiting.set(id, this.#waitingFor(id) + 1);
    let unwatch: (() => Promise<void>) | undefined;
    let created: boolean | undefined;
    try {
      this.#throwIfOver(signal);
      // Before the job is there, so that its first frame is seen.
      if (frames) unwatch = await this.#queue.watch(id, (bytes) => frames.add(decodeFrame(bytes)));
      this.#throwIfOver(signal);
      created = (await this.#queue.submit(id, job, queuePriority(job), options.quota)).created;
      activeSpan()?.setAttribute("unmask.job_id", id);
      this.#log.info({ jobId: id, created }, "job submitted");
      this.#throwIfOver(signal);
      onSubmitted?.();
      frames?.release();
      // A job's result is of its own kind; its id depends on its content, so that it cannot be another's.
      const outcome = (await this.#queue.outcome(id, stop.signal)) as JobOutcome<ResultOf<Job>>;
      this.#log.info({ jobId: id, state: outcome.state }, "job answered");
      return { created, outcome };
    } catch (error) {
      if (signal.aborted && created !== undefined && this.#waitingFor(id) === 1) await this.#cancel(id, job, created);
      this.#throwIfOver(signal);
      throw error;
    } finally {
      this.#release(id);
      signal.removeEventListener("abort", abort);
      this.#leaving.removeEventListener("abort", abort);
      // Not waited for: the answer is there, and the queue may be what failed.
      unwatch?.().catch((error: unknown) => this.#log.warn({ jobId: id, err: error }, "frames not unsubscribed"));
    }
  }

  #throwIfOver(signal: AbortSignal): void {
    signal.throwIfAborted();
    if (this.#leaving.aborted) throw stopping();
  }

  #waitingFor(id: string): number {
    return this.#waiting.get(id) ?? 0;
  }

  #release(id: string): void {
    const left = this.#waitingFor(id) - 1;
    if (left > 0) this.#waiting.set(id, left);
    else this.#waiting.delete(id);
  }

  /** The caller is gone, so a failure here is nobody's answer; the job then runs to its end. */
  async #cancel(id: string, job: ClusterJob, ours: boolean): Promise<void> {
    try {
      const detached = ours ? job.detached : (await this.#queue.find(id)).payload?.detached;
      if (detached) return;
      await this.#queue.cancel(id);
    } catch (error) {
      this.#log.warn({ jobId: id, err: error }, "job not cancelled");
    }
  }
}

/** Repetitions meet in the same attempt; the last is the call's own, so that nobody's leaving can end it but its caller's. */
function attemptId(jobId: string, attempt: number): string {
  if (attempt === 1) return jobId;
  return attempt < maxAttempts ? `${jobId}-${attempt}` : `${jobId}-${randomUUID().slice(0, 8)}`;
}

/**
 * A repeated call joins the job of the earlier one. Where that one had failed, or its caller left and so cancelled it, the
 * repetition deserves a try of its own.
 */
function failedForAnother({ created, outcome }: JobEnd<ClusterJob>): boolean {
  return outcome.state === "failed" && (!created || outcome.error.code === "CANCELLED");
}

/** Frames may overtake the news that their job is in the queue; its caller hears of that first. */
class HeldFrames {
  readonly #onFrame: (frame: Frame) => void;
  #held: Frame | undefined;
  #released = false;

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  add(frame: Frame): void {
    if (this.#released) this.#onFrame(frame);
    else this.#held = this.#held ? merge(this.#held, frame) : frame;
  }

  release(): void {
    this.#released = true;
    if (this.#held) this.#onFrame(this.#held);
    this.#held = undefined;
  }
}

export function stopping(): ServingError {
  return new ServingError(
    "UNAVAILABLE",
    "the server is stopping; call again, with the same request_id to find the same job",
  );
}
