import { ServingError } from "@unmask/wire";
import { Queue } from "bullmq";
import { Admission } from "./admission.js";
import { atMost } from "./at-most.js";
import { type Backend, closeMs } from "./backend.js";
import { BullConsumer } from "./bull-consumer.js";
import type { ConsumeOptions, Consumer, FoundJob, JobCounts, JobHandler, JobOutcome } from "./job.js";
import { type ResolvedQueueOptions, traced } from "./options.js";
import { completed, failed, Outcomes } from "./outcomes.js";
import type { JobQueue, Quota } from "./queue.js";
import type { Demand, Standing } from "./rates.js";
import type { SchedulerReport } from "./scheduler-report.js";
import { cancelled, checkSubmission, decode, encode, type StoredJob, unknownJob } from "./stored-job.js";

/** The mark of a job that was withdrawn, beside that of one that was cancelled; no job has such an id. */
const withdrawn = (id: string) => `${id}:withdrawn`;

/** Ended jobs are looked through at least so often, and no more of them are removed at once. */
const mostExpireMs = 60_000;
const expiredAtOnce = 1000;

/** JobQueue on BullMQ, whichever backend it stands on. */
export class BullQueue implements JobQueue {
  readonly #backend: Backend;
  readonly #options: ResolvedQueueOptions;
  readonly #queue: Queue<StoredJob, string>;
  readonly #admission: Admission;
  readonly #outcomes: Outcomes;
  readonly #consumers: Consumer[] = [];
  readonly #submitting = new Set<string>();
  readonly #openSibling: (name: string) => Promise<BullQueue>;
  readonly #siblings: Promise<BullQueue>[] = [];
  #submitted = 0;
  #expiring: NodeJS.Timeout | undefined;
  #closed: Promise<void> | undefined;

