import { ServingError } from "@unmask/wire";
import type { OpenJobs } from "./backend.js";
import type { Quota } from "./queue.js";

export interface AdmissionParts {
  /** Jobs that may wait in the queue; approximately, since several processes fill it. */
  readonly maxWaiting: number;
  /** How many wait now. */
  readonly countWaiting: () => Promise<number>;
  /** As BullMQ calls it; "unknown" for a job that is not there. */
  readonly stateOf: (id: string) => Promise<string>;
  readonly openJobs: OpenJobs;
  /** Milliseconds that only go up. */
  readonly now?: () => number;
}

/** How old a count of what waits may be. */
const countEveryMs = 250;
/** A job that was noted so lately may not be in the queue yet, milliseconds. */
const fresh = 1_000;
const [soonestMs, latestMs] = [1_000, 60_000];

/** Says at once what a full queue would say after a long wait. A job that is there already is always let in: it is joined. */
export class Admission {
  readonly #parts: AdmissionParts;
  readonly #now: () => number;
  #waiting = 0;
  #countedMs = Number.NEGATIVE_INFINITY;
  #counting: Promise<void> | undefined;
  /** Since the last count, here. */
  #added = 0;
  /** Since the last count, everywhere; and what that was a second, smoothed. */
  #ended = 0;
  #endedPerMs = 0;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
  }

  /** A job ended, wherever it ran. */
  ended(): void {
    this.#ended++;
  }

  /** @throws {ServingError} RESOURCE_EXHAUSTED with the time after which there may be room */
  async admit(id: string, quota: Quota | undefined): Promise<void> {
    await this.#count();
    if (this.#waiting + this.#added >= this.#parts.maxWaiting && !(await this.#isKnown(id))) throw this.#full();
    if (quota) await this.#take(id, quota);
    this.#added++;
  }

  async #count(): Promise<void> {
    if (this.#now() - this.#countedMs < countEveryMs) return;
    this.#counting ??= this.#countAgain().finally(() => {
      this.#counting = undefined;
    });
    await this.#counting;
  }

  async #countAgain(): Promise<void> {
    const [added, ended] = [this.#added, this.#ended];
    this.#waiting = await this.#parts.countWaiting();
    const perMs = ended / (this.#now() - this.#countedMs);
    this.#endedPerMs = this.#endedPerMs === 0 ? perMs : 0.8 * this.#endedPerMs + 0.2 * perMs;
    this.#countedMs = this.#now();
    this.#added -= added;
    this.#ended -= ended;
  }

  /** What a holder's quota counts is only looked at where it is used up: most of it has ended by then. */
  async #take(id: string, { holder, jobs }: Quota): Promise<void> {
    const { openJobs } = this.#parts;
    const open = await openJobs.add(holder, id);
    if (open <= jobs) return;
    const noted = [...(await openJobs.all(holder))];
    const states = await Promise.all(noted.map(([one]) => this.#parts.stateOf(one)));
    const isOver = (state: string | undefined, notedMs: number) =>
      state === "completed" || state === "failed" || (state === "unknown" && Date.now() - notedMs > fresh);
    const over = noted.flatMap(([one, notedMs], i) => (isOver(states[i], notedMs) ? [one] : []));
    await openJobs.remove(holder, over);
    if (open - over.length <= jobs || (await this.#isKnown(id))) return;
    await openJobs.remove(holder, [id]);
    const message = `${holder} has ${open - 1 - over.length} jobs that have not ended, and its limit is ${jobs}; collect or cancel some, or come again`;
    throw new ServingError("RESOURCE_EXHAUSTED", message, {
      reason: "TOO_MANY_JOBS",
      quotaSubject: holder,
      retryAfterMs: soonestMs,
    });
  }

  async #isKnown(id: string): Promise<boolean> {
    return (await this.#parts.stateOf(id)) !== "unknown";
  }

  #full(): ServingError {
    const { maxWaiting } = this.#parts;
    // Until a twentieth of it is free, so that those who come back do not find it full again.
    const untilMs = (this.#waiting + this.#added - 0.95 * maxWaiting) / this.#endedPerMs;
    const retryAfterMs = Math.round(Math.min(latestMs, Math.max(soonestMs, untilMs || latestMs)));
    const message = `${this.#waiting} jobs wait, and the queue takes ${maxWaiting}; come again in ${Math.ceil(retryAfterMs / 1000)} s`;
    return new ServingError("RESOURCE_EXHAUSTED", message, { reason: "QUEUE_FULL", retryAfterMs });
  }
}
