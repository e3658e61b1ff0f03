import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openQueue } from "@unmask/queue";
import { Redis } from "ioredis";
import { ChaosCluster, type NetworkKind } from "./cluster.js";
import { Load, templates } from "./load.js";
import { type Fault, type FaultKind, makePlan, numbers } from "./plan.js";
import { type Entry, judge } from "./verdict.js";

export interface ChaosOptions {
  /** Decides the faults and what is asked. */
  readonly seed: number;
  /** How long faults come, milliseconds. */
  readonly durationMs: number;
  /** Mean time between two faults, milliseconds. */
  readonly everyMs: number;
  /** Clients that ask one thing after another. */
  readonly clients: number;
  /** Default "proxies". */
  readonly network?: NetworkKind;
  /** Faults of these kinds only. Default: all. */
  readonly only?: readonly FaultKind[];
  readonly onFault?: (fault: Fault) => void;
}

export interface ChaosReport {
  readonly plan: readonly Fault[];
  readonly log: readonly Entry[];
  /** Empty for a good run. */
  readonly problems: readonly string[];
}

/** How long the cluster may take to finish what it has accepted once it is left alone: locks and leases run out first. */
const drainMs = 90_000;

/** Calls under way above which no burst is added. */
const maxUnder = 60;

/** One run: a quiet one for the texts, then load under faults, then what is left is finished and everything judged. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, durationMs, everyMs, clients, network = "proxies", only, onFault = () => {} } = options;
  const cluster = await ChaosCluster.start(network);
  const load = new Load(cluster.gateways);
  try {
    const quiet = await quietTexts(cluster);
    const plan = makePlan(seed, durationMs, everyMs, cluster.targets, only);
    const patience = new AbortController();
    setMaxListeners(0, patience.signal);
    const asking: Promise<void>[] = [];
    const random = numbers(seed + 1);
    const any = () => Math.floor(random() * templates.length);

    const startMs = performance.now();
    const over = () => performance.now() - startMs > durationMs;
    for (let i = 0; i < clients; i++) {
      const client = async () => {
        while (!over()) await load.ask(any(), patience.signal);
      };
      asking.push(client());
    }
    const mending = plan.map(async (fault) => {
      await sleep(fault.atMs - (performance.now() - startMs));
      onFault(fault);
      if (fault.kind === "drop_clients") load.dropClients();
      // More would only make the end longer: what is not under way waits here as well as there.
      if (fault.kind === "burst" && load.under < maxUnder)
        for (let i = 0; i < fault.requests; i++) asking.push(load.ask(any(), patience.signal));
      await cluster.suffer(fault);
    });
    await Promise.all(mending);
    const timer = setTimeout(() => patience.abort(), drainMs);
    await Promise.all(asking);
    clearTimeout(timer);
    const problems = judge(load.log, quiet);
    if (problems.length === 0) problems.push(...(await leftBehind(cluster)));
    return { plan, log: load.log, problems };
  } finally {
    load.close();
    await cluster.close();
  }
}

async function quietTexts(cluster: ChaosCluster): Promise<(readonly number[])[]> {
  const load = new Load(cluster.gateways);
  const signal = AbortSignal.timeout(60_000);
  await Promise.all(templates.map((_, i) => load.ask(i, signal, `quiet-${i}`)));
  load.close();
  return templates.map((_, i) => {
    const found = load.log.find((entry) => entry.requestId === `quiet-${i}` && entry.kind === "result");
    if (found?.kind !== "result") throw new Error(`template ${i} has no answer even in a quiet cluster`);
    return found.tokenIds;
  });
}

/** Every client has its answer, so nothing may wait any more, and no row may run for a job that has ended. */
async function leftBehind(cluster: ChaosCluster): Promise<string[]> {
  const redis = new Redis(cluster.redisUrl);
  const queue = await openQueue({ redisUrl: cluster.redisUrl });
  const key = (name: string) => `bull:unmask-generate:${name}`;
  const left = async () => {
    const ids = [
      ...(await redis.lrange(key("wait"), 0, -1)),
      ...(await redis.lrange(key("active"), 0, -1)),
      ...(await redis.zrange(key("prioritized"), "0", "-1")),
    ];
    // What a scheduler says of itself: a second old at most.
    const busy = (await queue.reports()).filter(
      ({ running, workers }) => running > 0 || workers.some(({ batchesInFlight }) => batchesInFlight > 0),
    );
    return [
      ...ids.map((id) => `job ${id}: still in the queue after every client has its answer`),
      ...busy.map(({ schedulerId, running }) => `scheduler ${schedulerId}: runs ${running} after all jobs have ended`),
    ];
  };
  try {
    const untilMs = performance.now() + drainMs;
    let problems = await left();
    // Jobs whose clients left were cancelled; a holder that died with one is found out when its lock ends.
    while (problems.length > 0 && performance.now() < untilMs) {
      await sleep(500);
      problems = await left();
    }
    return problems;
  } finally {
    redis.disconnect();
    await queue.close();
  }
}
