import { ServingError, toServingError } from "@unmask/wire";
import type { FastifyInstance, FastifyReply } from "fastify";
import { callerSignal } from "./caller-signal.js";
import { FrameWriter } from "./frame-writer.js";
import { parseBody } from "./http-body.js";
import { errorJson } from "./http-errors.js";
import type { HttpParts } from "./http-server.js";
import { withKey } from "./idempotency.js";
import { frameJson, responseJson, startedJson } from "./native-json.js";
import { SseStream } from "./sse.js";
import type { AcceptedRequest } from "./validate.js";

/** POST /v1/generate: GenerationService as JSON; with `stream: true` its stream as the events started, frame and result. */
export function generateRoute(app: FastifyInstance, { generation, answering }: HttpParts): void {
  app.post("/v1/generate", (request, reply) =>
    answering.track("POST /v1/generate", async () => {
      const { stream, body } = takeStream(request.body);
      const accepted = generation.accept(parseBody(withKey(body, request)));
      if (stream) return streamAnswer(accepted, reply);
      return responseJson(await generation.run(accepted, { signal: callerSignal(reply) }));
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

/** `stream` says how the answer travels; everything else is what gRPC's message says. */
function takeStream(json: unknown): { stream: boolean; body: unknown } {
  if (typeof json !== "object" || json === null || Array.isArray(json) || !("stream" in json))
    return { stream: false, body: json };
  const { stream, ...body } = json;
  if (typeof stream === "boolean") return { stream, body };
  const message = `stream must be true or false, got ${JSON.stringify(stream).slice(0, 80)}`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "stream" });
}
