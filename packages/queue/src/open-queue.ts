import { ServingError } from "@unmask/wire";
import type { Backend } from "./backend.js";
import { BullQueue } from "./bull-queue.js";
import { openEmbeddedBackend } from "./embedded/embedded-backend.js";
import { type QueueOptions, type ResolvedQueueOptions, resolveOptions } from "./options.js";
import type { JobQueue } from "./queue.js";
import { openRedisBackend } from "./redis/redis-backend.js";

/**
 * Opens the queue: on Redis with `redisUrl`, else embedded in `dataDir`.
 * @throws {ServingError} UNAVAILABLE when Redis cannot be reached (within about three seconds); FAILED_PRECONDITION when
 * another process holds the folder; INVALID_ARGUMENT when neither is given
 */
export async function openQueue<Payload = unknown, Result = unknown, Checkpoint = unknown>(
  options: QueueOptions,
): Promise<JobQueue<Payload, Result, Checkpoint>> {
  const resolved = resolveOptions(options);
  const { redisUrl, dataDir } = options;
  if (redisUrl === undefined && dataDir === undefined) {
    throw new ServingError("INVALID_ARGUMENT", "a queue needs redisUrl, or dataDir to be embedded", {
      field: "dataDir",
    });
  }
  const backend =
    redisUrl === undefined
      ? await openEmbeddedBackend(dataDir as string, resolved)
      : await openRedisBackend(redisUrl, resolved);
  return (await openOn(backend, resolved)) as unknown as JobQueue<Payload, Result, Checkpoint>;
}

/** @throws what opening fails with; the backend is closed then */
export async function openOn(backend: Backend, options: ResolvedQueueOptions): Promise<BullQueue> {
  try {
    const sibling = async (name: string) =>
      openOn(await backend.sibling(name), { ...options, name, maxWaiting: Number.POSITIVE_INFINITY });
    const queue = new BullQueue(backend, options, await backend.lastEventId(), sibling);
    await queue.ready();
    if (backend.kind === "embedded") await queue.recover();
    return queue;
  } catch (error) {
    await backend.close();
    throw error;
  }
}
