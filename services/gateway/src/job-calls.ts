import type { GenerateJob, GenerateResult, GenerationQueue, JobOutcome } from "@unmask/queue";
import type { Logger } from "@unmask/runtime";
import { decodeFrame, type Frame, ServingError } from "@unmask/wire";

export interface JobCallOptions {
  /** The caller's; its reason is the ServingError that the call ends with. */
  readonly signal: AbortSignal;
  /** The job is in the queue. */
  readonly onSubmitted?: (() => void) | undefined;
  readonly onFrame?: ((frame: Frame) => void) | undefined;
  /** 1 (first) to 2097151; default {@link defaultPriority}. */
  readonly priority?: number | undefined;
}

export interface JobEnd {
  /** False when the job was there already. */
  readonly created: boolean;
  readonly outcome: JobOutcome<GenerateResult>;
}

/** Not a request's to choose yet; above 0, which would overtake everything. */
export const defaultPriority = 10;

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
   * Submits the job, or joins the one with that id, and waits for its end. An abort cancels the job, unless another call
   * waits for it too, or it was submitted to be collected later.
   * @throws {ServingError} the signal's reason; UNAVAILABLE when this server stops; whatever the queue says
   */
  async run(id: string, job: GenerateJob, options: JobCallOptions): Promise<JobEnd> {
    const { signal, onFrame } = options;
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
      if (onFrame) unwatch = await this.#queue.watch(id, (bytes) => onFrame(decodeFrame(bytes)));
      this.#throwIfOver(signal);
      created = (await this.#queue.submit(id, job, options.priority ?? defaultPriority)).created;
      this.#throwIfOver(signal);
      options.onSubmitted?.();
      return { created, outcome: await this.#queue.outcome(id, stop.signal) };
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
  async #cancel(id: string, job: GenerateJob, ours: boolean): Promise<void> {
    try {
      const detached = ours ? job.detached : (await this.#queue.find(id)).payload?.detached;
      if (detached) return;
      await this.#queue.cancel(id);
    } catch (error) {
      this.#log.warn({ jobId: id, err: error }, "job not cancelled");
    }
  }
}

export function stopping(): ServingError {
  return new ServingError(
    "UNAVAILABLE",
    "the server is stopping; call again, with the same request_id to find the same job",
  );
}
