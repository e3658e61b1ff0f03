import { randomInt } from "node:crypto";
import { type GenerateRequestMessage, ServingError } from "@unmask/wire";
import type { Caller } from "../access/caller.js";
import { Checks } from "../checks.js";
import { type Choice, type Endpoint, type Prepared, seedOf } from "../endpoint.js";
import { withKey } from "../generate-endpoint.js";
import type { Generation } from "../generation.js";
import { parseBody } from "../http-body.js";
import type { AcceptedRequest } from "../validate.js";
import { openAiError } from "./errors.js";
import { type OpenAiRequest, parseChat, parseCompletion } from "./request.js";
import { chatShape, completionShape, finishReason, head, ownFields, type Shape, tokens, usageOf } from "./shapes.js";

export interface OpenAiPrepared extends Prepared {
  readonly request: OpenAiRequest;
}

export interface OpenAiEndpoint extends Endpoint<OpenAiPrepared> {
  readonly shape: Shape;
}

export const chatEndpoint = (generation: Generation): OpenAiEndpoint =>
  endpoint("/v1/chat/completions", parseChat, chatShape, generation);

export const completionEndpoint = (generation: Generation): OpenAiEndpoint =>
  endpoint("/v1/completions", parseCompletion, completionShape, generation);

function endpoint(
  path: string,
  parse: (json: unknown, checks: Checks) => OpenAiRequest,
  shape: Shape,
  generation: Generation,
): OpenAiEndpoint {
  return {
    path,
    shape,
    errorJson: openAiError,
    prepare(body, caller, key) {
      const checks = new Checks();
      const request = parse(body, checks);
      const choices = acceptChoices(request, generation, caller, key, checks);
      return {
        request,
        choices,
        stream: request.stream,
        json: (responses) => ({
          ...head(choices, shape, shape.object),
          choices: choices.map((choice, i) => {
            const response = responses[i]!;
            const { text } = choice.accepted;
            const confidences = request.logprobs ? shape.logprobs(tokens(response), text, 0) : null;
            return {
              index: choice.index,
              ...shape.whole(response.text, confidences),
              finish_reason: finishReason(response),
              ...ownFields(choice, response),
            };
          }),
          usage: usageOf(choices, responses, request.n),
        }),
      };
    },
  };
}

/** @returns in order of prompts, then of their answers */
function acceptChoices(
  { bodies, n, names }: OpenAiRequest,
  generation: Generation,
  caller: Caller,
  key: string | undefined,
  checks: Checks,
): Choice[] {
  const accept = (body: object) => {
    const inner = new Checks();
    return generation.accept(seeded(parseBody(withKey(body, key), inner), key), caller, inner);
  };
  const accepted = bodies.map((body) => checks.try(() => withNames(names, () => accept(body))));
  checks.end();
  return accepted.flatMap((one, prompt) =>
    Array.from({ length: n }, (_, i) => ({ index: prompt * n + i, accepted: another(one!, i) })),
  );
}

/** OpenAI's callers expect another answer each time they sample; a repeatable request has the same one again. */
function seeded(message: GenerateRequestMessage, key: string | undefined): GenerateRequestMessage {
  if (message.params === null || message.params.seed !== undefined) return message;
  return { ...message, params: { ...message.params, seed: key === undefined ? randomInt(2 ** 48 - 1) : seedOf(key) } };
}

/** The i-th answer to a request; the first is the one that n = 1 has. */
function another(accepted: AcceptedRequest, i: number): AcceptedRequest {
  if (i === 0) return accepted;
  const { job, jobId } = accepted;
  const seed = (job.params.seed + i) % (Number.MAX_SAFE_INTEGER + 1);
  return { ...accepted, jobId: `${jobId}_${i}`, job: { ...job, params: { ...job.params, seed } } };
}

/** What is refused is called as the caller called it. */
function withNames<T>(names: Readonly<Record<string, string>>, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof ServingError) || error.code !== "INVALID_ARGUMENT") throw error;
    const rename = (text: string) =>
      Object.entries(names).reduce((t, [native, own]) => t.replaceAll(native, own), text);
    const violations = error.violations.map(({ field, message }) => ({
      field: rename(field),
      message: rename(message),
    }));
    throw new ServingError(error.code, rename(error.message), { violations, cause: error });
  }
}
