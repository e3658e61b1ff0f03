import type { ModelText } from "@unmask/text";
import { toServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Answering, Method } from "../answering.js";
import { type BatchRoutesParts, batchRoutes } from "../batches/batch-routes.js";
import { callerSignal } from "../caller-signal.js";
import { runAll } from "../endpoint.js";
import { type Generation, spendTokens } from "../generation.js";
import { keyOf } from "../idempotency.js";
import type { Description } from "../openapi/describe.js";
import { SseStream } from "../sse.js";
import { openAiAnswers } from "./answers.js";
import { chatSchema, completionSchema } from "./body-schemas.js";
import { chatEndpoint, completionEndpoint, type OpenAiEndpoint, type OpenAiPrepared } from "./endpoint.js";
import { answerOpenAiErrors, openAiError } from "./errors.js";
import { modelRoutes } from "./model-routes.js";
import { head, type Shape, usageOf } from "./shapes.js";
import { streamChoices } from "./stream.js";

export interface OpenAiParts {
  readonly generation: Generation;
  readonly answering: Answering;
  readonly models: readonly ModelText[];
  readonly maxRequestBytes: number;
  readonly batch: BatchRoutesParts | undefined;
}

const chat: Description = {
  summary: "Answers a conversation; with stream: true the settled text comes as it is there.",
  tag: "OpenAI",
  body: chatSchema,
  answer: openAiAnswers.ChatCompletion,
  events: [openAiAnswers.ChatCompletionChunk, openAiAnswers.OpenAiError],
  idempotent: true,
};
const completion: Description = {
  summary: "Continues text as it is, without a chat template.",
  tag: "OpenAI",
  body: completionSchema,
  answer: openAiAnswers.Completion,
  events: [openAiAnswers.CompletionChunk, openAiAnswers.OpenAiError],
  idempotent: true,
};

/**
 * POST /v1/chat/completions and /v1/completions and GET /v1/models, as OpenAI's clients call them. docs/api.md says which
 * fields mean what.
 */
export async function openAiRoutes(app: FastifyInstance, parts: OpenAiParts): Promise<void> {
  answerOpenAiErrors(app, parts.maxRequestBytes);
  modelRoutes(app, parts.models);
  await batchRoutes(app, parts.batch);
  route(app, parts, "POST /v1/chat/completions", chatEndpoint(parts.generation), chat);
  route(app, parts, "POST /v1/completions", completionEndpoint(parts.generation), completion);
}

function route(
  app: FastifyInstance,
  parts: OpenAiParts,
  method: Method,
  endpoint: OpenAiEndpoint,
  described: Description,
): void {
  const { generation, answering } = parts;
  app.post(endpoint.path, { config: { scope: "generate", described } }, (http, reply) =>
    answering.track(method, async () => {
      const prepared = endpoint.prepare(http.body, http.caller, keyOf(http));
      const { choices, stream, json } = prepared;
      await spendTokens(
        http.caller,
        choices.map(({ accepted }) => accepted),
      );
      reply.header("x-request-id", choices[0]!.accepted.requestId);
      if (stream) return streamAnswer(generation, prepared, endpoint.shape, reply);
      return json(
        await runAll(choices, callerSignal(reply), ({ accepted }, signal) => generation.run(accepted, { signal })),
      );
    }),
  );
}

async function streamAnswer(
  generation: Generation,
  { request, choices }: OpenAiPrepared,
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
