import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";

export interface SseOptions {
  /** A comment is sent as often, so that proxies see a living connection. Default 15 s. */
  readonly keepAliveMs?: number;
  /** A reader that takes nothing for so long is cut off. Default 60 s. */
  readonly stallMs?: number;
}

/**
 * One response of server-sent events. A reader that is behind makes {@link send} say so; what is sent all the same waits in
 * this process's memory, so senders hold back until {@link onDrain}.
 */
export class SseStream {
  readonly #reply: FastifyReply;
  readonly #keepAliveMs: number;
  readonly #stallMs: number;
  #keepAlive: NodeJS.Timeout | undefined;
  #stall: NodeJS.Timeout | undefined;
  #open = false;

  constructor(reply: FastifyReply, { keepAliveMs = 15_000, stallMs = 60_000 }: SseOptions = {}) {
    this.#reply = reply;
    this.#keepAliveMs = keepAliveMs;
    this.#stallMs = stallMs;
  }

  /** From here on failures are events, not statuses. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** @param headers beside those of every such response */
  open(headers: Record<string, string> = {}): void {
    if (this.#open) return;
    this.#open = true;
    this.#reply.hijack();
    const { raw } = this.#reply;
    const all = {
      ...this.#reply.getHeaders(),
      ...this.#reply.request.caller?.rateHeaders(),
      ...headers,
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      // nginx would collect events before it passes them on.
      "x-accel-buffering": "no",
    };
    raw.writeHead(200, all as OutgoingHttpHeaders);
    raw.on("drain", () => this.#moves());
    raw.once("close", () => this.#stop());
    this.#keepAlive = setInterval(() => {
      if (!raw.writableNeedDrain) this.#write(": waiting\n\n");
    }, this.#keepAliveMs);
  }

  /**
   * @param data JSON, or text as it is
   * @returns false when the reader is behind
   */
  send(data: unknown, event?: string): boolean {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    return this.#write(`${event === undefined ? "" : `event: ${event}\n`}data: ${text}\n\n`);
  }

  onDrain(listener: () => void): void {
    this.#reply.raw.once("drain", listener);
  }

  /** What was sent is still delivered, to a reader that takes it. */
  end(): void {
    clearInterval(this.#keepAlive);
    const { raw } = this.#reply;
    if (raw.destroyed) return;
    raw.end();
    if (!raw.writableFinished) this.#waits();
  }

  #write(text: string): boolean {
    const { raw } = this.#reply;
    // The reader is gone, and its call ends for that reason.
    if (raw.destroyed || raw.writableEnded) return true;
    const taken = raw.write(text);
    if (!taken) this.#waits();
    return taken;
  }

  #waits(): void {
    this.#stall ??= setTimeout(() => this.#reply.raw.destroy(), this.#stallMs);
  }

  #moves(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
  }

  #stop(): void {
    clearInterval(this.#keepAlive);
    this.#moves();
  }
}
