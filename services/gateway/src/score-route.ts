import type { FastifyInstance } from "fastify";
import { callerSignal } from "./caller-signal.js";
import { withKey } from "./generate-endpoint.js";
import type { HttpParts } from "./http-server.js";
import { keyOf } from "./idempotency.js";
import { parseScoreBody, scoreJson } from "./score-json.js";

/** POST /v1/score. */
export function scoreRoute(app: FastifyInstance, { score, answering }: HttpParts): void {
  app.post("/v1/score", { config: { scope: "generate" } }, (request, reply) =>
    answering.track("POST /v1/score", async () => {
      const message = parseScoreBody(withKey(request.body, keyOf(request)));
      return scoreJson(await score(message, { caller: request.caller, signal: callerSignal(reply) }));
    }),
  );
}
