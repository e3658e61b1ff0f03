import { setTimeout as sleep } from "node:timers/promises";
import { createMetrics, type Metrics } from "@unmask/runtime";
import { Command } from "commander";
import { bareWay } from "../bench/bare-way.js";
import { type Answered, keepAsking, startOwnCluster } from "../bench/own-cluster.js";
import { type Spread, spreadOf } from "../bench/summary.js";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { number, sameAs } from "../options/values.js";
import { rules } from "../serve/settings.js";

interface Flags {
  readonly model?: string;
  readonly workers: number;
  readonly clients: number;
  readonly seconds: number;
  readonly genLength: number;
  readonly redisUrl?: string;
  readonly json?: true;
}

const description = `Where the time of a step goes, and what it costs beside the forward pass.

Starts a cluster (client, gateway, embedded queue, scheduler, workers over gRPC) and times each step batch: wait (from the
scheduler to the engine and back), pack, forward, sample, commit (until the next batch is sent). What is not forward is overhead. With
one client there is nothing to wait for but the way; with more, wait has the batch that runs before in it.

Beside it stands the bare way, in the same run: the same messages over gRPC and to a process and back, as far apart, with nothing of
ours on the way. And what a whole request is made of.`;

const bareTimes = 400;
const phases = ["wait", "pack", "forward", "sample", "commit"] as const;
type Phase = (typeof phases)[number];
/** Milliseconds of one step batch. */
type StepTimes = Readonly<Record<Phase, number>>;

export function benchStepCommand(io: Io): Command {
  return new Command("step")
    .summary("what a step costs beside its forward pass")
    .description(description)
    .option("--model <folder>", "folder of the checkpoint (default: the model that ships, pebble)", sameAs(rules.model))
    .option("--workers <n>", "worker processes of one thread each", number, 1)
    .option("--clients <n>", "requests under way", number, 1)
    .option("--seconds <s>", "how long", number, 10)
    .option("--gen-length <tokens>", "of every request", number, 64)
    .option("--redis-url <url>", "queue on this Redis, which should be empty (default: embedded)")
    .option("--json", "print one JSON object")
    .action((flags: Flags) => interruptible((signal) => bench(flags, io, signal)));
}

async function bench(
  { model, workers, clients, seconds, genLength, redisUrl, json }: Flags,
  io: Io,
  signal: AbortSignal,
): Promise<void> {
  const metrics = createMetrics();
  const steps = collectSteps(metrics);
  const own = await startOwnCluster({ ...(model !== undefined && { model }), workers }, io, metrics, redisUrl);
  const requests: Answered[] = [];
  const stop = keepAsking(own.client, clients, genLength, (answered) => requests.push(answered));
  try {
    // The first steps find cold caches and code that is not compiled yet.
    await sleep(2000, undefined, { signal });
    steps.length = requests.length = 0;
    await sleep(seconds * 1000, undefined, { signal });
  } finally {
    await stop();
    await own.close();
  }
  const spread = (of: (step: StepTimes) => number): Spread => spreadOf(steps.map(of), [50, 90, 99]);
  const byPhase = Object.fromEntries(phases.map((phase) => [phase, spread((step) => step[phase])]));
  const bare = await bareWay(byPhase.forward?.percentiles.p50 ?? 0, bareTimes);
  const times = {
    ...byPhase,
    overhead: spread((step) => step.wait + step.pack + step.sample + step.commit),
    "bare way": spreadOf(bare, [50, 90, 99]),
  };
  const mean = (of: (answered: Answered) => number) =>
    requests.reduce((sum, answered) => sum + of(answered), 0) / requests.length;
  const request = {
    endToEnd: mean(({ endToEndMs }) => endToEndMs),
    queued: mean(({ usage }) => usage.queueMs),
    decoding: mean(({ usage }) => usage.totalMs - usage.queueMs),
    rest: mean(({ usage, endToEndMs }) => endToEndMs - usage.totalMs),
  };
  if (json) {
    io.stdout.write(
      `${JSON.stringify({ steps: steps.length, workers, clients, milliseconds: times, requests: requests.length, request })}\n`,
    );
    return;
  }
  io.stdout.write(`${steps.length} step batches, ${workers} worker(s), ${clients} client(s); milliseconds\n`);
  io.stdout.write(`${"".padEnd(10)}${["mean", "p50", "p90", "p99"].map((name) => name.padStart(9)).join("")}\n`);
  for (const [name, { mean, percentiles }] of Object.entries(times)) {
    const values = [mean, percentiles.p50, percentiles.p90, percentiles.p99];
    const cells = values.map((value) => (value ?? Number.NaN).toFixed(3).padStart(9));
    io.stdout.write(`${name.padEnd(10)}${cells.join("")}\n`);
  }
  if (requests.length === 0) return;
  const [endToEnd, queued, decoding, rest] = Object.values(request).map((ms) => ms.toFixed(1));
  io.stdout.write(
    `\n${requests.length} requests, ${endToEnd} ms each: ${queued} until the first step, ${decoding} in steps, ${rest} the rest (client, gateway, ` +
      "queue, the answer's way)\n",
  );
}

/** The scheduler tells a histogram of every step's phases, one after the other; its buckets are too wide for this. */
function collectSteps({ stepDuration }: Metrics): StepTimes[] {
  const steps: StepTimes[] = [];
  let current: Partial<Record<Phase, number>> = {};
  const observe = ({ phase }: { phase: Phase }, seconds: number) => {
    current[phase] = seconds * 1000;
    if (phases.some((one) => current[one] === undefined)) return;
    steps.push(current as StepTimes);
    current = {};
  };
  Object.assign(stepDuration, { observe });
  return steps;
}
