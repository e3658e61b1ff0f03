import { type ConnectionOptions, createRedisBackend } from "bullmq";
import type { Redis } from "ioredis";
import { type Backend, type CancelMarks, cancelMarkMs } from "../backend.js";
import type { ResolvedQueueOptions } from "../options.js";
import { connect } from "./connect.js";
import { redisBoard } from "./redis-board.js";
import { redisOpenJobs } from "./redis-open-jobs.js";
import { redisRates } from "./redis-rates.js";
import { RedisSignals } from "./redis-signals.js";

/** @throws {ServingError} UNAVAILABLE within about three seconds */
export async function openRedisBackend(url: string, options: ResolvedQueueOptions): Promise<Backend> {
  const { name, onError } = options;
  const failFast = { enableOfflineQueue: false, maxRetriesPerRequest: 1 };
  const producer = await connect(url, failFast, onError);
  const others = await Promise.all([
    connect(url, failFast, onError),
    // BullMQ insists on null for what blocks: such a command outlives a reconnection.
    connect(url, { maxRetriesPerRequest: null }, onError),
  ]).catch((error: unknown) => {
    producer.disconnect();
    throw error;
  });
  const [subscriber, blocking] = others;
  const copies = noteCopies(blocking);

  return {
    kind: "redis",
    factory: createRedisBackend,
    producer: producer as unknown as ConnectionOptions,
    blocking: blocking as unknown as ConnectionOptions,
    drainDelay: 5,
    signals: new RedisSignals(producer, subscriber, name, onError),
    marks: redisMarks(producer, name),
    board: redisBoard(producer, name),
    openJobs: redisOpenJobs(producer, name),
    rates: redisRates(producer, name),
    async lastEventId() {
      const [newest] = await producer.xrevrange(`bull:${name}:events`, "+", "-", "COUNT", 1);
      return newest?.[0] ?? "0-0";
    },
    async ping() {
      await producer.ping();
    },
    sibling: (sibling) => openRedisBackend(url, { ...options, name: sibling }),
    async close() {
      await Promise.all([producer, subscriber, blocking, ...copies].map(end));
    },
  };
}

/**
 * The connections that BullMQ duplicates for itself. One that is between two attempts to connect when BullMQ closes it
 * would go on trying for ever.
 */
function noteCopies(client: Redis): Redis[] {
  const copies: Redis[] = [];
  const duplicate = client.duplicate.bind(client);
  client.duplicate = (override) => {
    const copy = duplicate(override);
    copies.push(copy);
    return copy;
  };
  return copies;
}

function redisMarks(redis: Redis, name: string): CancelMarks {
  const key = (id: string) => `unmask:${name}:cancelled:${id}`;
  return {
    async add(id) {
      await redis.set(key(id), "1", "PX", cancelMarkMs);
    },
    async keep(id, forMs) {
      await redis.pexpire(key(id), Math.min(forMs, cancelMarkMs));
    },
    async has(id) {
      return (await redis.exists(key(id))) === 1;
    },
    async remove(id) {
      await redis.del(key(id));
    },
  };
}

async function end(client: Redis): Promise<void> {
  if (client.status === "ready") {
    await client.quit().catch(() => client.disconnect());
  } else if (client.status !== "end") {
    // Told to disconnect between two attempts to connect, ioredis stays there and lets its commands wait for ever. One
    // last attempt with none to follow ends it, and them; BullMQ's own closing waits for that.
    client.options.retryStrategy = () => null;
    client.disconnect();
    await client.connect().then(
      () => client.disconnect(),
      () => {},
    );
  }
}
