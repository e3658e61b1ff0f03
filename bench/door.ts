import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { UnmaskClient } from "@unmask/client";
import { type GenerationQueue, openQueue } from "@unmask/queue";
import { encodeFrame } from "@unmask/wire";

/**
 * What the front door holds: a gateway as a process of its own on a Redis, workers that answer from memory.
 *
 *   tsx --conditions=@unmask/source bench/door.ts streams REDIS_URL [streams] [rounds]
 *   tsx --conditions=@unmask/source bench/door.ts batch REDIS_URL [lines]
 *
 * With NODE_OPTIONS=--max-old-space-size=72 the collector takes no more than it needs, and what is kept shows.
 * The project must be built (npm run build): the gateway runs as it ships.
 */
const [what = "", redisUrl = "redis://127.0.0.1:6379", ...counts] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const model = join(root, "models/pebble");
const genLength = 64;
const steps = 32;

const folder = await mkdtemp(join(tmpdir(), "unmask-door-"));
const queue: GenerationQueue = await openQueue({ redisUrl });
const gateway = spawn(process.execPath, [join(root, "services/gateway/dist/main.js")], {
  env: {
    ...process.env,
    REDIS_URL: redisUrl,
    UNMASK_MODEL: model,
    UNMASK_GRPC: "127.0.0.1:0",
    UNMASK_HTTP: "127.0.0.1:0",
    UNMASK_FILES: folder,
  },
  stdio: ["ignore", "inherit", "pipe"],
});
const { grpcPort, httpPort } = await portsOf(gateway);
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, "utf8"))?.[1]) / 1024;
const report = (name: string, value: number, unit: string) =>
  process.stdout.write(`${name.padEnd(52)} ${value.toFixed(value < 10 ? 2 : 0)} ${unit}\n`);

try {
  if (what === "streams") await streams(Number(counts[0] ?? 1000), Number(counts[1] ?? 6));
  else if (what === "batch") await batch(Number(counts[0] ?? 50_000));
  else throw new Error("the first argument is streams or batch");
} finally {
  gateway.kill("SIGTERM");
  await once(gateway, "close");
  await queue.close();
  await rm(folder, { recursive: true, force: true });
}

/** Rounds of streams side by side, each `steps` frames over two seconds. */
async function streams(count: number, rounds: number): Promise<void> {
  const answerIds = Array.from({ length: genLength }, (_, i) => 300 + i);
  const consumer = queue.consume(
    async (job) => {
      const commitsOf = (from: number, to: number) =>
        answerIds.slice(from, to).map((tokenId, i) => ({ position: from + i, tokenId, confidence: 0.5 }));
      let done = 0;
      job.onWatch(() => {
        const commits = commitsOf(0, done);
        job.publish(encodeFrame({ step: -1, forwards: 0, masked: genLength - done, commits, snapshot: true }));
      });
      for (let step = 0; step < steps; step++) {
        await sleep(2000 / steps);
        const next = done + genLength / steps;
        job.publish(
          encodeFrame({ step, forwards: step + 1, masked: genLength - next, commits: commitsOf(done, next) }),
        );
        done = next;
      }
      return resultOf(answerIds);
    },
    { concurrency: count },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  report("gateway before, resident", rss(), "MB");
  for (let round = 1; round <= rounds; round++) {
    const startMs = performance.now();
    let peak = 0;
    const sampling = setInterval(() => (peak = Math.max(peak, rss())), 100);
    const frames = await Promise.all(Array.from({ length: count }, (_, i) => stream(agent, `${round}-${i}`)));
    clearInterval(sampling);
    const seconds = (performance.now() - startMs) / 1000;
    const total = frames.reduce((sum, n) => sum + n, 0);
    report(`round ${round}: ${count} streams, all of them`, seconds, "s");
    report("  frames delivered", total / seconds, "/s");
    report("  gateway at most, resident", peak, "MB");
  }
  await sleep(2000);
  report("gateway after, resident", rss(), "MB");
  agent.destroy();
  await consumer.handBack();
}

/** @returns frames of one stream */
function stream(agent: Agent, seed: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ prompt: `Stream ${seed}`, gen_length: genLength, stream: true });
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const call = request({ host: "127.0.0.1", port: httpPort, path: "/v1/generate", method: "POST", agent, headers });
    call.once("error", reject);
    call.once("response", (response) => {
      let frames = 0;
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const events = (rest + text).split("\n\n");
        rest = events.pop() ?? "";
        frames += events.filter((event) => event.startsWith("event: frame")).length;
        if (events.some((event) => event.startsWith("event: result"))) resolve(frames);
        const failed = events.find((event) => event.startsWith("event: error"));
        if (failed) reject(new Error(failed));
      });
      response.once("end", () => reject(new Error(`a stream ended without a result: ${response.statusCode} ${rest}`)));
    });
    call.end(body);
  });
}

