import type { Io } from "../io.js";

/** One line on the terminal that is written over; nothing at all where standard error is none. */
export class LiveLine {
  readonly #io: Io;
  readonly #live: boolean;
  #lastMs = 0;

  constructor(io: Io) {
    this.#io = io;
    this.#live = "isTTY" in io.stderr && io.stderr.isTTY === true && io.env.TERM !== "dumb";
  }

  /** At most ten times a second; a line in between is passed over. */
  show(line: () => string): void {
    const nowMs = performance.now();
    if (!this.#live || nowMs - this.#lastMs < 100) return;
    this.#lastMs = nowMs;
    this.#io.stderr.write(`\r${line()}\x1b[K`);
  }

  clear(): void {
    if (this.#live) this.#io.stderr.write("\r\x1b[K");
  }
}
