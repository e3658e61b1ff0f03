import { type GenerationServiceHandlers, toServingError } from "@unmask/wire";
import { callerOf } from "./access/grpc-guard.js";
import type { Answering } from "./answering.js";
import { FrameWriter } from "./frame-writer.js";
import type { Generation } from "./generation.js";
import { callerSignal } from "./grpc-caller.js";
import type { Score } from "./score.js";

/** `unmask.v1.GenerationService` over {@link Generation} and {@link Score}. */
export function generationHandlers(
  generation: Generation,
  score: Score,
  answering: Answering,
): GenerationServiceHandlers {
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

    StreamGenerate: (call) => {
      const signal = callerSignal(call);
      const writer = new FrameWriter(call);
      answering
        .track("StreamGenerate", async () =>
          generation.run(generation.accept(call.request, callerOf(call)), {
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
    },

    Infill: (call, callback) => {
      const signal = callerSignal(call);
      answering
        .track("Infill", async () => generation.run(generation.acceptInfill(call.request, callerOf(call)), { signal }))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    },

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
