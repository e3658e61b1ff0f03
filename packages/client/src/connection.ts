import {
  type ChannelCredentials,
  type ClientReadableStream,
  type ClientUnaryCall,
  type CallOptions as GrpcCallOptions,
  Metadata,
  type requestCallback,
} from "@grpc/grpc-js";
import { ServingError } from "@unmask/wire";
import { failure } from "./failure.js";
import type { CallOptions } from "./types.js";

/** What a timer can hold, some 24 days; a longer one would fire at once. */
const maxDeadlineMs = 2 ** 31 - 1;

/** One gateway, and how calls to it begin and end. Stubs for one address share their connection. */
export class Connection {
  readonly address: string;
  readonly credentials: ChannelCredentials;
  readonly #apiKey: string | undefined;

  constructor(address: string, credentials: ChannelCredentials, apiKey?: string) {
    this.address = address;
    this.credentials = credentials;
    this.#apiKey = apiKey;
  }

  #metadata(): Metadata {
    const metadata = new Metadata();
    if (this.#apiKey !== undefined) metadata.set("authorization", `Bearer ${this.#apiKey}`);
    return metadata;
  }

  /** @throws {ServingError} whatever the call fails with */
  async unary<Response>(
    start: (metadata: Metadata, settings: GrpcCallOptions, done: requestCallback<Response>) => ClientUnaryCall,
    options: CallOptions,
  ): Promise<Response> {
    const settings = callSettings(options);
    const { signal } = options;
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

  /**
   * The messages of a server's stream; leaving the loop early cancels the call.
   * @throws {ServingError} whatever the call fails with
   */
  async *stream<Message>(
    start: (metadata: Metadata, settings: GrpcCallOptions) => ClientReadableStream<Message>,
    options: CallOptions,
  ): AsyncGenerator<Message, void, undefined> {
    const { signal } = options;
    const call = start(this.#metadata(), callSettings(options));
    const cancel = () => call.cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      for await (const message of call) yield message as Message;
    } catch (error) {
      throw failure(error, this.address);
    } finally {
      signal?.removeEventListener("abort", cancel);
      cancel();
    }
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
