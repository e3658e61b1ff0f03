import { createHash } from "node:crypto";
import { ServingError } from "@unmask/wire";
import type { FastifyRequest } from "fastify";

/**
 * The Idempotency-Key header as a request id: a repeated call with the same key and the same content is the same job.
 * @returns undefined without the header
 * @throws {ServingError} INVALID_ARGUMENT for a key of more than 255 characters
 */
export function keyOf({ headers }: Pick<FastifyRequest, "headers">): string | undefined {
  const key = headers["idempotency-key"];
  if (typeof key !== "string" || key === "") return undefined;
  if (/^[A-Za-z0-9_-]{1,64}$/.test(key)) return key;
  if (key.length <= 255) return `k-${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
  const message = `the header idempotency-key must be at most 255 characters, got ${key.length}`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "idempotency-key" });
}
