/** Allows an amount a minute: all of it at once, and as much again over the next minute. Told the time. */
export class TokenBucket {
  /** What is there at most, and comes back in a minute. */
  readonly perMinute: number;
  #level: number;
  #atMs: number;

  /** @param perMinute ≥ 1 */
  constructor(perMinute: number, nowMs: number) {
    this.perMinute = perMinute;
    this.#level = perMinute;
    this.#atMs = nowMs;
  }

  remaining(nowMs: number): number {
    const back = (Math.max(0, nowMs - this.#atMs) / 60_000) * this.perMinute;
    return Math.min(this.perMinute, this.#level + back);
  }

  /**
   * Takes `amount`, if it is there.
   * @returns 0 when it was taken, else how long to wait for it, milliseconds; Infinity for more than there can be
   */
  take(amount: number, nowMs: number): number {
    if (amount > this.perMinute) return Number.POSITIVE_INFINITY;
    const level = this.remaining(nowMs);
    if (level < amount) return this.#msFor(amount - level);
    this.#level = level - amount;
    this.#atMs = Math.max(nowMs, this.#atMs);
    return 0;
  }

  /** When it is full again, milliseconds from now. */
  fullInMs(nowMs: number): number {
    return this.#msFor(this.perMinute - this.remaining(nowMs));
  }

  #msFor(amount: number): number {
    return Math.ceil((amount / this.perMinute) * 60_000);
  }
}
