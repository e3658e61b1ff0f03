import type { Frame } from "@unmask/wire";

/** Where frames go: a gRPC stream, which says false when its reader is behind and "drain" when it has caught up. */
export interface FrameSink {
  write(message: { frame: Frame }): boolean;
  once(event: "drain", listener: () => void): unknown;
}

/**
 * Sends frames as fast as the reader takes them. Meanwhile newer ones are merged into one, so a slow reader misses no
 * commit and costs no more memory than one answer.
 */
export class FrameWriter {
  readonly #sink: FrameSink;
  #pending: Frame | undefined;
  #blocked = false;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  write(frame: Frame): void {
    if (this.#blocked) this.#pending = this.#pending ? merge(this.#pending, frame) : frame;
    else this.#send(frame);
  }

  /** Sends what is pending, whether or not the reader keeps up: the stream ends after it. */
  flush(): void {
    if (this.#pending) this.#sink.write({ frame: this.#pending });
    this.#pending = undefined;
  }

  #send(frame: Frame): void {
    this.#blocked = !this.#sink.write({ frame });
    if (!this.#blocked) return;
    this.#sink.once("drain", () => {
      this.#blocked = false;
      const pending = this.#pending;
      this.#pending = undefined;
      if (pending) this.#send(pending);
    });
  }
}

/**
 * @returns one frame that leaves a watcher where the two would have: of two commits at one position the newer, and none at
 *   a position that ends up masked
 */
export function merge(older: Frame, newer: Frame): Frame {
  if (newer.snapshot) return newer;
  const masked = new Set(newer.remasked);
  const kept = older.commits.filter(({ position }) => !masked.has(position));
  const commits = new Map([...kept, ...newer.commits].map((commit) => [commit.position, commit]));
  const remasked = new Set([...older.remasked, ...newer.remasked].filter((position) => !commits.has(position)));
  const { snapshot } = older;
  return { ...newer, snapshot, commits: [...commits.values()], remasked: snapshot ? [] : [...remasked] };
}
