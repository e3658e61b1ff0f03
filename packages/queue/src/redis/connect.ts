import { setTimeout as sleep } from "node:timers/promises";
import { ServingError } from "@unmask/wire";
import { Redis, type RedisOptions } from "ioredis";

/** Whether commands wait for a lost connection, or fail. */
type QueueingOptions = Pick<RedisOptions, "enableOfflineQueue" | "maxRetriesPerRequest">;

/**
 * A connected client.
 * @throws {ServingError} UNAVAILABLE within about three seconds, naming the URL without its password
 */
export async function connect(url: string, options: QueueingOptions, onError: (error: Error) => void): Promise<Redis> {
  const client = new Redis(url, {
    ...options,
    lazyConnect: true,
    connectTimeout: 2_500,
    retryStrategy: (times) => Math.min(50 * 2 ** times, 2_000),
  });
  // The connection's own error ("connect ECONNREFUSED …") says more than the command's ("Connection is closed.").
  let cause: Error | undefined;
  const note = (error: Error) => {
    cause ??= error;
  };
  client.on("error", note);
  try {
    await Promise.race([client.connect().then(() => client.ping()), tooLate()]);
  } catch (error) {
    client.disconnect();
    throw unreachable(url, cause ?? error);
  }
  client.off("error", note);
  client.on("error", onError);
  return client;
}

/** ioredis waits without end for a server that accepts and then says nothing. */
async function tooLate(): Promise<never> {
  await sleep(3_000, undefined, { ref: false });
  throw new Error("no answer within 3 s");
}

function unreachable(url: string, cause: unknown): ServingError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ServingError(
    "UNAVAILABLE",
    `Redis at ${withoutPassword(url)} cannot be reached (${why}). Start it, correct REDIS_URL, or unset REDIS_URL to use the embedded queue.`,
    { cause },
  );
}

export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password !== "") parsed.password = "***";
    return parsed.href;
  } catch {
    return "REDIS_URL (not a URL)";
  }
}
