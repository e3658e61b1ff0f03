import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { GenerateRequest, UnmaskClient, Usage } from "@unmask/client";
import { toServingError } from "@unmask/wire";

/** What one request saw; times are milliseconds on the client's clock. */
export interface Measured {
  /** From the start of the run. */
  readonly sentMs: number;
  /** To the first step's commits. */
  readonly firstCommitMs?: number;
  /** To the result. */
  readonly endToEndMs?: number;
  readonly usage?: Usage;
  /** Set where it failed: the error's code. */
  readonly error?: string;
}

/**
 * Sends the requests at their times, at most `maxConcurrency` at once, and waits for all of them.
 * @param atMs ascending, as many as requests
 * @param onDone after each
 */
export async function measureAll(
  client: UnmaskClient,
  requests: readonly GenerateRequest[],
  atMs: readonly number[],
  maxConcurrency: number,
  signal: AbortSignal,
  onDone: () => void,
): Promise<Measured[]> {
  // One listener for each request under way, as many as there may be.
  setMaxListeners(0, signal);
  const startMs = performance.now();
  const running = new Set<Promise<Measured>>();
  const all: Promise<Measured>[] = [];
  for (const [i, request] of requests.entries()) {
    const waitMs = atMs[i]! - (performance.now() - startMs);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    while (running.size >= maxConcurrency) await Promise.race(running);
    signal.throwIfAborted();
    const one = measure(client, request, startMs, signal);
    running.add(one);
    one.finally(() => {
      running.delete(one);
      onDone();
    });
    all.push(one);
  }
  return Promise.all(all);
}

async function measure(
  client: UnmaskClient,
  request: GenerateRequest,
  startMs: number,
  signal: AbortSignal,
): Promise<Measured> {
  const beginMs = performance.now();
  const since = () => performance.now() - beginMs;
  const sentMs = beginMs - startMs;
  let firstCommitMs: number | undefined;
  try {
    for await (const event of client.stream(request, { signal })) {
      if (event.kind === "frame") firstCommitMs ??= since();
      if (event.kind !== "result") continue;
      const endToEndMs = since();
      return { sentMs, firstCommitMs: firstCommitMs ?? endToEndMs, endToEndMs, usage: event.response.usage };
    }
    return { sentMs, error: "INTERNAL" };
  } catch (error) {
    if (signal.aborted) throw error;
    return { sentMs, error: toServingError(error).code };
  }
}
