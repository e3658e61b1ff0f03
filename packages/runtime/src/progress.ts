/** Whether work moves on; what readiness means for a scheduler and a worker. */
export class Progress {
  readonly #limitMs: number;
  readonly #nowMs: () => number;
  /** Since when nothing has moved although something waits; undefined while nothing waits. */
  #waitingSinceMs: number | undefined;

  /**
   * @param limitMs work that waits longer than this without a step is stuck
   * @param nowMs a clock that never goes back
   */
  constructor(limitMs: number, nowMs: () => number = () => performance.now()) {
    this.#limitMs = limitMs;
    this.#nowMs = nowMs;
  }

  /** Something waits for a step, or nothing does. */
  waiting(anything: boolean): void {
    if (!anything) this.#waitingSinceMs = undefined;
    else this.#waitingSinceMs ??= this.#nowMs();
  }

  /** A step was done. */
  moved(): void {
    if (this.#waitingSinceMs !== undefined) this.#waitingSinceMs = this.#nowMs();
  }

  /** @returns what is wrong, or undefined */
  problem(): string | undefined {
    const sinceMs = this.#waitingSinceMs;
    if (sinceMs === undefined) return undefined;
    const stoodMs = this.#nowMs() - sinceMs;
    return stoodMs > this.#limitMs
      ? `work waits and no step was done for ${Math.round(stoodMs / 1000)} seconds`
      : undefined;
  }
}
