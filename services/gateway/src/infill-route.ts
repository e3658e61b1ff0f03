import type { InfillRequestMessage } from "@unmask/wire";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Checks } from "./checks.js";
import type { Endpoint } from "./endpoint.js";
import { takeStream, withKey } from "./generate-endpoint.js";
import type { Generation } from "./generation.js";
import { askFields, paramFields, paramsSchema, parsePart, streamFields, toInput, toParams } from "./http-body.js";
import { errorJson } from "./http-errors.js";
import type { HttpParts } from "./http-server.js";
import { nativeAnswer } from "./native-answer.js";
import { responseJson } from "./native-json.js";
import { streamedAnswer } from "./openapi/answers.js";
import type { Description } from "./openapi/describe.js";

const gap = z.strictObject({
  tokens: z.number().meta({ type: "integer", minimum: 1 }),
  variable: z.boolean().optional().meta({ description: "up to `tokens`: the model decides how many" }),
});
const part = z
  .strictObject({
    text: z.string().optional().meta({ description: "each of the model's mask tokens in it is a gap of one token" }),
    gap: gap.optional(),
  })
  .refine(({ text, gap: open }) => (text === undefined) !== (open === undefined), "needs one of text and gap");
const bodySchema = z.strictObject({
  ...askFields,
  parts: z.array(part).meta({ description: "the text with its gaps, at least one of them", minItems: 1 }),
  params: paramsSchema.optional(),
  ...paramFields,
});

/** As it is documented: `stream` is taken off before the rest is read. */
export const infillSchema = z.strictObject({ ...bodySchema.shape, ...streamFields });

const described: Description = {
  summary: "Fills the gaps of a text, whole or as they fill.",
  tag: "native",
  body: infillSchema,
  ...streamedAnswer,
  idempotent: true,
};

/** GenerationService/Infill as JSON. */
export function infillEndpoint(generation: Generation): Endpoint {
  return {
    path: "/v1/infill",
    errorJson,
    prepare(json, caller, key) {
      const checks = new Checks();
      const { stream, body } = takeStream(json, checks);
      const accepted = generation.acceptInfill(parseInfillBody(withKey(body, key), checks), caller, checks);
      return { stream, choices: [{ index: 0, accepted }], json: ([response]) => responseJson(response!) };
    },
  };
}

/** POST /v1/infill; with `stream: true` as POST /v1/generate. */
export function infillRoute(app: FastifyInstance, { generation, answering }: HttpParts): void {
  const endpoint = infillEndpoint(generation);
  const config = { scope: "generate", described } as const;
  app.post(endpoint.path, { config }, (request, reply) =>
    answering.track("POST /v1/infill", () => nativeAnswer(endpoint, generation, request, reply)),
  );
}

/**
 * The body as the message that gRPC receives. Only shape and types are checked here.
 * @param checks told of what is wrong; the message is then what the rest of the body says
 * @throws {ServingError} INVALID_ARGUMENT where there is no rest
 */
function parseInfillBody(json: unknown, checks: Checks): InfillRequestMessage {
  const body = parsePart(bodySchema, json, checks);
  return {
    model: body.model ?? "",
    requestId: body.request_id ?? "",
    params: toParams(body, checks),
    parts: body.parts.map(({ text, gap: open }) =>
      text === undefined
        ? { part: "gap", gap: { tokens: open!.tokens, variable: open!.variable ?? false } }
        : { part: "text", text },
    ),
    ...toInput(body, checks),
  };
}
