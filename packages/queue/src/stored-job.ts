import { isServingCode, ServingError, type ServingErrorOptions } from "@unmask/wire";

/**
 * A job as BullMQ keeps it. Values are JSON inside JSON: Postgres' jsonb refuses NUL and lone surrogates, which prompts
 * and generated text may hold, but takes their escaped form.
 */
export interface StoredJob {
  readonly payload: string;
  readonly checkpoint?: string;
}

const maxCheckpointBytes = 65_536;

/** @throws {RangeError} for a checkpoint above 64 KiB */
export function withCheckpoint(stored: StoredJob, checkpoint: unknown): StoredJob {
  const text = encode(checkpoint);
  // It is rewritten every few steps for every running job: a large one would be a mistake in the caller.
  if (text.length > maxCheckpointBytes) {
    throw new RangeError(`a checkpoint is at most ${maxCheckpointBytes} bytes of JSON, got ${text.length}`);
  }
  return { ...stored, checkpoint: text };
}

export function encode(value: unknown): string {
  return JSON.stringify(value ?? null);
}

export function decode<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** @throws {ServingError} INVALID_ARGUMENT */
export function checkSubmission(id: string, priority: number): void {
  // BullMQ builds keys with ":" and takes integers for ids of its own.
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(id) || /^\d+$/.test(id)) {
    throw new ServingError(
      "INVALID_ARGUMENT",
      `a job id is 1 to 128 of A-Z a-z 0-9 _ - and not only digits, got ${JSON.stringify(id.slice(0, 140))}`,
      { field: "id" },
    );
  }
  // BullMQ's priority 0 would beat all others; it is kept for jobs that were handed back.
  if (!Number.isInteger(priority) || priority < 1 || priority > 2_097_151) {
    throw new ServingError("INVALID_ARGUMENT", `priority must be an integer from 1 to 2097151, got ${priority}`, {
      field: "priority",
    });
  }
}

/** Between a failure's text and its details: no message of ours has one. */
const separator = "\u001e";

/**
 * "CODE: message", the text BullMQ keeps of a failure, and behind it, as JSON, what programs are told beside that. Postgres'
 * text type refuses NUL.
 */
export function encodeFailure(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof message === "string" ? message : String(error);
  const shown = `${isServingCode(code) ? code : "INTERNAL"}: ${text}`
    .replaceAll("\0", "\uFFFD")
    .replaceAll(separator, " ");
  if (!(error instanceof ServingError)) return shown;
  const { reason, violations, retryAfterMs, quotaSubject } = error;
  const details: FailureDetails = {
    ...(reason !== code && { reason }),
    ...(violations.length > 0 && { violations }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(quotaSubject !== undefined && { quotaSubject }),
  };
  // JSON writes NUL as an escape.
  return Object.keys(details).length === 0 ? shown : `${shown}${separator}${JSON.stringify(details)}`;
}

type FailureDetails = Pick<ServingErrorOptions, "reason" | "violations" | "retryAfterMs" | "quotaSubject">;

/** The other way; what BullMQ itself says of a job ("job stalled more than allowable limit") is INTERNAL. */
export function decodeFailure(reason: string): ServingError {
  const [text = "", details = "{}"] = reason.split(separator);
  const match = /^([A-Z_]+): (.*)$/s.exec(text);
  const code = match?.[1];
  if (!isServingCode(code)) return new ServingError("INTERNAL", reason);
  return new ServingError(code, match?.[2] ?? "", decode<FailureDetails>(details));
}

export function cancelled(id: string): ServingError {
  return new ServingError("CANCELLED", `job ${id} was cancelled`);
}

export function unknownJob(id: string): ServingError {
  return new ServingError("NOT_FOUND", `job ${id} is not known: it was never submitted, or it ended too long ago`);
}
