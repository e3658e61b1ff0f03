import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { ChaosCluster } from "./cluster.js";
import { type Allowance, type Holding, judgeFlat } from "./flat.js";
import { Load, templates } from "./load.js";
import { numbers } from "./plan.js";

/**
 * `npm run soak -- --minutes 60`: mixed load on a whole cluster that nothing is done to, but that a third of its calls are
 * dropped by their clients. Prints what each process held in the second and the last quarter; exit code 1 where it grew.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    clients: { type: "string", default: "12" },
    every: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
  },
});

/** Of a process's metrics: what it is called here, and what one unit of it is. */
const watched: Readonly<Record<string, readonly [name: string, unit: number]>> = {
  process_resident_memory_bytes: ["resident MB", 1e6],
  nodejs_heap_size_used_bytes: ["heap MB", 1e6],
  process_open_fds: ["open files", 1],
  nodejs_active_resources_total: ["timers and handles", 1],
};

async function holding(cluster: ChaosCluster, redis: Redis): Promise<Holding> {
  const all: Record<string, number> = { "redis keys": await redis.dbsize() };
  for (const [process, address] of cluster.operations) {
    const text = await (await fetch(`http://${address}/metrics`)).text();
    for (const [metric, [name, unit]] of Object.entries(watched)) {
      const value = new RegExp(`^${metric} (\\S+)$`, "m").exec(text)?.[1];
      all[`${process} ${name}`] = Number(value) / unit;
    }
  }
  return all;
}

/** By pattern, when what was kept has expired: schedulers look every minute. */
async function keysLeft(redis: Redis): Promise<Map<string, number>> {
  await sleep((keepEndedS + 70) * 1000);
  const patterns = new Map<string, number>();
  for (const key of await redis.keys("*")) {
    const pattern = key.replace(/[rj]-\w+|[0-9a-f]{8,}(-[0-9a-f]+)*|\d+/g, "*");
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  }
  return patterns;
}

function allowanceOf(name: string): Allowance {
  if (name.endsWith("MB")) return { share: 0.1, amount: 10 };
  // As many as there are calls and kept jobs, which vary with the machine's speed.
  return name.endsWith("keys") ? { share: 0.25, amount: 100 } : { share: 0.2, amount: 20 };
}

/** The queues' own and the board's; and marks of cancelled jobs that ended by themselves at that moment, kept for a day. */
const mostKeysLeft = 30;
const untilMs = performance.now() + Number(values.minutes) * 60_000;
// So that a run of some minutes already sees jobs expire.
const keepEndedS = 60;
const cluster = await ChaosCluster.start("proxies", { UNMASK_KEEP_ENDED_S: `${keepEndedS}` });
const redis = new Redis(cluster.redisUrl);
const load = new Load(cluster.gateways);
const random = numbers(Number(values.seed));
const samples: Holding[] = [];
let asked = 0;
let left: ReadonlyMap<string, number> = new Map();
try {
  const patience = new AbortController();
  setMaxListeners(0, patience.signal);
  const client = async () => {
    while (performance.now() < untilMs) {
      asked++;
      await load.ask(Math.floor(random() * templates.length), patience.signal);
    }
  };
  const asking = Array.from({ length: Number(values.clients) }, client);
  for (let i = 0; performance.now() < untilMs; i++) {
    await sleep(Number(values.every));
    if (i % 3 === 0) load.dropClients();
    samples.push(await holding(cluster, redis));
  }
  await Promise.all(asking);
  left = await keysLeft(redis);
} finally {
  load.close();
  redis.disconnect();
  await cluster.close();
}

const results = judgeFlat(samples, allowanceOf);
const column = (value: number) => value.toFixed(1).padStart(10);
process.stdout.write(`${asked} requests, ${samples.length} samples; medians of the second and the last quarter\n`);
for (const { name, before, after, isFlat } of results)
  process.stdout.write(`${name.padEnd(32)}${column(before)}${column(after)}${isFlat ? "" : "   grew"}\n`);
const keysAfter = [...left.values()].reduce((a, b) => a + b, 0);
process.stdout.write(`redis keys when all had expired: ${keysAfter}${keysAfter > mostKeysLeft ? "   too many" : ""}\n`);
for (const [pattern, count] of left) process.stdout.write(`  ${`${count}`.padStart(6)}  ${pattern}\n`);
process.exitCode = keysAfter <= mostKeysLeft && results.every(({ isFlat }) => isFlat) ? 0 : 1;
