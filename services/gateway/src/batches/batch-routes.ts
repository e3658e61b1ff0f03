import { ServingError } from "@unmask/wire";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { fileRoutes, listLimit, page } from "../files/file-routes.js";
import type { FileStore } from "../files/file-store.js";
import type { Batch, BatchStatus } from "./batch.js";
import { type Batches, noFolder } from "./batches.js";

const createSchema = z.object({
  input_file_id: z.string(),
  endpoint: z.string(),
  completion_window: z.string(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

export interface BatchRoutesParts {
  readonly batches: Batches;
  readonly files: FileStore;
  readonly maxFileBytes: number;
}

/** OpenAI's batches and their files: below /v1/batches and /v1/files. */
export async function batchRoutes(app: FastifyInstance, parts: BatchRoutesParts | undefined): Promise<void> {
  if (!parts) {
    for (const path of ["/v1/files", "/v1/files/*", "/v1/batches", "/v1/batches/*"]) {
      // Before the body is read, whatever it is.
      app.all(path, { onRequest: async () => Promise.reject(noFolder()) }, () => {});
    }
    return;
  }
  await fileRoutes(app, parts);
  const { batches } = parts;
  const config = { scope: "batches" } as const;

  app.post("/v1/batches", { config }, async (request) => {
    const parsed = createSchema.safeParse(request.body);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0]!;
      const field = path.join(".") || "body";
      throw new ServingError("INVALID_ARGUMENT", `${field} is not as it must be: ${message}`, { field });
    }
    const { input_file_id: inputFileId, endpoint, completion_window: completionWindow, metadata } = parsed.data;
    const tenant = request.caller.tenant;
    return batchJson(
      await batches.create({ tenant, inputFileId, endpoint, completionWindow, metadata: metadata ?? {} }),
    );
  });

  app.get<{ Querystring: Record<string, string> }>("/v1/batches", { config }, async (request) => {
    const { after, limit } = request.query;
    const { batches: data, hasMore } = await batches.list(request.caller.tenant, listLimit(limit, 100, 20), after);
    return page(data.map(batchJson), hasMore);
  });

  type ById = { Params: { id: string } };
  app.get<ById>("/v1/batches/:id", { config }, async (request) =>
    batchJson(await batches.get(request.params.id, request.caller.tenant)),
  );
  app.post<ById>("/v1/batches/:id/cancel", { config }, async (request) =>
    batchJson(await batches.cancel(request.params.id, request.caller.tenant)),
  );
}

/** OpenAI's batch object. */
function batchJson(batch: Batch): object {
  const seconds = (ms: number | undefined) => (ms === undefined ? null : Math.floor(ms / 1000));
  const at = (status: BatchStatus) => seconds(batch.at[status]);
  const errors = batch.errors.map(({ code, message, line = null, param = null }) => ({ code, message, line, param }));
  return {
    id: batch.id,
    object: "batch",
    endpoint: batch.endpoint,
    errors: errors.length === 0 ? null : { object: "list", data: errors },
    input_file_id: batch.inputFileId,
    completion_window: "24h",
    status: batch.status,
    output_file_id: batch.outputFileId ?? null,
    error_file_id: batch.errorFileId ?? null,
    created_at: seconds(batch.createdAtMs),
    in_progress_at: at("in_progress"),
    expires_at: seconds(batch.expiresAtMs),
    finalizing_at: at("finalizing"),
    completed_at: at("completed"),
    failed_at: at("failed"),
    expired_at: at("expired"),
    cancelling_at: at("cancelling"),
    cancelled_at: at("cancelled"),
    request_counts: batch.counts,
    metadata: batch.metadata,
  };
}
