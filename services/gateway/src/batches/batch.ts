/** OpenAI's statuses. A batch ends as failed (its file is wrong), completed, expired or cancelled. */
export type BatchStatus =
  | "validating"
  | "failed"
  | "in_progress"
  | "finalizing"
  | "completed"
  | "expired"
  | "cancelling"
  | "cancelled";

/** What is wrong with the input file. */
export interface BatchError {
  readonly code: string;
  readonly message: string;
  /** From 1; undefined where it is the file as a whole. */
  readonly line?: number;
  /** The line's field. */
  readonly param?: string;
}

export interface BatchCounts {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
}

/** A batch as it is kept. Times are milliseconds since 1970. */
export interface Batch {
  /** Begins with "batch_"; later ones sort behind earlier ones. */
  readonly id: string;
  readonly tenant: string;
  /** What each line is a body for, such as "/v1/chat/completions". */
  readonly endpoint: string;
  readonly inputFileId: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: BatchStatus;
  readonly errors: readonly BatchError[];
  readonly counts: BatchCounts;
  readonly outputFileId?: string;
  readonly errorFileId?: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** When it first had each status. */
  readonly at: Readonly<Partial<Record<BatchStatus, number>>>;
}

export function hasEnded({ status }: Batch): boolean {
  return status === "failed" || status === "completed" || status === "expired" || status === "cancelled";
}

/** Infinity for one that has not ended. */
export function endedAtMs({ at }: Batch): number {
  return at.completed ?? at.failed ?? at.expired ?? at.cancelled ?? Number.POSITIVE_INFINITY;
}

export function withStatus(batch: Batch, status: BatchStatus, nowMs: number): Batch {
  return { ...batch, status, at: { ...batch.at, [status]: batch.at[status] ?? nowMs } };
}

/** OpenAI's limits. */
export const limits = {
  lines: 50_000,
  fileBytes: 200 * 1024 * 1024,
  /** The only completion window there is. */
  windowMs: 24 * 3_600_000,
  /** Output files and ended batches go by themselves. */
  outputMs: 30 * 24 * 3_600_000,
  customIdCharacters: 512,
  /** Errors of a file that are told. */
  errors: 100,
} as const;
