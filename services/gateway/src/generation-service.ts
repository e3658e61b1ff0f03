import type { ServerUnaryCall, ServerWritableStream, sendUnaryData } from "@grpc/grpc-js";
import {
  type GenerateResponseInput,
  type GenerationServiceHandlers,
  type StreamGenerateResponseInput,
  toServingError,
} from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { callerOf } from "./access/grpc-guard.js";
import type { Answering, Method } from "./answering.js";
import { FrameWriter } from "./frame-writer.js";
import { type Generation, spendTokens } from "./generation.js";
import { callerSignal } from "./grpc-caller.js";
import type { Score } from "./score.js";
import type { AcceptedRequest } from "./validate.js";

/** `unmask.v1.GenerationService` over {@link Generation} and {@link Score}. */
export function generationHandlers(
  generation: Generation,
  score: Score,
  answering: Answering,
): GenerationServiceHandlers {
  type Accept<Request> = (request: Request, caller: Caller) => AcceptedRequest;
  const take = async <Request>(call: { readonly request: Request }, accept: Accept<Request>) => {
    const accepted = accept(call.request, callerOf(call));
    await spendTokens(callerOf(call), [accepted]);
    return accepted;
  };
  const whole =
    <Request>(method: Method, accept: Accept<Request>) =>
    (call: ServerUnaryCall<Request, GenerateResponseInput>, callback: sendUnaryData<GenerateResponseInput>) => {
      const signal = callerSignal(call);
      answering
        .track(method, async () => generation.run(await take(call, accept), { signal }))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    };
  const stream =
    <Request>(method: Method, accept: Accept<Request>) =>
    (call: ServerWritableStream<Request, StreamGenerateResponseInput>) => {
      const signal = callerSignal(call);
      const writer = new FrameWriter(call);
      answering
        .track(method, async () =>
          generation.run(await take(call, accept), {
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
    Generate: whole("Generate", generation.accept),
    StreamGenerate: stream("StreamGenerate", generation.accept),
    Infill: whole("Infill", generation.acceptInfill),
    StreamInfill: stream("StreamInfill", generation.acceptInfill),
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
