import {
  type ChannelCredentials,
  type ClientReadableStream,
  type ClientUnaryCall,
  type CallOptions as GrpcCallOptions,
  Metadata,
  type requestCallback,
} from "@grpc/grpc-js";
import { context, propagation } from "@opentelemetry/api";
import { ServingError } from "@unmask/wire";
import { failure } from "./failure.js";
import { waitToRetry } from "./retry.js";
import type { CallOptions } from "./types.js";

/** What a timer can hold, some 24 days; a longer one would fire at once. */
const maxDeadlineMs = 2 ** 31 - 1;

export interface ConnectionOptions {
  readonly address: string;
  readonly credentials: ChannelCredentials;
  readonly apiKey: string | undefined;
  /** Tries after the first, of calls that may be repeated. */
  readonly retries: number;
}

/** One gateway, and how calls to it begin, are repeated and end. Stubs for one address share their connection. */
export class Connection {
  readonly #options: ConnectionOptions;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get address(): string {
    return this.#options.address;
  }

  get credentials(): ChannelCredentials {
    return this.#options.credentials;
  }

  /**
   * A call that may be repeated: what it does it does once, by its request id, or it only looks.
   * @throws {ServingError} whatever the last try fails with
   */
  async unary<Response>(
    start: (metadata: Metadata, settings: GrpcCallOptions, done: requestCallback<Response>) => ClientUnaryCall,
    options: CallOptions,
  ): Promise<Response> {
    const settings = callSettings(options);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(start, settings, options);
      } catch (error) {
        if (!(await this.#again(error, attempt, settings, options))) throw error;
      }
    }
  }

  /** The same without a second try. */
  async once<Response>(
    start: (metadata: Metadata, settings: GrpcCallOptions, done: requestCallback<Response>) => ClientUnaryCall,
    options: CallOptions,
  ): Promise<Response> {
    return this.#once(start, callSettings(options), options);
  }

  /**
   * The messages of a server's stream; leaving the loop early cancels the call. Repeated while nothing has come.
   * @throws {ServingError} whatever the last try fails with
   */
  async *stream<Message>(
    start: (metadata: Metadata, settings: GrpcCallOptions) => ClientReadableStream<Message>,
    options: CallOptions,
  ): AsyncGenerator<Message, void, undefined> {
    const settings = callSettings(options);
    const { signal } = options;
    for (let attempt = 1; ; attempt++) {
      const call = start(this.#metadata(), settings);
      const cancel = () => call.cancel();
      signal?.addEventListener("abort", cancel, { once: true });
      let begun = false;
      try {
        for await (const message of call) {
          begun = true;
          yield message as Message;
        }
        return;
      } catch (error) {
        const failed = failure(error, this.address);
        if (begun || !(await this.#again(failed, attempt, settings, options))) throw failed;
      } finally {
        signal?.removeEventListener("abort", cancel);
        cancel();
      }
    }
  }

  #once<Response>(
    start: (metadata: Metadata, settings: GrpcCallOptions, done: requestCallback<Response>) => ClientUnaryCall,
    settings: GrpcCallOptions,
    { signal }: CallOptions,
  ): Promise<Response> {
    return new Promise<Response>((resolve, reject) => {
      const cancel = () => call.cancel();
      const call = start(this.#metadata(), settings, (error, response) => {
        signal?.removeEventListener("abort", cancel);
        if (error || !response) reject(failure(error, this.address));
        else resolve(response);
      });
      signal?.addEventListener("abort", cancel, { once: true });
    });
  }

  async #again(error: unknown, attempt: number, settings: GrpcCallOptions, { signal }: CallOptions): Promise<boolean> {
    const { retries } = this.#options;
    const deadline = settings.deadline === undefined ? undefined : Number(settings.deadline);
    return error instanceof ServingError && waitToRetry(error, attempt, { retries, signal, deadline });
  }

  #metadata(): Metadata {
    const metadata = new Metadata();
    const { apiKey } = this.#options;
    if (apiKey !== undefined) metadata.set("authorization", `Bearer ${apiKey}`);
    // Where the caller's program is traced by OpenTelemetry, its trace goes on in the cluster; else this does nothing.
    propagation.inject(context.active(), metadata, { set: (to, name, value) => to.set(name, value) });
    return metadata;
  }
}

/** @throws {ServingError} CANCELLED when the signal is aborted already, INVALID_ARGUMENT for a deadline that is no time */
function callSettings({ signal, deadlineMs }: CallOptions): GrpcCallOptions {
  if (signal?.aborted) throw new ServingError("CANCELLED", "cancelled before the call began", { cause: signal.reason });
  if (deadlineMs === undefined) return {};
  if (!(deadlineMs > 0 && deadlineMs <= maxDeadlineMs)) {
    const range = `a number of milliseconds above 0 and at most ${maxDeadlineMs}`;
    const message = `deadlineMs must be ${range}, got ${deadlineMs}; leave it out for no deadline`;
    throw new ServingError("INVALID_ARGUMENT", message, { field: "deadlineMs" });
  }
  return { deadline: Date.now() + deadlineMs };
}
