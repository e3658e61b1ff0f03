import { setTimeout as sleep } from "node:timers/promises";
import { ServingError } from "@unmask/wire";
import { QueueEvents } from "bullmq";
import type { Backend } from "./backend.js";
import type { JobOutcome } from "./job.js";
import type { ResolvedQueueOptions } from "./options.js";
import { decode, decodeFailure } from "./stored-job.js";

interface Waiter {
  resolve(outcome: JobOutcome): void;
  reject(error: unknown): void;
}

export interface OutcomeParts {
  /** Says how a job ended; undefined while it has not. Throws NOT_FOUND for an unknown one. */
  readonly lookUp: (id: string) => Promise<JobOutcome | undefined>;
  /** Any job ended, whether anybody here waits for it or not. */
  readonly onEnd: () => void;
}

/** Everyone in this process who waits for a job's end, on one stream of BullMQ's events. */
export class Outcomes {
  readonly #lookUp: OutcomeParts["lookUp"];
  readonly #events: QueueEvents;
  readonly #waiters = new Map<string, Set<Waiter>>();

  constructor(backend: Backend, options: ResolvedQueueOptions, lastEventId: string, { lookUp, onEnd }: OutcomeParts) {
    this.#lookUp = lookUp;
    this.#events = new QueueEvents(
      options.name,
      { connection: backend.blocking, lastEventId, autorun: false },
      backend.factory,
    );
    this.#events.on("error", options.onError);
    this.#events.on("completed", ({ jobId, returnvalue }) => {
      onEnd();
      if (this.#waiters.has(jobId)) this.settle(jobId, completed(returnvalue));
    });
    this.#events.on("failed", ({ jobId, failedReason }) => {
      onEnd();
      this.settle(jobId, failed(failedReason));
    });
    this.#events.on("removed", ({ jobId }) => this.#look(jobId, false));
    this.#follow(options.onError);
  }

  /** Resolves once the events are read, and so none is missed. */
  async ready(): Promise<void> {
    await this.#events.waitUntilReady();
  }

  /** Reading goes on through lost connections by itself; only its start can fail, and would then be for good. */
  async #follow(onError: (error: Error) => void): Promise<void> {
    while (!this.#events.closing) {
      await this.#events.run().catch(onError);
      await sleep(200, undefined, { ref: false });
    }
  }

  wait(id: string, signal?: AbortSignal): Promise<JobOutcome> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        this.#remove(id, waiter);
        reject(signal?.reason);
      };
      const done = () => signal?.removeEventListener("abort", abort);
      const waiter: Waiter = {
        resolve: (outcome) => {
          done();
          resolve(outcome);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      // First wait, then look: an end in between is seen by one of the two.
      this.#add(id, waiter);
      this.#look(id, true);
    });
  }

  /** For after a lost connection: a backend that lost its memory sends no events for what it forgot. */
  lookAgain(): void {
    for (const id of this.#waiters.keys()) this.#look(id, false);
  }

  settle(id: string, outcome: JobOutcome): void {
    for (const waiter of this.#take(id)) waiter.resolve(outcome);
  }

  async close(): Promise<void> {
    for (const id of [...this.#waiters.keys()]) {
      const error = new ServingError("UNAVAILABLE", `the queue closed before job ${id} ended`);
      for (const waiter of this.#take(id)) waiter.reject(error);
    }
    await this.#events.close();
  }

  /** @param first whether somebody has just asked: then no answer is an answer, else the events go on */
  async #look(id: string, first: boolean): Promise<void> {
    if (!this.#waiters.has(id)) return;
    try {
      const outcome = await this.#lookUp(id);
      if (outcome) this.settle(id, outcome);
    } catch (error) {
      if (!first && (error as { code?: unknown }).code === "UNAVAILABLE") return;
      for (const waiter of this.#take(id)) waiter.reject(error);
    }
  }

  #add(id: string, waiter: Waiter): void {
    const waiters = this.#waiters.get(id);
    if (waiters) waiters.add(waiter);
    else this.#waiters.set(id, new Set([waiter]));
  }

  #remove(id: string, waiter: Waiter): void {
    const waiters = this.#waiters.get(id);
    if (waiters?.delete(waiter) && waiters.size === 0) this.#waiters.delete(id);
  }

  #take(id: string): Iterable<Waiter> {
    const waiters = this.#waiters.get(id) ?? [];
    this.#waiters.delete(id);
    return waiters;
  }
}

export function completed(returnvalue: string): JobOutcome {
  return { state: "completed", result: decode(returnvalue) };
}

export function failed(reason: string): JobOutcome {
  return { state: "failed", error: decodeFailure(reason) };
}
