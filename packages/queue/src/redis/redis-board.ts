import type { Redis } from "ioredis";
import type { Board } from "../backend.js";

/** A key for each id, which Redis itself forgets, and a set of the ids. */
export function redisBoard(redis: Redis, name: string): Board {
  const ids = `unmask:${name}:board`;
  const key = (id: string) => `${ids}:${id}`;
  return {
    async put(id, text, ttlMs) {
      await redis.pipeline().set(key(id), text, "PX", ttlMs).sadd(ids, id).exec();
    },
    async all() {
      const known = (await redis.smembers(ids)).sort();
      if (known.length === 0) return [];
      const texts = await redis.mget(known.map(key));
      const gone = known.filter((_, i) => texts[i] === null);
      if (gone.length > 0) await redis.srem(ids, gone);
      return texts.filter((text) => text !== null);
    },
  };
}