  constructor(
    backend: Backend,
    options: ResolvedQueueOptions,
    lastEventId: string,
    openSibling: (name: string) => Promise<BullQueue>,
  ) {
    this.#openSibling = openSibling;
    this.#backend = backend;
    this.#options = options;
    // Waiters learn of ends from BullMQ's events, about five for each job: enough of them that a process which stands
    // still for some seconds misses none.
    const streams = { events: { maxLen: 50_000 } };
    this.#queue = new Queue<StoredJob, string>(
      options.name,
      { connection: backend.producer, streams, ...traced(options) },
      backend.factory,
    );
    this.#queue.on("error", options.onError);
    this.#admission = new Admission({
      maxWaiting: options.maxWaiting,
      countWaiting: async () => {
        const { waiting = 0, prioritized = 0 } = await this.#queue.getJobCounts("waiting", "prioritized");
        return waiting + prioritized;
      },
      stateOf: (id) => this.#queue.getJobState(id),
      openJobs: backend.openJobs,
    });
    this.#outcomes = new Outcomes(backend, options, lastEventId, {
      lookUp: (id) => this.#lookUp(id),
      onEnd: () => this.#admission.ended(),
    });
    this.#queue.getBackend().on("ready", () => this.#outcomes.lookAgain());
  }

  get backend(): "redis" | "embedded" {
    return this.#backend.kind;
  }

  /** Resolves when every connection stands. */
  async ready(): Promise<void> {
    await Promise.all([this.#queue.waitUntilReady(), this.#outcomes.ready()]);
  }

  async submit(id: string, payload: unknown, priority: number, quota?: Quota): Promise<{ created: boolean }> {
    checkSubmission(id, priority);
    await this.#reach(this.#admission.admit(id, quota));
    const first = !this.#submitting.has(id);
    this.#submitting.add(id);
    try {
      const adding = async () => {
        // Sent together and answered in order: the state is the one before.
        const [state] = await Promise.all([
          this.#queue.getJobState(id),
          this.#queue.add("generate", { payload: encode(payload) }, { jobId: id, priority, ...this.#retention() }),
        ]);
        return { created: first && state === "unknown" };
      };
      return await this.#reach(adding());
    } finally {
      if (first) this.#submitting.delete(id);
    }
  }

  async outcome(id: string, signal?: AbortSignal): Promise<JobOutcome<never>> {
    const outcome = await this.#outcomes.wait(id, signal);
    // The end and the frames travel on connections of their own.
    await this.#backend.signals.framesHeard(id);
    return outcome as JobOutcome<never>;
  }

  find(id: string): Promise<FoundJob<never, never, never>> {
    return this.#reach(this.#find(id));
  }

  watch(id: string, onFrame: (frame: Uint8Array) => void): Promise<() => Promise<void>> {
    return this.#reach(this.#backend.signals.watchFrames(id, onFrame));
  }

  cancel(id: string): Promise<void> {
    return this.#reach(this.#cancel(id));
  }

  async withdraw(id: string): Promise<void> {
    const { marks } = this.#backend;
    // Before whoever waits hears of the end.
    await this.#reach(marks.add(withdrawn(id)));
    await this.cancel(id);
    // One that had ended by itself was not.
    const { outcome } = await this.find(id).catch(() => ({ outcome: undefined }));
    const isOver = outcome && !(outcome.state === "failed" && outcome.error.code === "CANCELLED");
    await this.#reach(isOver ? marks.remove(withdrawn(id)) : marks.keep(withdrawn(id), this.#options.keepEndedMs));
  }

  isWithdrawn(id: string): Promise<boolean> {
    return this.#reach(this.#backend.marks.has(withdrawn(id)));
  }

  consume(handler: JobHandler<never, unknown, never>, options: ConsumeOptions): Consumer {
    const consumer = new BullConsumer(this.#backend, this.#options, handler, options);
    this.#consumers.push(consumer);
    this.#expiring ??= setInterval(() => this.#expire(), Math.min(mostExpireMs, this.#options.keepEndedMs)).unref();
    return consumer;
  }

  async counts(): Promise<JobCounts> {
    const counts = await this.#reach(
      this.#queue.getJobCounts("waiting", "prioritized", "active", "completed", "failed"),
    );
    const { waiting = 0, prioritized = 0, active = 0, completed = 0, failed = 0 } = counts;
    return { waiting: waiting + prioritized, active, completed, failed };
  }

  async waitingAt(priorities: readonly number[]): Promise<number[]> {
    const counts = await this.#reach(this.#queue.getCountsPerPriority([...priorities]));
    return priorities.map((priority) => counts[priority] ?? 0);
  }

  spend(holder: string, demands: readonly Demand[]): Promise<Standing[]> {
    return this.#backend.rates.spend(holder, demands);
  }

  report(report: SchedulerReport, ttlMs: number): Promise<void> {
    return this.#reach(this.#backend.board.put(report.schedulerId, JSON.stringify(report), ttlMs));
  }

  async reports(): Promise<SchedulerReport[]> {
    return (await this.#reach(this.#backend.board.all())).map((text) => JSON.parse(text));
  }

  ping(): Promise<void> {
    return this.#reach(this.#backend.ping());
  }

  async sibling<P, R, C>(name: string): Promise<JobQueue<P, R, C>> {
    const opening = this.#openSibling(name);
    this.#siblings.push(opening);
    return (await opening) as unknown as JobQueue<P, R, C>;
  }

  close(): Promise<void> {
    this.#closed ??= (async () => {
      for (const sibling of await Promise.allSettled(this.#siblings))
        if (sibling.status === "fulfilled") await sibling.value.close();
      clearInterval(this.#expiring);
      await Promise.all(this.#consumers.map((consumer) => consumer.close()));
      // BullMQ's closing fails, or waits for ever, on a connection that is gone; the backend cuts what is left.
      const closing = this.#outcomes.close().then(() => this.#queue.close());
      await atMost(closeMs, closing).catch(this.#options.onError);
      await this.#backend.close();
    })();
    return this.#closed;
  }

  /**
   * Gives back what a dead process held. Only for a backend that this process owns alone; elsewhere the locks say who
   * is dead.
   */
  async recover(): Promise<void> {
    const active = await this.#queue.getJobs(["active"]);
    // Each goes to the front, so the oldest goes last.
    for (const job of active.sort((a, b) => b.timestamp - a.timestamp)) {
      if (!job.id) continue;
      await this.#queue.getBackend().moveJobFromActiveToWait(job.id);
      this.#options.onStalled(job.id);
    }
  }

  async #cancel(id: string): Promise<void> {
    // The mark comes first: from here on the job cannot start without being seen as cancelled.
    await this.#backend.marks.add(id);
    const state = await this.#queue.getJobState(id);
    switch (state) {
      case "active":
        return this.#backend.signals.announce("cancel", id);
      case "completed":
      case "failed":
      case "unknown":
        return this.#backend.marks.remove(id);
      default:
        if ((await this.#queue.remove(id)) === 1) {
          // The mark is all that is left of it, for as long as other ended jobs are kept.
          await this.#backend.marks.keep(id, this.#options.keepEndedMs);
          this.#outcomes.settle(id, { state: "failed", error: cancelled(id) });
          return;
        }
        // It was taken in this moment.
        await this.#backend.signals.announce("cancel", id);
    }
  }

  async #find(id: string): Promise<FoundJob<never, never, never>> {
    const [job, isCancelled] = await Promise.all([this.#queue.getJob(id), this.#backend.marks.has(id)]);
    if (!job) {
      const nothing = { payload: undefined, checkpoint: undefined, submittedAtMs: undefined };
      const outcome = { state: "failed", error: cancelled(id) } as const;
      if (isCancelled) return { ...nothing, startedAtMs: undefined, endedAtMs: undefined, state: "failed", outcome };
      throw unknownJob(id);
    }
    const { data, timestamp, processedOn, finishedOn, returnvalue, failedReason } = job;
    const common = {
      payload: decode<never>(data.payload),
      checkpoint: data.checkpoint === undefined ? undefined : decode<never>(data.checkpoint),
      submittedAtMs: timestamp,
      startedAtMs: processedOn,
      endedAtMs: finishedOn,
    };
    // The job and its state are read one after the other; what it holds by itself goes before what is asked for.
    const outcome = finishedOn === undefined ? undefined : failedReason ? failed(failedReason) : completed(returnvalue);
    if (outcome) return { ...common, state: outcome.state, outcome: outcome as JobOutcome<never> };
    const state = await this.#queue.getJobState(id);
    if (state === "completed" || state === "failed") return this.#find(id);
    return { ...common, state: state === "active" ? "active" : "waiting", outcome: undefined };
  }

  async #lookUp(id: string): Promise<JobOutcome | undefined> {
    const answer = await this.#reach(this.#queue.getBackend().isFinished(id, true));
    const [status, value] = answer as [number, string];
    if (status === 0) return undefined;
    if (status === 1) return completed(decode<string>(value));
    if (status === 2) return failed(value);
    if (await this.#reach(this.#backend.marks.has(id))) return { state: "failed", error: cancelled(id) };
    throw unknownJob(id);
  }

  /** A job that ends takes older ones of its kind along; where no more end, somebody must look. */
  async #expire(): Promise<void> {
    for (const state of ["completed", "failed"] as const)
      await this.#queue.clean(this.#options.keepEndedMs, expiredAtOnce, state).catch(this.#options.onError);
  }

  /** Postgres looks at every kept job to enforce a count, so only one job in 64 does. */
  #retention() {
    const { keepEndedMs, keepEndedCount } = this.#options;
    const age = Math.ceil(keepEndedMs / 1000);
    const keep = this.#submitted++ % 64 === 0 ? { age, count: keepEndedCount } : { age };
    return { removeOnComplete: keep, removeOnFail: keep, stackTraceLimit: 0 };
  }

  /** Whatever goes wrong between us and the backend is UNAVAILABLE to the caller, with what happened. */
  async #reach<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ServingError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new ServingError("UNAVAILABLE", `the ${this.#backend.kind} queue did not answer: ${why}`, { cause: error });
    }
  }
}
