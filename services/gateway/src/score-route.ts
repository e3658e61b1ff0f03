import type { FastifyInstance } from "fastify";
import { callerSignal } from "./caller-signal.js";
import { Checks } from "./checks.js";
import { withKey } from "./generate-endpoint.js";
import type { HttpParts } from "./http-server.js";
import { keyOf } from "./idempotency.js";
import { scoreAnswer } from "./openapi/answers.js";
import type { Description } from "./openapi/describe.js";
import { parseScoreBody, scoreJson, scoreSchema } from "./score-json.js";

const described: Description = {
  summary: "Says how likely a continuation is.",
  tag: "native",
  body: scoreSchema,
  answer: scoreAnswer,
  idempotent: true,
};

/** POST /v1/score. */
export function scoreRoute(app: FastifyInstance, { score, answering }: HttpParts): void {
  const config = { scope: "generate", described } as const;
  app.post("/v1/score", { config }, (request, reply) =>
    answering.track("POST /v1/score", async () => {
      const checks = new Checks();
      const message = parseScoreBody(withKey(request.body, keyOf(request)), checks);
      return scoreJson(await score(message, { caller: request.caller, signal: callerSignal(reply), checks }));
    }),
  );
}
