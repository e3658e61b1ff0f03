/** What a worker did since somebody last asked. */
export interface WorkerRates {
  readonly stepsPerSecond: number;
  readonly sequenceStepsPerSecond: number;
  readonly tokensPerSecond: number;
  /** Share of the time that it computed, 0 to 1. */
  readonly busy: number;
}

/** Adds up a worker's batches between two looks. */
export class WorkerMeter {
  #sinceMs: number;
  #steps = 0;
  #rows = 0;
  #tokens = 0;
  #forwardMs = 0;

  /** @param nowMs a clock that never goes back, milliseconds */
  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  /** @param tokens padded */
  add(rows: number, tokens: number, forwardMs: number): void {
    this.#steps += 1;
    this.#rows += rows;
    this.#tokens += tokens;
    this.#forwardMs += forwardMs;
  }

  /** The rates since the last look, and begins anew. */
  take(nowMs: number): WorkerRates {
    const elapsedMs = Math.max(1, nowMs - this.#sinceMs);
    const perSecond = (count: number) => (count / elapsedMs) * 1000;
    const rates = {
      stepsPerSecond: perSecond(this.#steps),
      sequenceStepsPerSecond: perSecond(this.#rows),
      tokensPerSecond: perSecond(this.#tokens),
      // A batch is counted when it is done, so one that began before the last look can make more than the time there was.
      busy: Math.min(1, this.#forwardMs / elapsedMs),
    };
    this.#sinceMs = nowMs;
    this.#steps = this.#rows = this.#tokens = this.#forwardMs = 0;
    return rates;
  }
}
