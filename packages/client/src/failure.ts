import { ServingError, toServingError } from "@unmask/wire";

/** grpc-js's words for "this channel has no connection", as against an UNAVAILABLE that a server sent. */
const noConnection = /^(No connection established|Name resolution failed|Failed to connect|Connection dropped)/;

/**
 * A failed call, in words for the person who made it.
 * @param error what grpc-js reported; null for a call that ended without an answer
 * @param address where the call went, "host:port"
 */
export function failure(error: unknown, address: string): ServingError {
  if (error === null) return new ServingError("INTERNAL", `the server at ${address} sent no answer`);
  const known = toServingError(error);
  if (known.code !== "UNAVAILABLE" || !noConnection.test(known.message)) return known;
  const dropped = known.message.startsWith("Connection dropped");
  const message = dropped
    ? `the connection to ${address} broke during the call; the server may have stopped: call again`
    : `no Unmask server answers at ${address}; start one with "npm start", or give the address of one that runs`;
  return new ServingError("UNAVAILABLE", message, { cause: error });
}
