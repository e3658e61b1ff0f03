import { ServingError } from "@unmask/wire";
import type { FastifyReply } from "fastify";

/** Aborted when the caller closes its connection before the answer is out. */
export function callerSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableEnded) controller.abort(new ServingError("CANCELLED", "the caller went away"));
  });
  return controller.signal;
}
