import type { Redis } from "ioredis";
import type { OpenJobs } from "../backend.js";

/** A set for each holder, by the time of submission; forgotten a day after the last one. */
export function redisOpenJobs(redis: Redis, name: string): OpenJobs {
  const key = (holder: string) => `unmask:${name}:open:${holder}`;
  return {
    async add(holder, id) {
      const set = key(holder);
      const replies = await redis.multi().zadd(set, "NX", Date.now(), id).expire(set, 86_400).zcard(set).exec();
      const [error, count] = replies?.at(-1) ?? [new Error("the transaction was dropped")];
      if (error) throw error;
      return count as number;
    },
    async all(holder) {
      const flat = await redis.zrange(key(holder), "0", "-1", "WITHSCORES");
      return new Map(flat.flatMap((id, i) => (i % 2 === 0 ? [[id, Number(flat[i + 1])] as const] : [])));
    },
    async remove(holder, ids) {
      if (ids.length > 0) await redis.zrem(key(holder), ...ids);
    },
  };
}
