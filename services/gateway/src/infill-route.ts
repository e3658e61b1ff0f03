import type { InfillRequestMessage } from "@unmask/wire";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { callerSignal } from "./caller-signal.js";
import { withKey } from "./generate-endpoint.js";
import { askFields, paramFields, paramsSchema, parseAs, toInput, toParams } from "./http-body.js";
import type { HttpParts } from "./http-server.js";
import { keyOf } from "./idempotency.js";
import { responseJson } from "./native-json.js";
import { generateAnswer } from "./openapi/answers.js";
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
export const infillSchema = z.strictObject({
  ...askFields,
  parts: z.array(part).meta({ description: "the text with its gaps, at least one of them", minItems: 1 }),
  params: paramsSchema.optional(),
  ...paramFields,
});

const described: Description = {
  summary: "Fills the gaps of a text.",
  tag: "native",
  body: infillSchema,
  answer: generateAnswer,
  idempotent: true,
};

/** POST /v1/infill. */
export function infillRoute(app: FastifyInstance, { generation, answering }: HttpParts): void {
  const config = { scope: "generate", described } as const;
  app.post("/v1/infill", { config }, (request, reply) =>
    answering.track("POST /v1/infill", async () => {
      const message = parseInfillBody(withKey(request.body, keyOf(request)));
      const accepted = generation.acceptInfill(message, request.caller);
      return responseJson(await generation.run(accepted, { signal: callerSignal(reply) }));
    }),
  );
}

/**
 * The body as the message that gRPC receives. Only shape and types are checked here.
 * @throws {ServingError} INVALID_ARGUMENT with the field
 */
function parseInfillBody(json: unknown): InfillRequestMessage {
  const body = parseAs(infillSchema, json);
  return {
    model: body.model ?? "",
    requestId: body.request_id ?? "",
    params: toParams(body),
    parts: body.parts.map(({ text, gap: open }) =>
      text === undefined
        ? { part: "gap", gap: { tokens: open!.tokens, variable: open!.variable ?? false } }
        : { part: "text", text },
    ),
    ...toInput(body),
  };
}
