import type { AddressInfo } from "node:net";
import type { GenerationQueue } from "@unmask/queue";
import type { Metrics } from "@unmask/runtime";
import type { ModelText } from "@unmask/text";
import { type GenerateResponse, ServingError } from "@unmask/wire";
import Fastify, { type FastifyReply } from "fastify";
import { cannotListen, parseAddress } from "./address.js";
import type { Answering } from "./answering.js";
import type { Generate } from "./generate.js";
import { parseBody } from "./http-body.js";
import { answerErrors } from "./http-errors.js";

export interface HttpParts {
  readonly generate: Generate;
  readonly answering: Answering;
  readonly models: readonly ModelText[];
  readonly queue: GenerationQueue;
  readonly metrics: Metrics;
  readonly maxRequestBytes: number;
}

export interface HttpServer {
  readonly port: number;
  /** Ends every connection; calls that were answered within `flushMs` get their answers. */
  close(flushMs: number): Promise<void>;
}

/** How long /readyz waits for the queue's answer. */
const pingLimitMs = 2000;

/**
 * POST /v1/generate, GET /v1/models, /livez, /readyz and /metrics.
 * @throws {ServingError} INVALID_ARGUMENT for a bad address, FAILED_PRECONDITION for one that is taken
 */
export async function startHttpServer(address: string, parts: HttpParts): Promise<HttpServer> {
  const { answering, queue, metrics, models } = parts;
  // What arrives on an open connection while the server closes gets our own kind of 503.
  const app = Fastify({ bodyLimit: parts.maxRequestBytes, return503OnClosing: false });
  answerErrors(app, parts.maxRequestBytes);
  // A kept-alive connection would hold up the close until its caller lets go.
  app.addHook("onSend", async (_, reply) => {
    if (answering.closing) reply.header("connection", "close");
  });

  app.post("/v1/generate", (request, reply) =>
    answering.track("POST /v1/generate", async () => {
      const response = await parts.generate(parseBody(request.body), { signal: callerSignal(reply) });
      return toJson(response);
    }),
  );
  app.get("/v1/models", () => ({ models: models.map(describe) }));
  app.get("/livez", () => ({ status: "ok" }));
  app.get("/readyz", async () => {
    if (answering.closing) throw new ServingError("UNAVAILABLE", "the server is stopping");
    await withLimit(queue.ping());
    return { status: "ok" };
  });
  app.get("/metrics", async (_, reply) => {
    reply.type(metrics.registry.contentType);
    return metrics.registry.metrics();
  });

  const { host, port } = parseAddress(address);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw cannotListen("HTTP", address, error);
  }
  return {
    port: (app.server.address() as AddressInfo).port,
    async close(flushMs) {
      const timer = setTimeout(() => app.server.closeAllConnections(), flushMs);
      await app.close();
      clearTimeout(timer);
    },
  };
}

/** Aborted when the caller closes its connection before the answer is out. */
function callerSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableEnded) controller.abort(new ServingError("CANCELLED", "the caller went away"));
  });
  return controller.signal;
}

function toJson({ requestId, model, text, tokenIds, finishReason, usage }: GenerateResponse): object {
  return {
    request_id: requestId,
    model,
    text,
    token_ids: tokenIds,
    finish_reason: finishReason === "FINISH_REASON_STOP" ? "stop" : "length",
    usage: usage && {
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      forwards: usage.forwards,
      steps: usage.steps,
      positions_forwarded: usage.positionsForwarded,
      committed_tokens: usage.committedTokens,
      queue_ms: usage.queueMs,
      total_ms: usage.totalMs,
    },
  };
}

function describe({ name, maxLength, vocabSize, hasChatTemplate }: ModelText): object {
  return { name, max_length: maxLength, vocab_size: vocabSize, chat: hasChatTemplate };
}

async function withLimit(ping: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new ServingError("UNAVAILABLE", `the queue did not answer within ${pingLimitMs} ms`);
    timer = setTimeout(() => reject(late), pingLimitMs);
  });
  await Promise.race([ping, limit]).finally(() => clearTimeout(timer));
}
