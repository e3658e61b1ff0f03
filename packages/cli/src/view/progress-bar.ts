import type { Writable } from "node:stream";

/** How far something is. */
export interface Progress {
  /** Such as "uploading". */
  readonly label: string;
  readonly done: number;
  /** Undefined or 0: not known. */
  readonly total: number | undefined;
  /** Such as "120/300" or "3.1 MB". */
  readonly detail: string;
}

const WIDTH = 24;
const ERASE_LINE = "\r\x1b[K";

/** One line that is redrawn in place; nothing at all where the stream is no terminal. */
export class ProgressBar {
  readonly #stream: (Writable & { readonly isTTY?: boolean }) | undefined;
  #drawn = "";

  constructor(stream: Writable & { readonly isTTY?: boolean }) {
    this.#stream = stream.isTTY ? stream : undefined;
  }

  show(progress: Progress): void {
    const line = barLine(progress);
    if (!this.#stream || line === this.#drawn) return;
    this.#drawn = line;
    this.#stream.write(`${ERASE_LINE}${line}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#drawn !== "") this.#stream?.write(ERASE_LINE);
    this.#drawn = "";
  }
}

/** @returns such as "running ████████░░░░░░░░░░░░░░░░ 33 % · 100/300" */
export function barLine({ label, done, total, detail }: Progress): string {
  if (!total) return `${label} · ${detail}`;
  const part = Math.min(1, done / total);
  const full = Math.floor(part * WIDTH);
  return `${label} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${Math.floor(part * 100)} % · ${detail}`;
}
