import type { ClientWritableStream } from "@grpc/grpc-js";
import { type BatchMessage, BatchServiceClient, type CreateBatchInput } from "@unmask/wire";
import type { Connection } from "./connection.js";
import type { CallOptions } from "./types.js";

export type BatchStatus =
  | "validating"
  | "in_progress"
  | "finalizing"
  | "completed"
  | "failed"
  | "expired"
  | "cancelling"
  | "cancelled";

export interface BatchProblem {
  readonly code: string;
  readonly message: string;
  /** From 1; 0 where it is the file as a whole. */
  readonly line: number;
  /** The line's field; "" where it is none. */
  readonly param: string;
}

export interface Batch {
  readonly id: string;
  /** Such as "/v1/chat/completions". */
  readonly endpoint: string;
  readonly status: BatchStatus;
  /** Lines of the input file, 0 until it is validated. */
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  /** What is wrong with the input file, of a failed batch. */
  readonly errors: readonly BatchProblem[];
  readonly inputFileId: string;
  /** "" until the batch has ended, and where no line belongs there. */
  readonly outputFileId: string;
  readonly errorFileId: string;
  readonly createdAt: Date;
  /** When what is not done by then is given up. */
  readonly expiresAt: Date;
  readonly endedAt: Date | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface NewBatch {
  /** What each line's body is for: "/v1/chat/completions", "/v1/completions", "/v1/generate" or "/v1/infill". */
  readonly endpoint: string;
  /** The input file's JSON lines, read as they are sent; or the id of a file that was uploaded before. */
  readonly input: AsyncIterable<Uint8Array> | { readonly fileId: string };
  /** What the uploaded file is called. */
  readonly filename?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What one message of an upload carries at most, bytes. */
const chunkBytes = 64 * 1024;

/** Many requests as a file of JSON lines, run in the background. */
export class BatchesClient {
  readonly #connection: Connection;
  readonly #stub: InstanceType<typeof BatchServiceClient>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#stub = new BatchServiceClient(connection.address, connection.credentials);
  }

  /** Uploads the input and starts the batch. */
  async create({ endpoint, input, filename = "", metadata = {} }: NewBatch, options: CallOptions = {}): Promise<Batch> {
    const inputFileId = "fileId" in input ? input.fileId : "";
    const spec = { endpoint, inputFileId, filename, metadata: { ...metadata } };
    let call: ClientWritableStream<CreateBatchInput> | undefined;
    const answer = this.#connection.once<BatchMessage>((grpcMetadata, settings, done) => {
      const created = this.#stub.createBatch(grpcMetadata, settings, done);
      call = created;
      created.write({ spec });
      return created;
    }, options);
    // A server that refuses the upload answers in the middle of it, and that is what counts.
    const sent = call && send(call, "fileId" in input ? nothing() : input);
    const [ended, failed] = await Promise.allSettled([answer, sent]);
    if (ended.status === "fulfilled") return toBatch(ended.value);
    throw failed.status === "rejected" ? failed.reason : ended.reason;
  }

  async get(id: string, options: CallOptions = {}): Promise<Batch> {
    return this.#batch((metadata, settings, done) => this.#stub.getBatch({ id }, metadata, settings, done), options);
  }

  /** Ends it soon; results that are there by then are kept. */
  async cancel(id: string, options: CallOptions = {}): Promise<Batch> {
    return this.#batch((metadata, settings, done) => this.#stub.cancelBatch({ id }, metadata, settings, done), options);
  }

  /** Newest first; each page is asked for when it is needed. */
  async *list(options: CallOptions = {}): AsyncGenerator<Batch, void, undefined> {
    let after = "";
    for (let more = true; more; ) {
      const request = { after, limit: 100 };
      const { batches, hasMore } = await this.#connection.unary<{ batches: BatchMessage[]; hasMore: boolean }>(
        (metadata, settings, done) => this.#stub.listBatches(request, metadata, settings, done),
        options,
      );
      yield* batches.map(toBatch);
      after = batches.at(-1)?.id ?? "";
      more = hasMore;
    }
  }

  /** The batch as it stands and as it changes, until it has ended. */
  async *watch(id: string, options: CallOptions = {}): AsyncGenerator<Batch, void, undefined> {
    const start = (...[metadata, settings]: Parameters<Parameters<Connection["stream"]>[0]>) =>
      this.#stub.watchBatch({ id }, metadata, settings);
    for await (const batch of this.#connection.stream(start, options)) yield toBatch(batch);
  }

  /** The bytes of a finished batch's output file, or error file; nothing where there is none. */
  async *results(
    id: string,
    { errors = false, ...options }: CallOptions & { readonly errors?: boolean | undefined } = {},
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const start = (...[metadata, settings]: Parameters<Parameters<Connection["stream"]>[0]>) =>
      this.#stub.readResults({ id, errors }, metadata, settings);
    for await (const { chunk } of this.#connection.stream(start, options)) yield chunk;
  }

  close(): void {
    this.#stub.close();
  }

  async #batch(start: Parameters<Connection["unary"]>[0], options: CallOptions): Promise<Batch> {
    return toBatch((await this.#connection.unary(start, options)) as BatchMessage);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Sends as fast as the server takes it; stops when the call has ended. */
async function send(call: ClientWritableStream<CreateBatchInput>, input: AsyncIterable<Uint8Array>): Promise<void> {
  let over = false;
  let wake = () => {};
  const end = () => {
    over = true;
    wake();
  };
  call.once("status", end).once("error", end);
  try {
    for await (const bytes of input) {
      for (let start = 0; start < bytes.length; start += chunkBytes) {
        if (over) return;
        if (call.write({ chunk: bytes.subarray(start, start + chunkBytes) })) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
          call.once("drain", resolve);
          if (over) resolve();
        });
      }
    }
    call.end();
  } catch (error) {
    call.cancel();
    throw error;
  }
}

function toBatch({ createdAtMs, expiresAtMs, endedAtMs, status, ...batch }: BatchMessage): Batch {
  return {
    ...batch,
    status: status as BatchStatus,
    createdAt: new Date(createdAtMs),
    expiresAt: new Date(expiresAtMs),
    endedAt: endedAtMs === undefined ? undefined : new Date(endedAtMs),
  };
}
