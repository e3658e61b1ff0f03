import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { ServingError } from "@unmask/wire";
import { z } from "zod";

/** What a key may do. generate: answers now; jobs: answers later; batches: files of requests; models: see what is served. */
export const scopes = ["generate", "jobs", "batches", "models"] as const;
export type Scope = (typeof scopes)[number];

const keySchema = z.strictObject({
  /** What the key is called in messages and logs. */
  id: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
  /** SHA-256 of the key, hexadecimal. Keys are 256 random bits, so nothing slower is needed to keep them. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whose requests these are: tenants share the workers fairly, and see only their own jobs, files and batches. */
  tenant: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
  scopes: z.array(z.enum(scopes)).default([...scopes]),
  /** How urgent its requests are. */
  priority: z.enum(["interactive", "standard", "batch"]).default("standard"),
  requests_per_minute: z.number().int().min(1).optional(),
  /** Prompt and canvas, over all answers. */
  tokens_per_minute: z.number().int().min(1).optional(),
  /** Of its tenant, waiting or running, when it submits another one. */
  max_jobs: z.number().int().min(1).optional(),
  /** The key is refused from then on. */
  expires: z.iso.datetime({ offset: true }).optional(),
});
const fileSchema = z.strictObject({ keys: z.array(keySchema) });

export type ApiKey = z.output<typeof keySchema>;

/**
 * @param text of a keys file: {"keys": [{"id", "sha256", "tenant", …}]}
 * @param path for messages
 * @throws {ServingError} FAILED_PRECONDITION that says what is wrong where
 */
export function parseKeys(text: string, path: string): ApiKey[] {
  const refuse = (problem: string) => new ServingError("FAILED_PRECONDITION", `the keys file ${path} ${problem}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse(`is not JSON: ${(error as Error).message}`);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: at, message }) => `${at.join(".") || "file"}: ${message}`);
    throw refuse(`is not as it must be: ${problems.join("; ")}`);
  }
  const { keys } = parsed.data;
  for (const field of ["id", "sha256"] as const) {
    const twice = keys.find((key, i) => keys.findIndex((other) => other[field] === key[field]) !== i);
    if (twice) throw refuse(`has the ${field} of ${twice.id} twice`);
  }
  return keys;
}

/** Looks at every key, so that the time says nothing of how close a guess was. */
export function findKey(secret: string, keys: readonly ApiKey[]): ApiKey | undefined {
  const digest = createHash("sha256").update(secret).digest();
  let found: ApiKey | undefined;
  for (const key of keys) if (timingSafeEqual(Buffer.from(key.sha256, "hex"), digest)) found = key;
  return found;
}

/** @returns the secret, to be shown once, and what the keys file keeps of it */
export function newKey(): { readonly secret: string; readonly sha256: string } {
  const secret = `um-${randomBytes(32).toString("base64url")}`;
  return { secret, sha256: createHash("sha256").update(secret).digest("hex") };
}
