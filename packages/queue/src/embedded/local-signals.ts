import type { Announcement, Signals, Unsubscribe } from "../backend.js";
import { Listeners } from "../listeners.js";

/** The embedded queue has one process: a message is a function call. */
export class LocalSignals implements Signals {
  readonly #frames: Listeners<Uint8Array>;
  readonly #announced: Listeners<string>;

  constructor(onError: (error: Error) => void) {
    this.#frames = new Listeners(onError);
    this.#announced = new Listeners(onError);
  }

  async publishFrame(id: string, frame: Uint8Array): Promise<boolean> {
    this.#frames.tell(id, frame);
    return this.#frames.has(id);
  }

  async watchFrames(id: string, onFrame: (frame: Uint8Array) => void): Promise<Unsubscribe> {
    this.#frames.add(id, onFrame);
    await this.announce("watch", id);
    return async () => {
      this.#frames.remove(id, onFrame);
    };
  }

  /** Publishing tells them. */
  async framesHeard(): Promise<void> {}

  async isWatched(id: string): Promise<boolean> {
    return this.#frames.has(id);
  }

  async announce(what: Announcement, id: string): Promise<void> {
    this.#announced.tell(what, id);
  }

  async hear(what: Announcement, onId: (id: string) => void): Promise<Unsubscribe> {
    this.#announced.add(what, onId);
    return async () => {
      this.#announced.remove(what, onId);
    };
  }
}
