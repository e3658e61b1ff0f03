import type { ServerSurfaceCall } from "@grpc/grpc-js/build/src/server-call.js";
import { ServingError } from "@unmask/wire";

/** Aborted when the caller cancels, disconnects or runs out of time; grpc-js says "cancelled" to all three. */
export function callerSignal(call: ServerSurfaceCall): AbortSignal {
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
