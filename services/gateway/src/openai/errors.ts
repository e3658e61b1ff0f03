import type { ServingCode, ServingError } from "@unmask/wire";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { explain, retryHeader } from "../http-errors.js";
import type { openAiError as schema } from "./answers.js";

const types: Partial<Record<ServingCode, string>> = {
  INVALID_ARGUMENT: "invalid_request_error",
  FAILED_PRECONDITION: "invalid_request_error",
  NOT_FOUND: "invalid_request_error",
  UNAUTHENTICATED: "authentication_error",
  PERMISSION_DENIED: "permission_error",
  RESOURCE_EXHAUSTED: "rate_limit_error",
};

/** A failure as OpenAI's clients read it: message, type, the parameter that is wrong, and a code; and all of them, where more than one is. */
export function openAiError({ code, reason, message, field, violations }: ServingError): z.output<typeof schema> {
  const closer = code === "NOT_FOUND" && field === "model" ? "model_not_found" : reason.toLowerCase();
  const several = violations.length > 1 && {
    violations: violations.map((violation) => ({ param: violation.field, message: violation.message })),
  };
  return { error: { message, type: types[code] ?? "server_error", param: field ?? null, code: closer, ...several } };
}

/** For the routes of one Fastify context. */
export function answerOpenAiErrors(app: FastifyInstance, maxRequestBytes: number): void {
  app.setErrorHandler((thrown, _, reply) => {
    const error = explain(thrown, maxRequestBytes);
    return retryHeader(reply, error).code(error.httpStatus).send(openAiError(error));
  });
}
