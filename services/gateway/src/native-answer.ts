import { toServingError } from "@unmask/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { callerSignal } from "./caller-signal.js";
import { type Endpoint, runAll } from "./endpoint.js";
import { FrameWriter } from "./frame-writer.js";
import { type Generation, spendTokens } from "./generation.js";
import { errorJson } from "./http-errors.js";
import { keyOf } from "./idempotency.js";
import { frameJson, responseJson, startedJson } from "./native-json.js";
import { SseStream } from "./sse.js";
import type { AcceptedRequest } from "./validate.js";

/** @returns the answer's body; with `stream: true` nothing, since the answer was sent as the events started, frame and result */
export async function nativeAnswer(
  endpoint: Endpoint,
  generation: Generation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object | undefined> {
  const { choices, stream, json } = endpoint.prepare(request.body, request.caller, keyOf(request));
  await spendTokens(
    request.caller,
    choices.map(({ accepted }) => accepted),
  );
  if (stream) {
    await streamAnswer(generation, choices[0]!.accepted, reply);
    return undefined;
  }
  const signal = callerSignal(reply);
  return json(await runAll(choices, signal, ({ accepted }, either) => generation.run(accepted, { signal: either })));
}

/** After started, a failure is the event error. */
async function streamAnswer(generation: Generation, accepted: AcceptedRequest, reply: FastifyReply): Promise<void> {
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
