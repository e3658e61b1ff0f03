import type { InfillRequestMessage } from "@unmask/wire";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { callerSignal } from "./caller-signal.js";
import { withKey } from "./generate-endpoint.js";
import { askFields, paramFields, parseAs, refuse, toInput, toParams } from "./http-body.js";
import type { HttpParts } from "./http-server.js";
import { keyOf } from "./idempotency.js";
import { responseJson } from "./native-json.js";

const gap = z.strictObject({ tokens: z.number(), variable: z.boolean().optional() });
const bodySchema = z.strictObject({
  ...askFields,
  parts: z.array(z.strictObject({ text: z.string().optional(), gap: gap.optional() })),
  params: z.strictObject(paramFields).optional(),
  ...paramFields,
});

/** POST /v1/infill. */
export function infillRoute(app: FastifyInstance, { generation, answering }: HttpParts): void {
  app.post("/v1/infill", { config: { scope: "generate" } }, (request, reply) =>
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
  const body = parseAs(bodySchema, json);
  return {
    model: body.model ?? "",
    requestId: body.request_id ?? "",
    params: toParams(body),
    parts: body.parts.map(({ text, gap: open }, index) => {
      if ((text === undefined) === (open === undefined))
        throw refuse(`parts[${index}]`, `parts[${index}] needs one of text and gap`);
      return text === undefined
        ? { part: "gap", gap: { tokens: open!.tokens, variable: open!.variable ?? false } }
        : { part: "text", text };
    }),
    ...toInput(body),
  };
}
