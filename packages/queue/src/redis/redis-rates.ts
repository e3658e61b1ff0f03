import type { Redis } from "ioredis";
import { atMost } from "../at-most.js";
import { type Demand, localRates, type Rates, standing } from "../rates.js";

/**
 * The arguments are name, a minute's amount and the demand, for each. A hash has for each name what was there, and when, by
 * Redis' own clock; a minute after the last demand all of it is back, so that the hash is not needed.
 */
const script = `
local time = redis.call("TIME")
local now = time[1] * 1000 + time[2] / 1000
local levels, taken = {}, 1
for i = 1, #ARGV, 3 do
  local perMinute, amount = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  local kept = redis.call("HMGET", KEYS[1], ARGV[i], ARGV[i] .. ":at")
  local level = perMinute
  if kept[1] then
    level = math.min(perMinute, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) * perMinute / 60000)
  end
  if amount > level then taken = 0 end
  levels[#levels + 1] = string.format("%.17g", level)
end
for i = 1, #ARGV, 3 do
  local amount = tonumber(ARGV[i + 2])
  if taken == 1 and amount > 0 then
    local left = tonumber(levels[(i + 2) / 3]) - amount
    redis.call("HSET", KEYS[1], ARGV[i], string.format("%.17g", left), ARGV[i] .. ":at", string.format("%.17g", now))
    redis.call("PEXPIRE", KEYS[1], 60000)
  end
end
return { taken, unpack(levels) }
`;

/** How long a request waits for Redis before this process counts by itself, milliseconds. */
const answerMs = 1_000;

interface Scripted {
  unmaskSpend(key: string, ...demands: (string | number)[]): Promise<[taken: number, ...levels: string[]]>;
}

/**
 * Counted in Redis, a round trip for each {@link Rates.spend}. While Redis does not answer, this process counts by itself:
 * nobody is let in for nothing, and nobody is kept out.
 */
export function redisRates(redis: Redis, name: string): Rates {
  redis.defineCommand("unmaskSpend", { numberOfKeys: 1, lua: script });
  const scripted = redis as unknown as Scripted;
  const alone = localRates();
  const ask = async (holder: string, demands: readonly Demand[]) => {
    const list = demands.flatMap((demand) => [demand.name, demand.perMinute, demand.amount]);
    let reply: Awaited<ReturnType<Scripted["unmaskSpend"]>> | undefined;
    const asking = scripted.unmaskSpend(`unmask:${name}:rate:${holder}`, ...list).then((told) => {
      reply = told;
    });
    // The connection's own error is told where it is noticed.
    await atMost(answerMs, asking).catch(() => {});
    return reply;
  };
  return {
    async spend(holder, demands) {
      const reply = await ask(holder, demands);
      if (!reply) return alone.spend(holder, demands);
      const [taken, ...levels] = reply;
      return demands.map((demand, i) => standing(demand, Number(levels[i]), taken === 1));
    },
  };
}
