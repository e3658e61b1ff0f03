import { type Job, WaitingError, Worker } from "bullmq";
import { atMost } from "./at-most.js";
import { type Backend, closeMs, type Unsubscribe } from "./backend.js";
import { HeldJob } from "./held-job.js";
import { type ConsumeOptions, type Consumer, HandBack, type JobHandler, JobLost } from "./job.js";
import { type ResolvedQueueOptions, traced } from "./options.js";
import { cancelled, decodeFailure, encode, encodeFailure, type StoredJob } from "./stored-job.js";

/** Takes jobs from BullMQ, one handler call for each, and turns how the handler ended into how the job ends. */
export class BullConsumer implements Consumer {
  readonly #backend: Backend;
  readonly #options: ResolvedQueueOptions;
  readonly #handler: JobHandler<never, unknown, never>;
  readonly #worker: Worker<StoredJob, string>;
  readonly #held = new Map<string, HeldJob>();
  readonly #processing = new Set<Promise<string>>();
  readonly #hearing: Promise<Unsubscribe[]>;
  #handingBack = false;
  #closing = false;

  constructor(
    backend: Backend,
    options: ResolvedQueueOptions,
    handler: JobHandler<never, unknown, never>,
    { concurrency }: ConsumeOptions,
  ) {
    this.#backend = backend;
    this.#options = options;
    this.#handler = handler;
    this.#worker = new Worker<StoredJob, string>(
      options.name,
      (job, token) => this.#tracked(this.#process(job, token ?? "")),
      {
        connection: backend.blocking,
        concurrency,
        ...traced(options),
        autorun: false,
        drainDelay: backend.drainDelay,
        lockDuration: options.lockMs,
        stalledInterval: options.stalledCheckMs,
        // A job is not at fault when its holder dies, up to a point: the one that kills each holder must end somewhere.
        maxStalledCount: 10,
        maxStartedAttempts: 30,
      },
      backend.factory,
    );
    this.#worker.on("error", options.onError);
    this.#worker.on("stalled", options.onStalled);
    this.#worker.on("lockRenewalFailed", (ids) => {
      for (const id of ids) this.#held.get(id)?.stop(new JobLost(id));
    });
    // Its end says the same from now on.
    this.#worker.on("failed", (job) => {
      if (job?.id && decodeFailure(job.failedReason).code === "CANCELLED")
        backend.marks.remove(job.id).catch(options.onError);
    });
    const { signals } = backend;
    this.#hearing = Promise.all([
      signals.hear(
        "cancel",
        (id) => this.#held.get(id)?.stop(cancelled(id)),
        () => this.#lookForMarks(),
      ),
      // A gap was the watchers' too, and they announce themselves again.
      signals.hear(
        "watch",
        (id) => this.#held.get(id)?.watch(),
        () => {},
      ),
    ]);
    // Not before announcements are heard: what was marked or subscribed earlier is found, the rest is announced.
    this.#hearing.then(() => this.#worker.run()).catch(options.onError);
  }

  get running(): number {
    return this.#held.size;
  }

  async setConcurrency(concurrency: number): Promise<void> {
    const isMore = concurrency > this.#worker.concurrency;
    this.#worker.concurrency = concurrency;
    if (!isMore || this.#closing || !this.#worker.isRunning()) return;
    // A full worker looks again only when one of its jobs ends, or when it is woken up like this.
    await this.#worker.pause(true);
    await this.#worker.resume();
  }

  async handBack(): Promise<void> {
    this.#handingBack = true;
    const closed = this.close();
    for (const job of this.#held.values()) job.stop(new HandBack());
    await closed;
  }

  async close(): Promise<void> {
    this.#closing = true;
    const closed = this.#worker.close();
    // However long the handlers take; the backend, once they have ended, only so long.
    await Promise.race([closed, this.#idle()]);
    await atMost(closeMs, closed).catch(this.#options.onError);
    const unsubscribe = await this.#hearing.catch(() => []);
    await Promise.all(unsubscribe.map((stop) => stop()));
  }

  async #process(job: Job<StoredJob, string>, token: string): Promise<string> {
    const held = new HeldJob(job, this.#backend.signals);
    // Here still means that the lock ran out here, so that this process could take the job a second time.
    this.#held.get(held.id)?.stop(new JobLost(held.id));
    // Before these are read: whoever cancels or watches from now on is found there, or finds us.
    this.#held.set(held.id, held);
    try {
      if (this.#handingBack) throw new HandBack();
      const { marks, signals } = this.#backend;
      const [isCancelled, isWatched] = await Promise.all([marks.has(held.id), signals.isWatched(held.id)]);
      if (isCancelled) throw cancelled(held.id);
      if (isWatched) held.watch();
      held.signal.throwIfAborted();
      const result = await this.#handler(held as never);
      if (held.lost) throw held.lost;
      return encode(result);
    } catch (error) {
      throw await this.#end(job, token, held, held.whyEnded(error));
    } finally {
      await held.settled();
      if (this.#held.get(held.id) === held) this.#held.delete(held.id);
    }
  }

  #tracked(processing: Promise<string>): Promise<string> {
    this.#processing.add(processing);
    const done = () => this.#processing.delete(processing);
    processing.then(done, done);
    return processing;
  }

  async #idle(): Promise<void> {
    while (this.#processing.size > 0) await Promise.allSettled(this.#processing);
  }

  /** @returns what BullMQ understands: WaitingError for "leave the job alone", anything else for "it failed" */
  async #end(job: Job<StoredJob, string>, token: string, held: HeldJob, why: unknown): Promise<Error> {
    if (why instanceof JobLost) return new WaitingError();
    if (!(why instanceof HandBack)) return new Error(encodeFailure(why));
    await held.settled();
    try {
      // Priority 0 is ahead of all others, and BullMQ wakes no idle worker of another process for a job above it.
      await job.changePriority({ priority: 0 });
      await job.moveToWait(token);
    } catch (failure) {
      // Its lock runs out by itself, and it comes back then.
      this.#options.onError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    return new WaitingError();
  }

  /** Announcements may have been missed: look at the marks of everything held. */
  async #lookForMarks(): Promise<void> {
    for (const held of this.#held.values()) {
      const marked = await this.#backend.marks.has(held.id).catch(() => false);
      if (marked) held.stop(cancelled(held.id));
    }
  }
}
