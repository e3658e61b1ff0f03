import type { Writable } from "node:stream";

/** How often a person can follow. */
const everyMs = 100;

/** One line at the bottom of a terminal that says how far something is; nothing where there is no terminal. */
export class StatusLine {
  readonly #terminal: (Writable & { columns?: number }) | undefined;
  #shownMs = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(stream: Writable & { isTTY?: boolean; columns?: number }) {
    this.#terminal = stream.isTTY ? stream : undefined;
  }

  show(text: string): void {
    if (!this.#terminal || performance.now() - this.#shownMs < everyMs) return;
    this.#shownMs = performance.now();
    this.#isShown = true;
    this.#terminal.write(`\r\x1b[K${text.slice(0, (this.#terminal.columns ?? 80) - 1)}`);
  }

  /** Takes it away, so that other text may be written. */
  clear(): void {
    if (this.#isShown) this.#terminal?.write("\r\x1b[K");
    this.#isShown = false;
  }
}
