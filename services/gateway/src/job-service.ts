import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { type JobInput, type JobServiceHandlers, toServingError } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { callerOf } from "./access/grpc-guard.js";
import type { Answering, Method } from "./answering.js";
import { FrameWriter } from "./frame-writer.js";
import { callerSignal } from "./grpc-caller.js";
import type { Jobs } from "./jobs.js";

/** `unmask.v1.JobService` over {@link Jobs}. */
export function jobHandlers(jobs: Jobs, answering: Answering): JobServiceHandlers {
  const unary =
    <Request>(method: Method, answer: (request: Request, caller: Caller) => Promise<JobInput>) =>
    (call: ServerUnaryCall<Request, unknown>, callback: sendUnaryData<JobInput>) => {
      answering
        .track(method, () => answer(call.request, callerOf(call)))
        .then(
          (job) => callback(null, job),
          (error: unknown) => callback(toServingError(error).toGrpc()),
        );
    };
  return {
    Submit: unary("JobService/Submit", (request, caller) => jobs.submit(request, caller)),
    SubmitInfill: unary("JobService/SubmitInfill", (request, caller) => jobs.submitInfill(request, caller)),
    Get: unary("JobService/Get", ({ id }, caller) => jobs.get(id, caller)),
    Cancel: unary("JobService/Cancel", ({ id }, caller) => jobs.cancel(id, caller)),
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
        .track("JobService/Watch", () => jobs.watch(call.request.id, callerOf(call), watching))
        .then(
          () => call.end(),
          (error: unknown) => call.emit("error", toServingError(error).toGrpc()),
        );
    },
  };
}
