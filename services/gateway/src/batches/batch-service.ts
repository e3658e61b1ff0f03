import type { EventEmitter } from "node:events";
import type { ServerUnaryCall, sendUnaryData, UntypedHandleCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import {
  type BatchInput,
  type BatchServiceHandlers,
  batchService,
  type CreateBatchMessage,
  ServingError,
  toServingError,
} from "@unmask/wire";
import { callerOf } from "../access/grpc-guard.js";
import type { Answering, Method } from "../answering.js";
import type { FileStore } from "../files/file-store.js";
import type { TenantSpace } from "../files/tenant-space.js";
import { callerSignal } from "../grpc-caller.js";
import { type Batch, endedAtMs, hasEnded, limits } from "./batch.js";
import { type Batches, noFolder } from "./batches.js";

export interface BatchServiceParts {
  readonly batches: Batches;
  readonly files: FileStore;
  readonly space: TenantSpace;
  readonly answering: Answering;
  readonly maxFileBytes: number;
}

/** `unmask.v1.BatchService` over {@link Batches}. */
export function batchHandlers({
  batches,
  files,
  space,
  answering,
  maxFileBytes,
}: BatchServiceParts): BatchServiceHandlers {
  const unary =
    <Request, Response>(method: Method, answer: (request: Request, tenant: string) => Promise<Response>) =>
    (call: ServerUnaryCall<Request, unknown>, callback: sendUnaryData<Response>) => {
      answering
        .track(method, () => answer(call.request, callerOf(call).tenant))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    };
  return {
    CreateBatch: (call, callback) => {
      answering
        .track("BatchService/CreateBatch", () => create(call, callerOf(call).tenant))
        .then(
          (batch) => callback(null, batch),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    },
    GetBatch: unary("BatchService/GetBatch", async ({ id }: { id: string }, tenant) =>
      toMessage(await batches.get(id, tenant)),
    ),
    CancelBatch: unary("BatchService/CancelBatch", async ({ id }: { id: string }, tenant) =>
      toMessage(await batches.cancel(id, tenant)),
    ),
    ListBatches: unary(
      "BatchService/ListBatches",
      async ({ limit, after }: { limit: number; after: string }, tenant) => {
        if (limit < 0 || limit > 100) {
          const message = `limit must be from 0 to 100, got ${limit}`;
          throw new ServingError("INVALID_ARGUMENT", message, { field: "limit" });
        }
        const page = await batches.list(tenant, limit || 20, after === "" ? undefined : after);
        return { batches: page.batches.map(toMessage), hasMore: page.hasMore };
      },
    ),
    WatchBatch: (call) => {
      const send = (batch: Batch) => !call.destroyed && call.write(toMessage(batch));
      const watching = () => batches.watch(call.request.id, callerOf(call).tenant, callerSignal(call), send);
      answering.track("BatchService/WatchBatch", watching).then(
        () => call.end(),
        (error: unknown) => call.emit("error", toServingError(error).toGrpc()),
      );
    },
    ReadResults: (call) => {
      const { id, errors } = call.request;
      const signal = callerSignal(call);
      const reading = async () => {
        const { outputFileId, errorFileId } = await batches.get(id, callerOf(call).tenant);
        const fileId = errors ? errorFileId : outputFileId;
        if (fileId === undefined) return;
        for await (const chunk of files.open(fileId)) {
          signal.throwIfAborted();
          // A reader that is behind stops the reading of the file.
          if (!call.write({ chunk })) await drained(call, signal);
        }
      };
      answering.track("BatchService/ReadResults", reading).then(
        () => call.end(),
        (error: unknown) => call.emit("error", toServingError(error).toGrpc()),
      );
    },
  };

  async function create(call: AsyncIterable<CreateBatchMessage>, tenant: string): Promise<BatchInput> {
    const parts = call[Symbol.asyncIterator]();
    const first = await parts.next();
    const spec = first.done ? null : first.value.spec;
    if (!spec) throw refuse("spec", "must be the first message");
    const { endpoint, metadata, filename } = spec;
    const common = { tenant, endpoint, metadata, completionWindow: "24h" };
    if (spec.inputFileId !== "") return toMessage(await batches.create({ ...common, inputFileId: spec.inputFileId }));
    const received = await space.receive(tenant, chunks(parts), maxFileBytes);
    const about = { filename: filename.slice(0, 255) || "batch.jsonl", purpose: "batch", tenant } as const;
    const input = await received.keep(about).catch(async (error: unknown) => {
      await received.drop();
      throw error;
    });
    try {
      return toMessage(await batches.create({ ...common, inputFileId: input.id }));
    } catch (error) {
      await files.remove(input.id);
      throw error;
    }
  }
}

/** The service of a gateway that keeps no files: every call says so. */
export function withoutFolder(): UntypedServiceImplementation {
  const refuseCall = (call: EventEmitter, callback?: (error: object) => void) => {
    const error = noFolder().toGrpc();
    if (callback) callback(error);
    else call.emit("error", error);
  };
  return Object.fromEntries(Object.keys(batchService).map((name) => [name, refuseCall as UntypedHandleCall]));
}

async function* chunks(parts: AsyncIterator<CreateBatchMessage>): AsyncGenerator<Uint8Array> {
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    if (!next.value.chunk) throw refuse("chunk", "must be all that follows spec");
    yield next.value.chunk;
  }
}

function drained(call: Pick<EventEmitter, "once">, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    call.once("drain", () => {
      signal.removeEventListener("abort", leave);
      resolve();
    });
    signal.addEventListener("abort", leave, { once: true });
  });
}

function toMessage(batch: Batch): BatchInput {
  const { id, endpoint, status, counts, errors, inputFileId, outputFileId, errorFileId, metadata } = batch;
  return {
    id,
    endpoint,
    status,
    ...counts,
    errors: errors
      .slice(0, limits.errors)
      .map(({ code, message, line = 0, param = "" }) => ({ code, message, line, param })),
    inputFileId,
    outputFileId: outputFileId ?? "",
    errorFileId: errorFileId ?? "",
    createdAtMs: batch.createdAtMs,
    expiresAtMs: batch.expiresAtMs,
    ...(hasEnded(batch) && { endedAtMs: endedAtMs(batch) }),
    metadata: { ...metadata },
  };
}

function refuse(field: string, problem: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", `${field} ${problem}`, { field });
}
