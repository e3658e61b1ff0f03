import type { Redis } from "ioredis";
import { atMost } from "../at-most.js";
import { type Announcement, closeMs, type Signals, type Unsubscribe } from "../backend.js";
import { Listeners } from "../listeners.js";

/** Redis pub/sub: a channel of frames for each job, and one of ids for each kind of announcement. */
export class RedisSignals implements Signals {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #prefix: string;
  readonly #onError: (error: Error) => void;
  readonly #listeners: Listeners<Uint8Array>;
  /** Jobs whose frames are watched here, each as often as it is. */
  readonly #watched = new Map<string, number>();

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
    // After a lost connection ioredis subscribes again by itself; what was missed meanwhile, a snapshot makes good.
    subscriber.on("ready", () => {
      for (const id of this.#watched.keys())
        this.#subscriber.subscribe(this.#frames(id)).then(() => this.#tellOfWatch(id), onError);
    });
  }

  async publishFrame(id: string, frame: Uint8Array): Promise<boolean> {
    const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
    try {
      return (await this.#publisher.publish(this.#frames(id), bytes)) > 0;
    } catch (error) {
      this.#onError(error as Error);
      // Nobody knows; those who watch are still there when the connection is back.
      return true;
    }
  }

  async watchFrames(id: string, onFrame: (frame: Uint8Array) => void): Promise<Unsubscribe> {
    const unsubscribe = await this.#subscribe(this.#frames(id), onFrame);
    this.#watched.set(id, (this.#watched.get(id) ?? 0) + 1);
    this.#tellOfWatch(id);
    return async () => {
      const left = (this.#watched.get(id) ?? 1) - 1;
      if (left > 0) this.#watched.set(id, left);
      else this.#watched.delete(id);
      await unsubscribe();
    };
  }

  async framesHeard(id: string): Promise<void> {
    // Answered after all that Redis sent down this connection before. One that is lost has lost its frames, too.
    if (!this.#watched.has(id) || this.#subscriber.status !== "ready") return;
    await atMost(closeMs, this.#subscriber.subscribe(this.#frames(id))).catch(this.#onError);
  }

  async isWatched(id: string): Promise<boolean> {
    const [, count] = (await this.#publisher.pubsub("NUMSUB", this.#frames(id))) as [string, number];
    return count > 0;
  }

  async announce(what: Announcement, id: string): Promise<void> {
    await this.#publisher.publish(this.#announced(what), id);
  }

  async hear(what: Announcement, onId: (id: string) => void, onGap: () => void): Promise<Unsubscribe> {
    const channel = this.#announced(what);
    const listener = (message: Uint8Array) => onId(Buffer.from(message).toString());
    // Subscribes again by itself, also where the first attempt met a lost connection: a consumer must not go deaf.
    const again = () => {
      this.#subscriber.subscribe(channel).then(onGap, this.#onError);
    };
    this.#listeners.add(channel, listener);
    this.#subscriber.on("ready", again);
    await this.#subscriber.subscribe(channel).catch(this.#onError);
    return async () => {
      this.#subscriber.off("ready", again);
      await this.#unsubscribe(channel, listener);
    };
  }

  /** Not waited for: a holder that starts after this sees the subscription by itself. */
  #tellOfWatch(id: string): void {
    this.announce("watch", id).catch(this.#onError);
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

  #announced(what: Announcement): string {
    return `${this.#prefix}:${what}`;
  }
}
