import { openQueue, type QueueOptions } from "@unmask/queue";

/**
 * What the queue costs. `tsx --conditions=@unmask/source bench/queue.ts <Redis URL or data folder> [jobs] [concurrency]`
 */
const [place = ".unmask/measure", jobs = "2000", concurrency = "64"] = process.argv.slice(2);
const options: QueueOptions = place.includes("://") ? { redisUrl: place } : { dataDir: place };
const report = (what: string, value: number, unit: string) =>
  process.stdout.write(`${what.padEnd(44)} ${value.toFixed(value < 10 ? 2 : 0)} ${unit}\n`);
const run = `r${Date.now()}`;

let at = performance.now();
const queue = await openQueue<object, object, object>({ ...options, onError: (error) => console.error(error) });
report("open", performance.now() - at, "ms");

// A prompt of 200 tokens and an answer of 128, in numbers as wide as LLaDA's ids.
const payload = { model: "m", promptIds: Array.from({ length: 200 }, (_, i) => 100_000 + i) };
const result = { answerIds: Array.from({ length: 128 }, (_, i) => 100_000 + i) };

const consumer = queue.consume(async () => result, { concurrency: Number(concurrency) });
const once = async (id: string) => {
  await queue.submit(id, payload, 5);
  await queue.outcome(id);
};
for (let i = 0; i < 50; i++) await once(`${run}-warm${i}`);

const latencies: number[] = [];
for (let i = 0; i < 200; i++) {
  at = performance.now();
  await once(`${run}-single${i}`);
  latencies.push(performance.now() - at);
}
latencies.sort((a, b) => a - b);
report("one job at a time, p50", latencies[100] ?? 0, "ms");
report("one job at a time, p99", latencies[197] ?? 0, "ms");

at = performance.now();
await Promise.all(Array.from({ length: Number(jobs) }, (_, i) => once(`${run}-many${i}`)));
report(`submit, consume, outcome of ${jobs} at once`, (Number(jobs) / (performance.now() - at)) * 1000, "jobs/s");
await consumer.close();

const saving = queue.consume(
  async (job) => {
    for (let step = 0; step < 200; step++) await job.saveCheckpoint({ step, ids: result.answerIds });
    return result;
  },
  { concurrency: 8 },
);
at = performance.now();
await Promise.all(Array.from({ length: 16 }, (_, i) => once(`${run}-saving${i}`)));
report("checkpoints of 0.9 kB, 8 jobs at once", 3200 / ((performance.now() - at) / 1000), "/s");

const cpu = process.cpuUsage();
await new Promise((resolve) => setTimeout(resolve, Number(process.env.IDLE_MS ?? 15_000)));
const { user, system } = process.cpuUsage(cpu);
report("CPU of an idle consumer", (user + system) / 15_000, "ms per s");
report("resident memory", process.memoryUsage.rss() / 1e6, "MB");
await saving.close();
at = performance.now();
await queue.close();
report("close", performance.now() - at, "ms");
