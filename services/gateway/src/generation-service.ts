import type { ServerWritableStream } from "@grpc/grpc-js";
import { type GenerationServiceHandlers, type StreamGenerateResponseInput, toServingError } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { callerOf } from "./access/grpc-guard.js";
import type { Answering, Method } from "./answering.js";
import { FrameWriter } from "./frame-writer.js";
import type { Generation } from "./generation.js";
import { callerSignal } from "./grpc-caller.js";
import type { Score } from "./score.js";
import type { AcceptedRequest } from "./validate.js";

/** `unmask.v1.GenerationService` over {@link Generation} and {@link Score}. */
export function generationHandlers(
  generation: Generation,
  score: Score,
  answering: Answering,
): GenerationServiceHandlers {
  const stream = <Request>(
    method: Method,
    call: ServerWritableStream<Request, StreamGenerateResponseInput>,
    accept: (request: Request, caller: Caller) => AcceptedRequest,
  ) => {
    const signal = callerSignal(call);
    const writer = new FrameWriter(call);
    answering
      .track(method, async () =>
        generation.run(accept(call.request, callerOf(call)), {
          signal,
          onStarted: (started) => call.write({ started }),
          // A cancelled call's stream is destroyed before its frames stop.
          onFrame: (frame) => !call.destroyed && writer.write(frame),
        }),
      )
      .then(
        (result) => {
          writer.flush();
          call.write({ result });
          call.end();
        },
        (error: unknown) => call.emit("error", toServingError(error).toGrpc()),
      );
  };
  return {
    Generate: (call, callback) => {
      const signal = callerSignal(call);
      answering
        .track("Generate", async () => generation.run(generation.accept(call.request, callerOf(call)), { signal }))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    },

    StreamGenerate: (call) => stream("StreamGenerate", call, generation.accept),

    Infill: (call, callback) => {
      const signal = callerSignal(call);
      answering
        .track("Infill", async () => generation.run(generation.acceptInfill(call.request, callerOf(call)), { signal }))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    },

    StreamInfill: (call) => stream("StreamInfill", call, generation.acceptInfill),

    Score: (call, callback) => {
      const signal = callerSignal(call);
      answering
        .track("Score", async () => score(call.request, { caller: callerOf(call), signal }))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    },
  };
}
