import type { Redis } from "ioredis";
import type { Signals, Unsubscribe } from "../backend.js";
import { Listeners } from "../listeners.js";

/** Redis pub/sub: a channel of frames for each job, one channel of cancelled ids. */
export class RedisSignals implements Signals {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #prefix: string;
  readonly #onError: (error: Error) => void;
  readonly #listeners: Listeners<Uint8Array>;

  /** @param subscriber a client of its own, since subscribing takes a client over */
  constructor(publisher: Redis, subscriber: Redis, name: string, onError: (error: Error) => void) {
    this.#publisher = publisher;
    this.#subscriber = subscriber;
    this.#prefix = `unmask:${name}`;
    this.#onError = onError;
    this.#listeners = new Listeners(onError);
    subscriber.on("messageBuffer", (channel: Buffer, message: Buffer) => {
      this.#listeners.tell(channel.toString(), message);
    });
  }

  publishFrame(id: string, frame: Uint8Array): void {
    const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
    this.#publisher.publish(this.#frames(id), bytes).catch(this.#onError);
  }

  watchFrames(id: string, onFrame: (frame: Uint8Array) => void): Promise<Unsubscribe> {
    return this.#subscribe(this.#frames(id), onFrame);
  }

  async announceCancel(id: string): Promise<void> {
    await this.#publisher.publish(this.#cancels, id);
  }

  async watchCancels(onCancel: (id: string) => void, onGap: () => void): Promise<Unsubscribe> {
    const listener = (message: Uint8Array) => onCancel(Buffer.from(message).toString());
    // Subscribes again by itself, also where the first attempt met a lost connection: a consumer must not go deaf.
    const again = () => {
      this.#subscriber.subscribe(this.#cancels).then(onGap, this.#onError);
    };
    this.#listeners.add(this.#cancels, listener);
    this.#subscriber.on("ready", again);
    await this.#subscriber.subscribe(this.#cancels).catch(this.#onError);
    return async () => {
      this.#subscriber.off("ready", again);
      await this.#unsubscribe(this.#cancels, listener);
    };
  }

  async #subscribe(channel: string, listener: (message: Uint8Array) => void): Promise<Unsubscribe> {
    this.#listeners.add(channel, listener);
    try {
      // Also where another listener is there already: its subscription may still be on the way.
      await this.#subscriber.subscribe(channel);
    } catch (error) {
      this.#listeners.remove(channel, listener);
      throw error;
    }
    return () => this.#unsubscribe(channel, listener);
  }

  async #unsubscribe(channel: string, listener: (message: Uint8Array) => void): Promise<void> {
    if (!this.#listeners.remove(channel, listener)) return;
    // On a broken connection there is nothing to end, and a late frame finds no listener.
    await this.#subscriber.unsubscribe(channel).catch(() => {});
  }

  #frames(id: string): string {
    return `${this.#prefix}:frames:${id}`;
  }

  get #cancels(): string {
    return `${this.#prefix}:cancel`;
  }
}
