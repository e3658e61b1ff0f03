import { ServingError, toServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { z } from "zod";
import type { nativeError } from "./openapi/answers.js";
import type { DescribedRoute } from "./openapi/describe.js";

/**
 * Every failure is answered as `{"error": {"code", "message", "field"}}`, with the status that belongs to the code; where
 * more than one field is wrong, `violations` lists each with its message.
 */
export function answerErrors(app: FastifyInstance, maxRequestBytes: number, routes: readonly DescribedRoute[]): void {
  app.setErrorHandler((error, _, reply) => send(reply, explain(error, maxRequestBytes)));
  app.setNotFoundHandler((request, reply) => {
    const known = routes.map(({ method, url }) => `${method} ${url}`).join(", ");
    const message = `there is no ${request.method} ${request.url.slice(0, 200)}; there are ${known}`;
    return send(reply, new ServingError("NOT_FOUND", message));
  });
}

function send(reply: FastifyReply, error: ServingError): FastifyReply {
  return retryHeader(reply, error).code(error.httpStatus).send(errorJson(error));
}

export function errorJson({ code, message, field, violations }: ServingError): z.output<typeof nativeError> {
  return {
    error: {
      code,
      message,
      ...(field !== undefined && { field }),
      ...(violations.length > 1 && { violations: [...violations] }),
    },
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
