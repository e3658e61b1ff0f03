import { ServingError, toServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * Every failure is answered as `{"error": {"code", "message", "field"}}`, with the status that belongs to the code; where
 * more than one field is wrong, `violations` lists each with its message.
 */
export function answerErrors(app: FastifyInstance, maxRequestBytes: number): void {
  app.setErrorHandler((error, _, reply) => send(reply, explain(error, maxRequestBytes)));
  app.setNotFoundHandler((request, reply) => {
    const routes =
      "POST /v1/generate, POST /v1/chat/completions, POST /v1/completions, POST /v1/score, GET /v1/models, GET /livez, GET /readyz, GET /metrics";
    const message = `there is no ${request.method} ${request.url.slice(0, 200)}; there are ${routes}`;
    return send(reply, new ServingError("NOT_FOUND", message));
  });
}

function send(reply: FastifyReply, error: ServingError): FastifyReply {
  return retryHeader(reply, error).code(error.httpStatus).send(errorJson(error));
}

export function errorJson({ code, message, field, violations }: ServingError): object {
  return {
    error: { code, message, ...(field !== undefined && { field }), ...(violations.length > 1 && { violations }) },
  };
}

/** Says when to come back, where that is known. */
export function retryHeader(reply: FastifyReply, { retryAfterMs }: ServingError): FastifyReply {
  return retryAfterMs === undefined ? reply : reply.header("retry-after", Math.ceil(retryAfterMs / 1000));
}

/** Fastify's own refusals of a body carry a 4xx status and a code. */
export function explain(error: unknown, maxRequestBytes: number): ServingError {
  const { statusCode = 500, code, message } = error as { statusCode?: number; code?: string; message: string };
  if (error instanceof ServingError || statusCode < 400 || statusCode >= 500) return toServingError(error);
  const refuse = (text: string) => new ServingError("INVALID_ARGUMENT", text, { field: "body", cause: error });
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return refuse(`the body must be at most ${maxRequestBytes} bytes`);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return refuse("the body must be JSON; send the header content-type: application/json");
    default:
      return refuse(`the body cannot be read: ${message}`);
  }
}
