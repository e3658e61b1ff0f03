import { withRemoteParent } from "@unmask/runtime";
import type { FastifyInstance } from "fastify";
import type { Access } from "./access.js";
import { anyone, type Caller } from "./caller.js";
import type { Scope } from "./keys.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a key must be allowed for this route; left out, any key will do. */
    readonly scope?: Scope;
  }
  interface FastifyRequest {
    caller: Caller;
  }
}

/** Everything below /v1/ is for those who may; the rest (health, metrics, pages) is open. Before a body is read. */
export function guardHttp(app: FastifyInstance, access: Access): void {
  app.decorateRequest("caller", null as unknown as Caller);
  app.addHook("onRequest", async (request, reply) => {
    request.caller = anyone;
    if (!request.url.startsWith("/v1/")) return;
    const { scope } = request.routeOptions.config;
    request.caller = access.admit(request.headers.authorization, scope);
    // Before anything is waited for: its close may not be missed.
    reply.raw.once("close", request.caller.open());
    await request.caller.spendRequest(request.method === "POST" ? 1 : 0);
  });
  // Not before: reading a body goes on where its socket was opened, outside of what a hook began.
  app.addHook("preHandler", (request, _, done) => {
    withRemoteParent((name) => [request.headers[name]].flat()[0], done);
  });
  app.addHook("onSend", async (request, reply) => {
    reply.headers(request.caller?.rateHeaders() ?? {});
  });
}
