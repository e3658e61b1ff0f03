import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { fileRoutes, listLimit, listQuery, page } from "../files/file-routes.js";
import type { FileStore } from "../files/file-store.js";
import type { TenantSpace } from "../files/tenant-space.js";
import { parseAs } from "../http-body.js";
import { openAiAnswers } from "../openai/answers.js";
import { createBatchSchema } from "../openai/body-schemas.js";
import type { Description } from "../openapi/describe.js";
import type { BatchStatus, Batch as StoredBatch } from "./batch.js";
import { type Batches, noFolder } from "./batches.js";

const { Batch, BatchList } = openAiAnswers;

export interface BatchRoutesParts {
  readonly batches: Batches;
  readonly files: FileStore;
  readonly space: TenantSpace;
  readonly maxFileBytes: number;
}

/** OpenAI's batches and their files: below /v1/batches and /v1/files. */
export async function batchRoutes(app: FastifyInstance, parts: BatchRoutesParts | undefined): Promise<void> {
  if (!parts) {
    for (const path of ["/v1/files", "/v1/files/*", "/v1/batches", "/v1/batches/*"]) {
      // Before the body is read, whatever it is.
      const config = { described: "none" } as const;
      app.all(path, { config, onRequest: async () => Promise.reject(noFolder()) }, () => {});
    }
    return;
  }
  await fileRoutes(app, parts);
  const { batches } = parts;
  const described = (summary: string, more: Partial<Description> = {}) => {
    return { config: { scope: "batches", described: { summary, tag: "OpenAI", answer: Batch, ...more } } } as const;
  };

  const creation = described("Runs a file of requests in the background.", { body: createBatchSchema });
  app.post("/v1/batches", creation, async (request) => {
    const {
      input_file_id: inputFileId,
      endpoint,
      completion_window: completionWindow,
      metadata,
    } = parseAs(createBatchSchema, request.body);
    const tenant = request.caller.tenant;
    return batchJson(
      await batches.create({ tenant, inputFileId, endpoint, completionWindow, metadata: metadata ?? {} }),
    );
  });

  const listing = described("Lists batches, newest first.", { answer: BatchList, query: listQuery(100, 20) });
  app.get<{ Querystring: Record<string, string> }>("/v1/batches", listing, async (request) => {
    const { after, limit } = request.query;
    const { batches: data, hasMore } = await batches.list(request.caller.tenant, listLimit(limit, 100, 20), after);
    return page(data.map(batchJson), hasMore);
  });

  type ById = { Params: { id: string } };
  app.get<ById>("/v1/batches/:id", described("Says how a batch stands."), async (request) =>
    batchJson(await batches.get(request.params.id, request.caller.tenant)),
  );
  app.post<ById>("/v1/batches/:id/cancel", described("Ends a batch, with what is finished."), async (request) =>
    batchJson(await batches.cancel(request.params.id, request.caller.tenant)),
  );
}

/** OpenAI's batch object. */
function batchJson(batch: StoredBatch): z.output<typeof openAiAnswers.Batch> {
  const seconds = (ms: number | undefined) => (ms === undefined ? null : Math.floor(ms / 1000));
  const at = (status: BatchStatus) => seconds(batch.at[status]);
  const errors = batch.errors.map(({ code, message, line = null, param = null }) => ({ code, message, line, param }));
  return {
    id: batch.id,
    object: "batch",
    endpoint: batch.endpoint,
    errors: errors.length === 0 ? null : { object: "list" as const, data: errors },
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
    request_counts: { ...batch.counts },
    metadata: { ...batch.metadata },
  };
}
