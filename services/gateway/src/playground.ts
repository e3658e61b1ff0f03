import { existsSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import { pageFolder } from "@unmask/playground";
import type { FastifyInstance } from "fastify";

/** Nothing from elsewhere, nothing inline: what an answer says can never run. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves the playground at `/`. A checkout that was not built has none, and everything else works. */
export async function servePlayground(app: FastifyInstance): Promise<void> {
  if (!existsSync(pageFolder)) return;
  await app.register(fastifyStatic, {
    root: pageFolder,
    // A route for each file that is there, so that nothing else can be asked for.
    wildcard: false,
    setHeaders: (reply) => {
      reply.setHeader("content-security-policy", contentSecurityPolicy);
      reply.setHeader("x-content-type-options", "nosniff");
      reply.setHeader("referrer-policy", "no-referrer");
    },
  });
}