/** A batch whose lines are answered at once. */
async function batch(lines: number): Promise<void> {
  const answerIds = Array.from({ length: genLength }, (_, i) => 300 + i);
  const consumer = queue.consume(async () => resultOf(answerIds), { concurrency: 256 });
  const client = new UnmaskClient({ address: `127.0.0.1:${grpcPort}` });
  async function* input(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < lines; i++) {
      const body = { messages: [{ role: "user", content: `Tom has ${i} marbles and buys 4 more. How many has he?` }] };
      yield Buffer.from(
        `${JSON.stringify({ custom_id: `line-${i}`, method: "POST", url: "/v1/chat/completions", body })}\n`,
      );
    }
  }
  report("gateway before, resident", rss(), "MB");
  let at = performance.now();
  const { id } = await client.batches.create({ endpoint: "/v1/chat/completions", input: input() });
  report(`upload of ${lines} lines`, (performance.now() - at) / 1000, "s");
  at = performance.now();
  let peak = 0;
  let nextShare = 0.1;
  for await (const { status, completed, total } of client.batches.watch(id)) {
    peak = Math.max(peak, rss());
    if (total > 0 && completed / total >= nextShare) {
      report(`  gateway after ${completed} lines, resident`, rss(), "MB");
      nextShare += 0.1;
    }
    if (status === "completed" && completed !== lines) throw new Error(`${completed} of ${lines} lines were completed`);
  }
  const seconds = (performance.now() - at) / 1000;
  report("batch", seconds, "s");
  report("lines", lines / seconds, "/s");
  report("gateway at most, resident", peak, "MB");
  at = performance.now();
  const target = createWriteStream(join(folder, "results.jsonl"));
  let bytes = 0;
  for await (const chunk of client.batches.results(id)) {
    bytes += chunk.length;
    if (!target.write(chunk)) await once(target, "drain");
  }
  target.end();
  report(`results, ${(bytes / 1e6).toFixed(1)} MB, downloaded`, (performance.now() - at) / 1000, "s");
  report("gateway after, resident", rss(), "MB");
  client.close();
  await consumer.handBack();
}

function resultOf(answerIds: readonly number[]) {
  const cost = { steps, forwards: steps, positionsForwarded: steps * 100, committedTokens: genLength };
  return {
    answerIds,
    commitSteps: answerIds.map(() => 0),
    hurriedTokens: 0,
    confidences: answerIds.map(() => 0.5),
    ...cost,
    queueMs: 1,
    totalMs: 2,
  };
}

async function portsOf(child: ChildProcess): Promise<{ grpcPort: number; httpPort: number }> {
  let text = "";
  child.stderr!.on("data", (chunk) => {
    text += chunk;
  });
  for (;;) {
    const line = text.split("\n").find((part) => part.includes('"gateway listening"'));
    if (line) return JSON.parse(line);
    if (child.exitCode !== null) throw new Error(`the gateway ended: ${text}`);
    await sleep(50);
  }
}
