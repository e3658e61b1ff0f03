import type { FastifyInstance } from "fastify";
import type { z } from "zod";

/** What the OpenAPI document says of a route. */
export interface Description {
  readonly summary: string;
  readonly tag: "native" | "OpenAI" | "operations";
  readonly body?: z.ZodType;
  /** A body of multipart/form-data. */
  readonly form?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** The JSON of an answer, or another media type. */
  readonly answer: z.ZodType | `${string}/${string}`;
  /** What a stream's events hold, where `stream: true` asks for one. */
  readonly events?: readonly z.ZodType[];
  /** A repeated call with the same Idempotency-Key is the same request. */
  readonly idempotent?: boolean;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** "none": for what only says that it is not there. */
    readonly described?: Description | "none";
  }
}

export interface DescribedRoute {
  readonly method: string;
  /** In Fastify's spelling: /v1/files/:id. */
  readonly url: string;
  readonly scope: string | undefined;
  readonly description: Description;
}

/**
 * Collects every route that is added from now on.
 * @throws {Error} from Fastify's own call for a route without a description, so that none is left out
 */
export function collectRoutes(app: FastifyInstance): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = [];
  app.addHook("onRoute", ({ method, url, config }) => {
    const described = config?.described;
    if (described === undefined) throw new Error(`the route ${method} ${url} has no description`);
    if (described === "none") return;
    // Fastify adds one to every GET.
    for (const one of [method].flat())
      if (one !== "HEAD") routes.push({ method: one, url, scope: config?.scope, description: described });
  });
  return routes;
}
