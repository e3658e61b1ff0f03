import { setTimeout as sleep } from "node:timers/promises";
import { ServingError } from "@unmask/wire";

const attempts = 10;
const longestMs = 30_000;

/**
 * A batch has time: what may work later is tried again, as late as the failure says or twice as late each time.
 * @throws what the last attempt failed with; the signal's reason
 */
export async function patiently<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      signal.throwIfAborted();
      const passing =
        error instanceof ServingError && (error.code === "UNAVAILABLE" || error.code === "RESOURCE_EXHAUSTED");
      if (!passing || attempt + 1 === attempts) throw error;
      const delayMs = error.retryAfterMs ?? 250 * 2 ** attempt;
      // Spread, so that what failed together does not come back together.
      await sleep(Math.min(longestMs, delayMs) * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {});
      signal.throwIfAborted();
    }
  }
}
