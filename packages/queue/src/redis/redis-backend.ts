import { type ConnectionOptions, createRedisBackend } from "bullmq";
import type { Redis } from "ioredis";
import { type Backend, type CancelMarks, cancelMarkMs } from "../backend.js";
import type { ResolvedQueueOptions } from "../options.js";
import { connect } from "./connect.js";
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

  return {
    kind: "redis",
    factory: createRedisBackend,
    producer: producer as unknown as ConnectionOptions,
    blocking: blocking as unknown as ConnectionOptions,
    drainDelay: 5,
    signals: new RedisSignals(producer, subscriber, name, onError),
    marks: redisMarks(producer, name),
    async lastEventId() {
      const [newest] = await producer.xrevrange(`bull:${name}:events`, "+", "-", "COUNT", 1);
      return newest?.[0] ?? "0-0";
    },
    async ping() {
      await producer.ping();
    },
    async close() {
      await Promise.all([producer, subscriber, blocking].map(end));
    },
  };
}

function redisMarks(redis: Redis, name: string): CancelMarks {
  const key = (id: string) => `unmask:${name}:cancelled:${id}`;
  return {
    async add(id) {
      await redis.set(key(id), "1", "PX", cancelMarkMs);
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
  if (client.status === "ready") await client.quit().catch(() => client.disconnect());
  else client.disconnect();
}
