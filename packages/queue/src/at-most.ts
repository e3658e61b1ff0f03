import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits for `work`, but not for longer than `ms`.
 * @returns whether it finished
 * @throws what `work` throws
 */
export async function atMost(ms: number, work: Promise<unknown>): Promise<boolean> {
  const waiting = new AbortController();
  const late = sleep(ms, false, { signal: waiting.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    waiting.abort();
  }
}
