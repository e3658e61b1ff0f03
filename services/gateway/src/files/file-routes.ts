import type { MultipartFile } from "@fastify/multipart";
import multipart from "@fastify/multipart";
import { ServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { notFound } from "../batches/batches.js";
import { openAiAnswers } from "../openai/answers.js";
import type { Description } from "../openapi/describe.js";
import type { FileStore, ReceivedContent, StoredFile } from "./file-store.js";
import type { TenantSpace } from "./tenant-space.js";

const { File, FileList, DeletedFile } = openAiAnswers;
const uploadSchema = z.object({
  purpose: z.literal("batch"),
  file: z.string().meta({ format: "binary", description: "JSON lines" }),
  "expires_after[seconds]": z.string().optional().meta({ type: "integer", minimum: 3600, maximum: 2_592_000 }),
});

/** OpenAI's files: POST, GET and DELETE below /v1/files. Uploads and downloads are streams. */
export async function fileRoutes(
  app: FastifyInstance,
  {
    files,
    space,
    maxFileBytes,
  }: { readonly files: FileStore; readonly space: TenantSpace; readonly maxFileBytes: number },
): Promise<void> {
  await app.register(multipart, { limits: { fileSize: maxFileBytes + 1, files: 1, fields: 8, fieldSize: 1024 } });

  const described = (summary: string, more: Partial<Description> = {}) => {
    return { config: { scope: "batches", described: { summary, tag: "OpenAI", answer: File, ...more } } } as const;
  };

  const uploading = described("Takes a file of requests.", { form: uploadSchema });
  app.post("/v1/files", { ...uploading, bodyLimit: maxFileBytes + 1024 * 1024 }, async (request) => {
    const { received, filename, fields } = await upload(request, space, maxFileBytes);
    try {
      const expiresAtMs = expiry(fields);
      if (fields.purpose !== "batch")
        throw refuse("purpose", `must be "batch", got ${JSON.stringify(fields.purpose) ?? "nothing"}`);
      return fileJson(await received.keep({ filename, purpose: "batch", tenant: request.caller.tenant, expiresAtMs }));
    } catch (error) {
      await received.drop();
      throw error;
    }
  });

  const query = listQuery(10_000, 10_000).extend({ purpose: z.string().optional() });
  const listing = described("Lists files, newest first.", { answer: FileList, query });
  app.get<{ Querystring: Record<string, string> }>("/v1/files", listing, async (request) => {
    const { purpose, after, limit } = request.query;
    const most = listLimit(limit, 10_000, 10_000);
    const data: z.output<typeof File>[] = [];
    let has_more = false;
    for await (const file of files.list()) {
      if (file.tenant !== request.caller.tenant || (purpose !== undefined && file.purpose !== purpose)) continue;
      if (after !== undefined && file.id >= after) continue;
      has_more = data.length === most;
      if (has_more) break;
      data.push(fileJson(file));
    }
    return page(data, has_more);
  });

  const find = async (id: string, request: FastifyRequest): Promise<StoredFile> => {
    const file = await files.find(id);
    if (file?.tenant !== request.caller.tenant) throw notFound(`file ${JSON.stringify(id.slice(0, 120))}`, "file_id");
    return file;
  };

  app.get<{ Params: { id: string } }>("/v1/files/:id", described("Says what a file is."), async (request) =>
    fileJson(await find(request.params.id, request)),
  );

  const reading = described("Reads a file.", { answer: "application/jsonl" });
  app.get<{ Params: { id: string } }>("/v1/files/:id/content", reading, async (request, reply) => {
    const { id, bytes } = await find(request.params.id, request);
    reply.header("content-length", bytes).type("application/jsonl");
    return reply.send(files.open(id));
  });

  const deleting = described("Deletes a file.", { answer: DeletedFile });
  app.delete<{ Params: { id: string } }>("/v1/files/:id", deleting, async (request) => {
    const { id } = await find(request.params.id, request);
    await files.remove(id);
    return { id, object: "file", deleted: true } satisfies z.output<typeof DeletedFile>;
  });
}

async function upload(request: FastifyRequest, space: TenantSpace, maxFileBytes: number) {
  if (!request.isMultipart()) throw refuse("file", "must be sent as multipart/form-data");
  const fields: Record<string, string> = {};
  let received: ReceivedContent | undefined;
  let filename = "";
  try {
    for await (const part of request.parts()) {
      if (part.type === "field") fields[part.fieldname] = String(part.value);
      else if (part.fieldname !== "file") throw refuse(part.fieldname, "is not a known field; a file is sent as file");
      else {
        filename = nameOf(part);
        received = await space.receive(request.caller.tenant, part.file, maxFileBytes);
      }
    }
    if (!received) throw refuse("file", "is missing");
    return { received, filename, fields };
  } catch (error) {
    await received?.drop();
    throw isBrokenForm(error) ? refuse("body", `is no form that can be read: ${error.message}`) : error;
  }
}

/** The parser's own errors carry no code; those of files, sockets and Fastify do. */
function isBrokenForm(error: unknown): error is Error {
  return error instanceof Error && !("code" in error);
}

function nameOf({ filename }: MultipartFile): string {
  return filename.slice(0, 255) || "batch.jsonl";
}

/** OpenAI's expires_after, as its clients spell it in a form. */
function expiry(fields: Record<string, string>): number | undefined {
  const seconds = fields["expires_after[seconds]"];
  if (seconds === undefined) return undefined;
  const value = Number(seconds);
  if (Number.isInteger(value) && value >= 3600 && value <= 2_592_000) return Date.now() + value * 1000;
  throw refuse(
    "expires_after.seconds",
    `must be an integer from 3600 to 2592000, got ${JSON.stringify(seconds.slice(0, 40))}`,
  );
}

export function listLimit(text: string | undefined, most: number, otherwise: number): number {
  if (text === undefined) return otherwise;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw refuse("limit", `must be an integer from 1 to ${most}, got ${JSON.stringify(text.slice(0, 40))}`);
}

/** As the document tells it. */
export function listQuery(most: number, otherwise: number) {
  return z.object({
    after: z.string().optional().meta({ description: "only what stands behind this id" }),
    limit: z.string().optional().meta({ type: "integer", minimum: 1, maximum: most, default: otherwise }),
  });
}

export function page<Item extends { readonly id: string }>(data: Item[], has_more: boolean) {
  return { object: "list", data, has_more, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}

function fileJson({ id, bytes, createdAtMs, filename, purpose, expiresAtMs }: StoredFile): z.output<typeof File> {
  const expires_at = expiresAtMs === undefined ? null : Math.floor(expiresAtMs / 1000);
  const created_at = Math.floor(createdAtMs / 1000);
  return { id, object: "file", bytes, created_at, expires_at, filename, purpose, status: "processed" };
}

function refuse(field: string, problem: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", `${field} ${problem}`, { field });
}
