import { setTimeout as sleep } from "node:timers/promises";
import { ServingError } from "@unmask/wire";

/** A server that asks for more patience than this is left to its caller. */
const longestMs = 30_000;

/**
 * How long to wait before a failed call is made again.
 * @param attempt failed ones so far, ≥ 1
 * @returns milliseconds; undefined for a failure that another try would not mend
 */
export function retryDelayMs({ code, retryAfterMs }: ServingError, attempt: number): number | undefined {
  // A server that is full says when it is worth trying; one that cannot be reached may be there again at once.
  const waitMs = retryAfterMs ?? (code === "UNAVAILABLE" ? 100 * 2 ** (attempt - 1) : undefined);
  if (waitMs === undefined || waitMs > longestMs) return undefined;
  if (code !== "UNAVAILABLE" && code !== "RESOURCE_EXHAUSTED") return undefined;
  // Spread, so that those who were refused together do not come back together; never sooner than the server said.
  return waitMs * (1 + Math.random() / 4);
}

export interface RetryOptions {
  /** Tries after the first. */
  readonly retries: number;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since the epoch. */
  readonly deadline?: number | undefined;
}

/**
 * @returns whether to try again, after the wait that is due
 * @throws {ServingError} CANCELLED when the signal is aborted during the wait
 */
export async function waitToRetry(error: ServingError, attempt: number, options: RetryOptions): Promise<boolean> {
  const { retries, signal, deadline = Number.POSITIVE_INFINITY } = options;
  const delayMs = attempt > retries ? undefined : retryDelayMs(error, attempt);
  if (delayMs === undefined || signal?.aborted || Date.now() + delayMs >= deadline) return false;
  await sleep(delayMs, undefined, { signal }).catch(() => {
    throw new ServingError("CANCELLED", "cancelled before the call was made again", { cause: error });
  });
  return true;
}
