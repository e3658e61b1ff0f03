/** How much a new step says about the next one, against all those before it. */
const newest = 0.4;

/** How many more steps of one sequence fit into its time, by what its steps have taken so far: the wait for a worker included. */
export class Pace {
  readonly #endMs: number | undefined;
  #lastMs: number | undefined;
  #stepMs: number | undefined;

  /**
   * @param startMs since the epoch
   * @param withinMs of it; 0 = there is no haste
   */
  constructor(startMs: number, withinMs: number) {
    this.#endMs = withinMs > 0 ? startMs + withinMs : undefined;
  }

  /**
   * Asked once for each step, when that is about to begin.
   * @returns undefined where there is no haste, or nothing to judge by yet
   */
  stepsLeft(nowMs: number): number | undefined {
    if (this.#endMs === undefined) return undefined;
    if (this.#lastMs !== undefined) {
      const took = nowMs - this.#lastMs;
      this.#stepMs = this.#stepMs === undefined ? took : (1 - newest) * this.#stepMs + newest * took;
    }
    this.#lastMs = nowMs;
    const left = this.#endMs - nowMs;
    if (left <= 0) return 0;
    return this.#stepMs === undefined ? undefined : left / Math.max(this.#stepMs, 0.1);
  }
}
