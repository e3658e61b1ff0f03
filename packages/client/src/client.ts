import { type ChannelCredentials, credentials, type CallOptions as GrpcCallOptions, Metadata } from "@grpc/grpc-js";
import { GenerationServiceClient, type GenerateResponse as ResponseMessage, ServingError } from "@unmask/wire";
import { failure } from "./failure.js";
import { toEvent, toMessage, toResponse } from "./messages.js";
import type { CallOptions, GenerateRequest, GenerateResponse, StreamEvent } from "./types.js";

export interface ClientOptions {
  /** A gateway's gRPC endpoint, "host:port". */
  readonly address: string;
  /** Default: plain text, which a gateway without certificates speaks. */
  readonly credentials?: ChannelCredentials | undefined;
}

/** What a timer can hold, some 24 days; a longer one would fire at once. */
const maxDeadlineMs = 2 ** 31 - 1;

/** A connection to an Unmask cluster; any number of calls run on it side by side. Every failure is a ServingError. */
export class UnmaskClient {
  readonly #address: string;
  readonly #stub: InstanceType<typeof GenerationServiceClient>;

  /** Connects with the first call, so an address where nobody listens is found out there. */
  constructor(options: ClientOptions) {
    this.#address = options.address;
    this.#stub = new GenerationServiceClient(options.address, options.credentials ?? credentials.createInsecure());
  }

  /**
   * @returns the whole answer
   * @throws {ServingError} INVALID_ARGUMENT with the field, CANCELLED after an abort, DEADLINE_EXCEEDED, UNAVAILABLE, …
   */
  async generate(request: GenerateRequest, options: CallOptions = {}): Promise<GenerateResponse> {
    const message = toMessage(request);
    const settings = callSettings(options);
    const { signal } = options;
    return new Promise<GenerateResponse>((resolve, reject) => {
      const cancel = () => call.cancel();
      const done = (error: Error | null, response?: ResponseMessage) => {
        signal?.removeEventListener("abort", cancel);
        if (error || !response) return reject(failure(error, this.#address));
        try {
          resolve(toResponse(response));
        } catch (thrown) {
          reject(thrown);
        }
      };
      const call = this.#stub.generate(message, new Metadata(), settings, done);
      signal?.addEventListener("abort", cancel, { once: true });
    });
  }

  /**
   * The answer as it unmasks: `started`, frames, `result`. Leaving the loop early cancels the call.
   * @throws {ServingError} from the iteration, as {@link generate} does
   */
  async *stream(request: GenerateRequest, options: CallOptions = {}): AsyncGenerator<StreamEvent, void, undefined> {
    const { signal } = options;
    const call = this.#stub.streamGenerate(toMessage(request), new Metadata(), callSettings(options));
    const cancel = () => call.cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      for await (const message of call) {
        const event = toEvent(message);
        if (event) yield event;
      }
    } catch (error) {
      throw failure(error, this.#address);
    } finally {
      signal?.removeEventListener("abort", cancel);
      cancel();
    }
  }

  /** Ends the connection; calls that are under way end with CANCELLED. */
  close(): void {
    this.#stub.close();
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
