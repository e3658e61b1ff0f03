import { toServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyReply } from "fastify";
import { callerSignal } from "./caller-signal.js";
import { runAll } from "./endpoint.js";
import { FrameWriter } from "./frame-writer.js";
import { generateEndpoint } from "./generate-endpoint.js";
import { generateSchema } from "./http-body.js";
import { errorJson } from "./http-errors.js";
import type { HttpParts } from "./http-server.js";
import { keyOf } from "./idempotency.js";
import { frameJson, responseJson, startedJson } from "./native-json.js";
import { frameEvent, generateAnswer, nativeError, startedEvent } from "./openapi/answers.js";
import type { Description } from "./openapi/describe.js";
import { SseStream } from "./sse.js";
import type { AcceptedRequest } from "./validate.js";

const described: Description = {
  summary: "Answers a prompt, whole or as it unmasks.",
  tag: "native",
  body: generateSchema,
  answer: generateAnswer,
  events: [startedEvent, frameEvent, generateAnswer, nativeError],
  idempotent: true,
};

/** POST /v1/generate; with `stream: true` the answer comes as the events started, frame and result. */
export function generateRoute(app: FastifyInstance, { generation, answering }: HttpParts): void {
  const endpoint = generateEndpoint(generation);
  const config = { scope: "generate", described } as const;
  app.post(endpoint.path, { config }, (request, reply) =>
    answering.track("POST /v1/generate", async () => {
      const { choices, stream, json } = endpoint.prepare(request.body, request.caller, keyOf(request));
      if (stream) return streamAnswer(choices[0]!.accepted, reply);
      return json(
        await runAll(choices, callerSignal(reply), ({ accepted }, signal) => generation.run(accepted, { signal })),
      );
    }),
  );

  async function streamAnswer(accepted: AcceptedRequest, reply: FastifyReply): Promise<void> {
    const sse = new SseStream(reply);
    const writer = new FrameWriter({
      write: ({ frame }) => sse.send(frameJson(frame), "frame"),
      once: (_, listener) => sse.onDrain(listener),
    });
    try {
      const response = await generation.run(accepted, {
        signal: callerSignal(reply),
        onStarted: (started) => {
          sse.open();
          sse.send(startedJson(started), "started");
        },
        onFrame: (frame) => writer.write(frame),
      });
      writer.flush();
      sse.send(responseJson(response), "result");
      sse.end();
    } catch (error) {
      if (sse.isOpen) {
        sse.send(errorJson(toServingError(error)), "error");
        sse.end();
      }
      throw error;
    }
  }
}
