import type { ServerSurfaceCall } from "@grpc/grpc-js/build/src/server-call.js";
import { type GenerationServiceHandlers, ServingError, toServingError } from "@unmask/wire";
import type { Answering } from "./answering.js";
import { FrameWriter } from "./frame-writer.js";
import type { Generation } from "./generation.js";

/** `unmask.v1.GenerationService` over {@link Generation}. */
export function generationHandlers(generation: Generation, answering: Answering): GenerationServiceHandlers {
  return {
    Generate: (call, callback) => {
      const signal = callerSignal(call);
      answering
        .track("Generate", async () => generation.run(generation.accept(call.request), { signal }))
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
          generation.run(generation.accept(call.request), {
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
  };
}

/** Aborted when the caller cancels, disconnects or runs out of time; grpc-js says "cancelled" to all three. */
function callerSignal(call: ServerSurfaceCall): AbortSignal {
  const controller = new AbortController();
  const abort = () => {
    const overdue = Number(call.getDeadline()) <= Date.now();
    const code = overdue ? "DEADLINE_EXCEEDED" : "CANCELLED";
    const message = overdue ? "the call's deadline has passed" : "the caller cancelled the call or went away";
    controller.abort(new ServingError(code, message));
  };
  if (call.cancelled) abort();
  else call.once("cancelled", abort);
  return controller.signal;
}
