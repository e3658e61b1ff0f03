import type { AddressInfo } from "node:net";
import type { GenerationQueue } from "@unmask/queue";
import type { Logger, Metrics } from "@unmask/runtime";
import type { ModelText } from "@unmask/text";
import { ServingError, type Tls } from "@unmask/wire";
import Fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import type { Access } from "./access/access.js";
import { guardHttp } from "./access/http-guard.js";
import { cannotListen, parseAddress } from "./address.js";
import type { Answering } from "./answering.js";
import type { BatchRoutesParts } from "./batches/batch-routes.js";
import { clusterJson, clusterStatus } from "./cluster-status.js";
import { limitConnections } from "./connection-limit.js";
import { generateRoute } from "./generate-route.js";
import type { Generation } from "./generation.js";
import { answerErrors } from "./http-errors.js";
import { infillRoute } from "./infill-route.js";
import { openAiRoutes } from "./openai/routes.js";
import { clusterAnswer, wellAnswer } from "./openapi/answers.js";
import { collectRoutes, type Description } from "./openapi/describe.js";
import { openApiDocument } from "./openapi/document.js";
import { servePlayground } from "./playground.js";
import type { Score } from "./score.js";
import { scoreRoute } from "./score-route.js";

export interface HttpParts {
  readonly generation: Generation;
  readonly score: Score;
  readonly answering: Answering;
  readonly models: readonly ModelText[];
  readonly queue: GenerationQueue;
  readonly metrics: Metrics;
  readonly maxRequestBytes: number;
  readonly access: Access;
  readonly tls: Tls | undefined;
  /** Undefined where no folder is given for them. */
  readonly batch: BatchRoutesParts | undefined;
  readonly problem: (() => string | undefined) | undefined;
  readonly limits: ArrivalLimits;
  readonly maxConnections: number;
  readonly log: Logger;
}

export interface HttpServer {
  readonly port: number;
  /** Ends every connection; calls that were answered within `flushMs` get their answers. */
  close(flushMs: number): Promise<void>;
}

/** How long a request may take to arrive. A sender that is slower holds a socket and gives nothing. */
export interface ArrivalLimits {
  readonly headersMs: number;
  /** Its body included; over gRPC, each of its messages. */
  readonly requestMs: number;
}

/** 200 MiB at 0.7 MB/s. */
export const defaultLimits: ArrivalLimits = { headersMs: 60_000, requestMs: 300_000 };
/** How long /readyz waits for the queue's answer. */
const pingLimitMs = 2000;

/**
 * POST /v1/generate, /v1/infill and /v1/score, OpenAI's routes, GET /v1/models, /livez, /readyz and /metrics.
 * @throws {ServingError} INVALID_ARGUMENT for a bad address, FAILED_PRECONDITION for one that is taken
 */
export async function startHttpServer(address: string, parts: HttpParts): Promise<HttpServer> {
  const { answering, queue, metrics, tls } = parts;
  const { headersMs, requestMs } = parts.limits;
  const times = { headersTimeout: headersMs, connectionsCheckingInterval: headersMs / 2 };
  // What arrives on an open connection while the server closes gets our own kind of 503.
  const app = Fastify({
    bodyLimit: parts.maxRequestBytes,
    return503OnClosing: false,
    requestTimeout: requestMs,
    ...(tls ? { https: { ...tls, requestCert: tls.ca !== undefined, ...times } } : { http: times }),
  }) as unknown as FastifyInstance;
  limitConnections(app.server, "HTTP", parts.maxConnections, parts.log);
  guardHttp(app, parts.access);
  await servePlayground(app);
  const routes = collectRoutes(app);
  answerErrors(app, parts.maxRequestBytes, routes);
  // A kept-alive connection would hold up the close until its caller lets go.
  app.addHook("onSend", async (_, reply) => {
    if (answering.closing) reply.header("connection", "close");
  });

  generateRoute(app, parts);
  infillRoute(app, parts);
  scoreRoute(app, parts);
  app.register(async (scope) => openAiRoutes(scope, parts));
  const described = (summary: string, answer: Description["answer"]) => {
    return { config: { described: { summary, answer, tag: "operations" } } } as const;
  };
  const { config } = described(
    "Says what waits, which workers there are, and how far the oldest jobs are.",
    clusterAnswer,
  );
  app.get("/v1/cluster", { config: { ...config, scope: "models" } }, async ({ caller }) =>
    clusterJson(await clusterStatus(queue, caller)),
  );
  app.get("/livez", described("The process lives.", wellAnswer), () => ({ status: "ok" }));
  app.get("/readyz", described("Requests can be answered.", wellAnswer), async () => {
    if (answering.closing) throw new ServingError("UNAVAILABLE", "the server is stopping");
    await withLimit(queue.ping());
    const problem = parts.problem?.();
    if (problem !== undefined) throw new ServingError("UNAVAILABLE", problem);
    return { status: "ok" };
  });
  app.get("/metrics", described("Metrics for Prometheus.", "text/plain"), async (_, reply) => {
    reply.type(metrics.contentType);
    return metrics.text();
  });
  let document: object | undefined;
  // Made once all routes are there.
  app.get("/openapi.json", described("This document.", z.looseObject({ openapi: z.string() })), () => {
    document ??= openApiDocument(routes, parts.access.asksForKeys);
    return document;
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

async function withLimit(ping: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new ServingError("UNAVAILABLE", `the queue did not answer within ${pingLimitMs} ms`);
    timer = setTimeout(() => reject(late), pingLimitMs);
  });
  await Promise.race([ping, limit]).finally(() => clearTimeout(timer));
}
