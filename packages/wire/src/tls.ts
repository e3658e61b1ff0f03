import { readFile } from "node:fs/promises";
import { type ChannelCredentials, credentials, ServerCredentials } from "@grpc/grpc-js";
import { ServingError } from "./serving-error.js";

/** PEM files, as settings name them. */
export interface TlsFiles {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

/** What a process shows and whom it trusts, as PEM. */
export interface Tls {
  /** Its own certificate, with the chain behind it. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Who must have signed the other side's certificate. A server with one answers only clients that have one. */
  readonly ca?: Buffer;
}

/**
 * @returns undefined when no file is given
 * @throws {ServingError} FAILED_PRECONDITION for a file that cannot be read, or a certificate without its key
 */
export async function readTls(files: TlsFiles): Promise<Tls | undefined> {
  const { cert, key, ca } = files;
  if ((cert === undefined) !== (key === undefined)) {
    const message = `a TLS certificate and its key belong together, got only the ${cert === undefined ? "key" : "certificate"}`;
    throw new ServingError("FAILED_PRECONDITION", message);
  }
  const entries = Object.entries({ cert, key, ca }).filter(([, path]) => path !== undefined);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(await Promise.all(entries.map(async ([name, path]) => [name, await read(path as string)])));
}

/** Plain text without TLS. @throws {ServingError} FAILED_PRECONDITION without a certificate to show */
export function serverCredentials(tls: Tls | undefined): ServerCredentials {
  if (!tls) return ServerCredentials.createInsecure();
  const { cert, key, ca } = tls;
  if (!cert || !key) {
    throw new ServingError("FAILED_PRECONDITION", "a server that speaks TLS needs a certificate and its key");
  }
  return ServerCredentials.createSsl(ca ?? null, [{ cert_chain: cert, private_key: key }], ca !== undefined);
}

/** Plain text without TLS; with it, the system's authorities are trusted unless there is a `ca`. */
export function clientCredentials(tls: Tls | undefined): ChannelCredentials {
  if (!tls) return credentials.createInsecure();
  return credentials.createSsl(tls.ca ?? null, tls.key ?? null, tls.cert ?? null);
}

async function read(path: string): Promise<Buffer> {
  return readFile(path).catch((error: Error) => {
    throw new ServingError("FAILED_PRECONDITION", `cannot read the TLS file ${path}: ${error.message}`, {
      cause: error,
    });
  });
}
