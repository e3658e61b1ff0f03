import { createHash, randomUUID } from "node:crypto";
import type { GenerateJob, Quota, ScoreJob } from "@unmask/queue";
import { ServingError } from "@unmask/wire";
import type { Caller } from "./access/caller.js";

export interface Identity {
  /** What the caller knows the request by. */
  readonly requestId: string;
  /** What the queue knows its job by; starts with a letter and has no ':', as BullMQ asks. */
  readonly jobId: string;
  /** How many jobs its caller may have. */
  readonly quota: Quota | undefined;
}

/** What a job is about, without what its caller calls it. */
type Content = Omit<GenerateJob, "requestId"> | ScoreJob;

/**
 * A repeated call with the same request id and the same content is the same job. The content is part of the job's id, so
 * an id that is used again for another question never gets the first one's answer.
 * Tenants never meet in one.
 * @param requestId one that {@link checkRequestId} takes; empty: a new one is made
 */
export function identify(requestId: string, { special: _, ...content }: Content, { tenant, quota }: Caller): Identity {
  if (requestId === "") {
    const chosen = randomUUID();
    return { requestId: chosen, jobId: `g-${chosen}`, quota };
  }
  const digest = createHash("sha256")
    .update(JSON.stringify([content, tenant]))
    .digest("hex");
  return { requestId, jobId: `g-${requestId}-${digest.slice(0, 16)}`, quota };
}

/** @throws {ServingError} INVALID_ARGUMENT for an id of other characters, or longer than 64 */
export function checkRequestId(requestId: string): void {
  if (/^[A-Za-z0-9_-]{0,64}$/.test(requestId)) return;
  const shown = JSON.stringify(requestId.slice(0, 80));
  const message = `request_id must be 1 to 64 of the characters A-Z a-z 0-9 _ -, got ${shown}`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "request_id" });
}
