import { ServingError, toServingError } from "@unmask/wire";

/** grpc-js's words where the call never reached a server, and where it lost one; a server's own are others. */
const notReached = /^(No connection established|Name resolution failed|Failed to connect)/;
const lost = /^(Connection dropped|Call cancelled|Stream refused by server)|ECONNRESET|EPIPE/;

/**
 * A failed call, in words for the person who made it.
 * @param error what grpc-js reported; null for a call that ended without an answer
 * @param address where the call went, "host:port"
 */
export function failure(error: unknown, address: string): ServingError {
  if (error === null) return new ServingError("INTERNAL", `the server at ${address} sent no answer`);
  const known = toServingError(error);
  const { code, message } = known;
  // A stopped server resets its streams, which grpc-js takes for a cancelled call; our own cancel has other words.
  if (code !== "UNAVAILABLE" && code !== "CANCELLED") return known;
  if (notReached.test(message)) {
    const remedy = 'start one with "npm start", or give the address of one that runs';
    return new ServingError("UNAVAILABLE", `no Unmask server answers at ${address}; ${remedy}`, { cause: error });
  }
  if (lost.test(message)) {
    const remedy = "it may have stopped: call again, with the same requestId to find the same job";
    return new ServingError("UNAVAILABLE", `the server at ${address} went away during the call; ${remedy}`, {
      cause: error,
    });
  }
  return known;
}
