import { ServingError } from "@unmask/wire";
import { Redis, type RedisOptions } from "ioredis";
import { atMost } from "../at-most.js";
import { refusal } from "./refusal.js";

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
    // ioredis waits without end for a server that accepts and then says nothing.
    const answered = client.connect().then(() => client.ping());
    if (!(await atMost(3_000, answered))) throw new Error("no answer within 3 s");
  } catch (error) {
    client.disconnect();
    throw unreachable(url, cause ?? error, await refusal(url).catch(() => undefined));
  }
  // BullMQ makes its own connections after this one's options, and gives one up for good whose explicit connect failed.
  client.options.lazyConnect = false;
  client.off("error", note);
  client.on("error", onError);
  return client;
}

function unreachable(url: string, cause: unknown, said: string | undefined): ServingError {
  const why = said ?? (cause instanceof Error ? cause.message : String(cause));
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
