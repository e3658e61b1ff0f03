import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type GenerateJob, openGenerationQueue } from "@unmask/queue";
import { fallback } from "../packages/diffusion/src/parameters.js";
import { freePort, startRedisServer } from "../packages/queue/src/testing/redis-server.js";
import { profileOf } from "./wire/profile.js";

/**
 * How many sequence-steps of 512 tokens one scheduler process drives over real gRPC: a Redis, the scheduler as it ships, and
 * workers whose devices take no time, in processes of their own. Needs redis-server on PATH.
 *
 *   npm run bench:wire -- [--workers 64] [--processes 2] [--knee 1] [--running 256] [--seconds 20] [--schedulers 1] [--profile] [--scheduler main.js]
 *
 * --knee: rows of 512 tokens that fill a worker's device, which is how large the scheduler makes its batches; 1 is an 8B model on
 * a large GPU. --schedulers: so many of them share the queue and the workers. --profile says where the scheduler's time went, and costs some. --scheduler: another build's, to compare with. What
 * counts is steps a second of the scheduler's CPU, where the machine's cores are shared with the workers.
 */
const { values } = parseArgs({
  options: {
    workers: { type: "string", default: "64" },
    processes: { type: "string", default: "2" },
    knee: { type: "string", default: "1" },
    running: { type: "string", default: "256" },
    seconds: { type: "string", default: "20" },
    schedulers: { type: "string", default: "1" },
    profile: { type: "boolean", default: false },
    scheduler: { type: "string", default: "services/scheduler/dist/main.js" },
  },
});
const workers = Number(values.workers);
const processes = Number(values.processes);
const running = Number(values.running);
const count = Number(values.schedulers);
const root = fileURLToPath(new URL("..", import.meta.url));
/** Of the bare server, which compiles less. */
const bareSeconds = 5;
/** Until these are done, code is being compiled and jobs are being taken in. */
const warmUpSteps = 20_000;

const folder = await mkdtemp(join(tmpdir(), "unmask-wire-"));
const redis = await startRedisServer();
const children: ChildProcess[] = [];
const source = ["--import", "tsx", "--conditions=@unmask/source"];
const start = (args: string[], settings: Record<string, string> = {}) => {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...settings }, cwd: root, stdio: "inherit" });
  children.push(child);
  return child;
};

function startWorkers(addresses: string): void {
  for (let i = 0; i < processes; i++) {
    const share = Math.floor((i + 1) * (workers / processes)) - Math.floor(i * (workers / processes));
    start([...source, "bench/wire/instant-workers.ts", addresses, `${share}`, values.knee, `w${i}`]);
  }
}

interface RunningScheduler {
  readonly child: ChildProcess;
  readonly address: string;
  readonly metricsUrl: string;
}

async function startScheduler(): Promise<RunningScheduler> {
  const [address, metrics] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const profiling = ["--cpu-prof", "--cpu-prof-interval", "500", `--cpu-prof-dir=${folder}`];
  const child = start([...(values.profile ? profiling : []), values.scheduler], {
    REDIS_URL: redis.url,
    UNMASK_LOG_LEVEL: "error",
    UNMASK_SCHEDULER_LISTEN: address,
    UNMASK_METRICS: metrics,
    UNMASK_MAX_RUNNING: `${Math.ceil(running / count)}`,
    UNMASK_GRACE_MS: "0",
  });
  return { child, address, metricsUrl: `http://${metrics}/metrics` };
}

