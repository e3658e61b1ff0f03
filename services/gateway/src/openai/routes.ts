import type { ModelText } from "@unmask/text";
import { toServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Answering, Method } from "../answering.js";
import { callerSignal } from "../caller-signal.js";
import type { Generation } from "../generation.js";
import { keyOf } from "../idempotency.js";
import { SseStream } from "../sse.js";
import { acceptChoices, type Choice, runAll } from "./answer.js";
import { answerOpenAiErrors, openAiError } from "./errors.js";
import { modelRoutes } from "./model-routes.js";
import { type OpenAiRequest, parseChat, parseCompletion } from "./request.js";
import { chatShape, completionShape, finishReason, ownFields, type Shape, tokens, usageOf } from "./shapes.js";
import { streamChoices } from "./stream.js";

export interface OpenAiParts {
  readonly generation: Generation;
  readonly answering: Answering;
  readonly models: readonly ModelText[];
  readonly maxRequestBytes: number;
}

/** POST /v1/chat/completions and /v1/completions and GET /v1/models, as OpenAI's clients call them. docs/api.md says which fields mean what. */
export function openAiRoutes(app: FastifyInstance, parts: OpenAiParts): void {
  answerOpenAiErrors(app, parts.maxRequestBytes);
  modelRoutes(app, parts.models);
  route(app, parts, "POST /v1/chat/completions", parseChat, chatShape);
  route(app, parts, "POST /v1/completions", parseCompletion, completionShape);
}

function route(
  app: FastifyInstance,
  { generation, answering }: OpenAiParts,
  method: Method,
  parse: (json: unknown) => OpenAiRequest,
  shape: Shape,
): void {
  app.post(method.replace("POST ", ""), (http, reply) =>
    answering.track(method, async () => {
      const request = parse(http.body);
      const choices = acceptChoices(request, generation, keyOf(http));
      const { requestId } = choices[0]!.accepted;
      reply.header("x-request-id", requestId);
      if (request.stream) return stream(generation, request, choices, shape, reply);
      return answer(generation, request, choices, shape, callerSignal(reply));
    }),
  );
}

async function answer(
  generation: Generation,
  { n, logprobs }: OpenAiRequest,
  choices: readonly Choice[],
  shape: Shape,
  signal: AbortSignal,
): Promise<object> {
  const responses = await runAll(choices, signal, ({ accepted }, either) =>
    generation.run(accepted, { signal: either }),
  );
  return {
    ...head(choices, shape, shape.object),
    choices: choices.map((choice, i) => {
      const response = responses[i]!;
      const confidences = logprobs ? shape.logprobs(tokens(response), choice.accepted.text, 0) : null;
      return {
        index: choice.index,
        ...shape.whole(response.text, confidences),
        finish_reason: finishReason(response),
        ...ownFields(choice, response),
      };
    }),
    usage: usageOf(choices, responses, n),
  };
}

async function stream(
  generation: Generation,
  request: OpenAiRequest,
  choices: readonly Choice[],
  shape: Shape,
  reply: FastifyReply,
): Promise<void> {
  const sse = new SseStream(reply);
  const about = head(choices, shape, shape.chunkObject);
  const headers = { "x-request-id": choices[0]!.accepted.requestId };
  try {
    const responses = await streamChoices({
      generation,
      choices,
      shape,
      logprobs: request.logprobs,
      signal: callerSignal(reply),
      sink: {
        open: () => sse.open(headers),
        send: (chunk) => sse.send({ ...about, choices: [chunk], ...(request.includeUsage && { usage: null }) }),
        onDrain: (listener) => sse.onDrain(listener),
      },
    });
    if (request.includeUsage) sse.send({ ...about, choices: [], usage: usageOf(choices, responses, request.n) });
    sse.send("[DONE]");
    sse.end();
  } catch (error) {
    if (sse.isOpen) {
      sse.send(openAiError(toServingError(error)));
      sse.end();
    }
    throw error;
  }
}

function head(choices: readonly Choice[], { idPrefix }: Shape, object: string): object {
  const { requestId, text } = choices[0]!.accepted;
  return { id: idPrefix + requestId, object, created: Math.floor(Date.now() / 1000), model: text.name };
}
