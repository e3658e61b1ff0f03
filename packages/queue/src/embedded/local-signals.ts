import type { Signals, Unsubscribe } from "../backend.js";
import { Listeners } from "../listeners.js";

/** The embedded queue has one process: a message is a function call. */
export class LocalSignals implements Signals {
  readonly #frames: Listeners<Uint8Array>;
  readonly #cancels: Listeners<string>;

  constructor(onError: (error: Error) => void) {
    this.#frames = new Listeners(onError);
    this.#cancels = new Listeners(onError);
  }

  publishFrame(id: string, frame: Uint8Array): void {
    this.#frames.tell(id, frame);
  }

  async watchFrames(id: string, onFrame: (frame: Uint8Array) => void): Promise<Unsubscribe> {
    this.#frames.add(id, onFrame);
    return async () => {
      this.#frames.remove(id, onFrame);
    };
  }

  async announceCancel(id: string): Promise<void> {
    this.#cancels.tell("", id);
  }

  async watchCancels(onCancel: (id: string) => void): Promise<Unsubscribe> {
    this.#cancels.add("", onCancel);
    return async () => {
      this.#cancels.remove("", onCancel);
    };
  }
}
