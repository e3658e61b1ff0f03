import { ServingError } from "@unmask/wire";

/**
 * @param address "host:port"; an IPv6 host stands in brackets
 * @throws {ServingError} INVALID_ARGUMENT for anything else
 */
export function parseAddress(address: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(address);
  const port = Number(match?.[3]);
  if (match && port <= 65535) return { host: (match[1] ?? match[2])!, port };
  const message = `an address must be HOST:PORT with a port from 0 to 65535, got ${JSON.stringify(address)}`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "address" });
}

/** An address that cannot be listened on, in words for the person who chose it. */
export function cannotListen(protocol: "gRPC" | "HTTP", address: string, cause: unknown): ServingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const what = reason.includes("EADDRINUSE")
    ? `the ${protocol} address ${address} is taken; stop the program that listens there, or choose another port`
    : `cannot listen for ${protocol} on ${address} (${reason}); choose another address`;
  return new ServingError("FAILED_PRECONDITION", what, { cause });
}
