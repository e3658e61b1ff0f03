import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { type JobInput, type JobServiceHandlers, toServingError } from "@unmask/wire";
import type { Answering, Method } from "./answering.js";
import { FrameWriter } from "./frame-writer.js";
import { callerSignal } from "./grpc-caller.js";
import type { Jobs } from "./jobs.js";

/** `unmask.v1.JobService` over {@link Jobs}. */
export function jobHandlers(jobs: Jobs, answering: Answering): JobServiceHandlers {
  const unary =
    <Request>(method: Method, answer: (request: Request) => Promise<JobInput>) =>
    (call: ServerUnaryCall<Request, unknown>, callback: sendUnaryData<JobInput>) => {
      answering
        .track(method, () => answer(call.request))
        .then(
          (job) => callback(null, job),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    };
  return {
    Submit: unary("JobService/Submit", (request) => jobs.submit(request)),
    Get: unary("JobService/Get", ({ id }) => jobs.get(id)),
    Cancel: unary("JobService/Cancel", ({ id }) => jobs.cancel(id)),
    Watch: (call) => {
      const writer = new FrameWriter(call);
      const watching = {
        signal: callerSignal(call),
        onJob: (job: JobInput) => {
          writer.flush();
          call.write({ job });
        },
        onFrame: (frame: Parameters<FrameWriter["write"]>[0]) => !call.destroyed && writer.write(frame),
      };
      answering
        .track("JobService/Watch", () => jobs.watch(call.request.id, watching))
        .then(
          () => call.end(),
          (error: unknown) => call.emit("error", toServingError(error).toGrpc()),
        );
    },
  };
}
