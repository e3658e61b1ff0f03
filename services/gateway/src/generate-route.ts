import type { FastifyInstance } from "fastify";
import { generateEndpoint } from "./generate-endpoint.js";
import { generateSchema } from "./http-body.js";
import type { HttpParts } from "./http-server.js";
import { nativeAnswer } from "./native-answer.js";
import { streamedAnswer } from "./openapi/answers.js";
import type { Description } from "./openapi/describe.js";

const described: Description = {
  summary: "Answers a prompt, whole or as it unmasks.",
  tag: "native",
  body: generateSchema,
  ...streamedAnswer,
  idempotent: true,
};

/** POST /v1/generate; with `stream: true` the answer comes as the events started, frame and result. */
export function generateRoute(app: FastifyInstance, { generation, answering }: HttpParts): void {
  const endpoint = generateEndpoint(generation);
  const config = { scope: "generate", described } as const;
  app.post(endpoint.path, { config }, (request, reply) =>
    answering.track("POST /v1/generate", () => nativeAnswer(endpoint, generation, request, reply)),
  );
}