try {
  await submitJobs();
  const schedulers: RunningScheduler[] = [];
  for (let i = 0; i < count; i++) schedulers.push(await startScheduler());
  const addresses = schedulers.map(({ address }) => address).join(",");
  startWorkers(addresses);
  let before = await lookAt(schedulers);
  while (before.steps < warmUpSteps) {
    await sleep(200);
    before = await lookAt(schedulers);
  }
  await sleep(Number(values.seconds) * 1000);
  const after = await lookAt(schedulers);
  const change = (key: keyof typeof before) => after[key] - before[key];
  const cpuMs = change("userMs") + change("systemMs");
  const lines: [string, number][] = [
    ["sequence-steps a second", change("steps") / (change("atMs") / 1000)],
    ["sequence-steps a second of a scheduler's CPU", (change("steps") / cpuMs) * 1000],
    ["step batches a second", change("batches") / (change("atMs") / 1000)],
    ["rows in a batch", change("steps") / change("batches")],
    ["a scheduler's CPU for a sequence-step, µs", (cpuMs / change("steps")) * 1000],
    ["  of that in the kernel, µs", (change("systemMs") / change("steps")) * 1000],
    ["CPU that the schedulers got, cores", cpuMs / change("atMs")],
    ["jobs finished", change("finished")],
    ["jobs left waiting", after.waiting],
    ["batches that ran again", change("retries")],
    ["batches hedged", change("hedges")],
    ["resident, MB", after.residentMb],
  ];
  const ended = schedulers.map(({ child }) => once(child, "exit"));
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(ended);
  lines.push(["a bare gRPC server's CPU for such a batch of one row, µs", await bareCpuUs()]);
  for (const [what, value] of lines)
    process.stdout.write(`${what.padEnd(48)} ${value.toFixed(value < 100 ? 2 : 0).padStart(8)}\n`);
  if (values.profile) process.stdout.write(await profileOf(folder, before.atMs, after.atMs));
} finally {
  for (const child of children) child.kill("SIGKILL");
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Microseconds of CPU that gRPC alone takes for a batch and its answer: the same workers, and a server that looks at nothing. */
async function bareCpuUs(): Promise<number> {
  const address = `127.0.0.1:${await freePort()}`;
  const bare = spawn(process.execPath, [...source, "bench/wire/bare-scheduler.ts", address], { cwd: root });
  children.push(bare);
  startWorkers(address);
  const steps = async () => {
    bare.stdin.write("how many\n");
    const [line] = await once(bare.stdout, "data");
    return { steps: Number(line), ...cpuOf(bare) };
  };
  let before = await steps();
  while (before.steps < warmUpSteps) {
    await sleep(200);
    before = await steps();
  }
  await sleep(bareSeconds * 1000);
  const after = await steps();
  const ms = after.userMs - before.userMs + after.systemMs - before.systemMs;
  return (ms / (after.steps - before.steps)) * 1000;
}

/** What a process took so far. */
function cpuOf({ pid }: ChildProcess) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  // In ticks of 10 ms.
  return { userMs: 10 * Number(fields[11]), systemMs: 10 * Number(fields[12]) };
}

/** Answers of 256 tokens in blocks of 32 to prompts of 256, one to eight tokens a step: more of them than will be finished. */
async function submitJobs(): Promise<void> {
  const queue = await openGenerationQueue({ redisUrl: redis.url });
  const jobs = running + 250 * Number(values.seconds);
  const job = (i: number): GenerateJob => ({
    requestId: `r-${i}`,
    kind: "generate",
    model: "instant",
    promptIds: Array.from({ length: 256 }, (_, at) => 100 + ((i * 31 + at * 7) % 100_000)),
    params: { ...fallback, genLength: 256, blockLength: 32, steps: 32 << (i % 4), seed: i, eosEarlyStop: false },
    special: { mask: 126_336, eos: 126_081, eot: 126_348 },
    tenant: `t-${i % 32}`,
    priority: "batch",
  });
  for (let i = 0; i < jobs; i += 250)
    await Promise.all(Array.from({ length: 250 }, (_, k) => queue.submit(`j-${i + k}`, job(i + k), 10)));
  await queue.close();
}

/** Of all schedulers together. */
async function lookAt(schedulers: readonly RunningScheduler[]) {
  const [first, ...others] = await Promise.all(schedulers.map(look));
  const sum = { ...first! };
  for (const other of others)
    for (const key of [
      "userMs",
      "systemMs",
      "residentMb",
      "steps",
      "batches",
      "finished",
      "retries",
      "hedges",
    ] as const)
      sum[key] += other[key];
  return sum;
}

/** What a scheduler has done so far, by its own metrics, and what it took, by the kernel's word. */
async function look({ child, metricsUrl }: RunningScheduler) {
  // Until it listens there is nothing to count.
  const scraped = await fetch(metricsUrl).catch(() => undefined);
  const text = (await scraped?.text()) ?? "";
  const sum = (pattern: string) => {
    const found = text.matchAll(new RegExp(`^${pattern} (\\S+)$`, "gm"));
    return [...found].reduce((sum, [, value]) => sum + Number(value), 0);
  };
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return {
    // The clock of CPU profiles.
    atMs: Number(process.hrtime.bigint()) / 1e6,
    ...cpuOf(child),
    residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    steps: sum("unmask_sequence_steps_total\\{.*\\}"),
    batches: sum("unmask_steps_total\\{.*\\}"),
    finished: sum('unmask_sequences_finished_total\\{outcome="finished"\\}'),
    waiting: sum('unmask_queue_jobs\\{state="waiting"\\}'),
    retries: sum("unmask_step_retries_total\\{.*\\}"),
    hedges: sum("unmask_hedges_total"),
  };
}
