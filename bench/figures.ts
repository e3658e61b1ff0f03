import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startRedisServer } from "../packages/queue/src/testing/redis-server.js";
import { serve } from "../test/support/serve.js";

/**
 * Measures the figures of the documents with the shipped model, and writes them there: each between
 * `<!-- figures: NAME -->` and `<!-- end -->`. The project must be built. `npm run figures -- [names] [--problems 100]`
 *
 * On a core shared with other work the strategies took 8 s a problem, the rest 7 minutes.
 */
const [names, problems] = readArguments(process.argv.slice(2));

interface Figures {
  readonly name: string;
  readonly doc: string;
  /** A shell's; what it prints is what the document says. */
  readonly command: string;
  /** It asks a server, at UNMASK_SERVER. */
  readonly served?: boolean;
  /** It takes a Redis, at REDIS_URL. */
  readonly redis?: boolean;
  /** Of the output, instead of Markdown. */
  readonly verbatim?: boolean;
}
const tsx = "npx tsx --conditions=@unmask/source";
const all: readonly Figures[] = [
  { name: "strategies", doc: "docs/decoding.md", command: `${tsx} bench/strategies.ts models/pebble ${problems}` },
  { name: "gap-lengths", doc: "docs/decoding.md", command: `${tsx} bench/gap-lengths.ts models/pebble 40` },
  { name: "score-error", doc: "docs/scoring.md", command: `${tsx} bench/score-error.ts models/pebble 24` },
  {
    name: "multiple-choice",
    doc: "docs/scoring.md",
    command: `${tsx} bench/multiple-choice.ts models/pebble 50 | npx unmask score - --mc-num 32 2>&1 >/dev/null | tail -n 2`,
    served: true,
    verbatim: true,
  },
  {
    name: "engine",
    doc: "docs/performance.md",
    command: "npx unmask bench engine --workers 1 --rounds 5",
    verbatim: true,
  },
  { name: "engine-shared", doc: "docs/performance.md", command: "npx unmask bench engine --workers 2", verbatim: true },
  { name: "step", doc: "docs/performance.md", command: "npx unmask bench step --seconds 20", verbatim: true },
  {
    name: "step-redis",
    doc: "docs/performance.md",
    command: 'npx unmask bench step --seconds 20 --redis-url "$REDIS_URL"',
    redis: true,
    verbatim: true,
  },
  {
    name: "step-saturated",
    doc: "docs/performance.md",
    command: "npx unmask bench step --seconds 20 --workers 2 --clients 16",
    verbatim: true,
  },
  {
    name: "serve",
    doc: "docs/performance.md",
    command:
      "npx unmask bench serve --num-prompts 200 --max-concurrency 16 --dataset models/pebble/heldout.jsonl --goodput ttfc:500 e2el:5000 --plot docs/serve.svg",
    served: true,
    verbatim: true,
  },
  { name: "memory", doc: "docs/performance.md", command: "npm run --silent bench:memory -- --requests 10000" },
];

const unknown = names.filter((name) => !all.some((figures) => figures.name === name));
if (unknown.length > 0)
  throw new Error(`there are no figures ${unknown.join(", ")}; there are ${all.map(({ name }) => name).join(", ")}`);
for (const figures of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const started = performance.now();
  const output = (await measure(figures)).trim();
  await replace(figures, figures.verbatim ? `\`\`\`\n${output}\n\`\`\`` : output);
  const minutes = (performance.now() - started) / 60_000;
  process.stdout.write(`${output}\n\n${figures.name}: in ${figures.doc}, ${minutes.toFixed(1)} minutes\n\n`);
}

function measure({ command, served, redis }: Figures): Promise<string> {
  if (served) return withServer(command);
  return redis ? withRedis(command) : run(command);
}

async function run(command: string, env: Record<string, string> = {}): Promise<string> {
  const child = spawn("bash", ["-o", "pipefail", "-c", command], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${output}`);
  return output;
}

async function withServer(command: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "unmask-figures-"));
  const server = await serve(folder);
  try {
    return await run(command, { UNMASK_SERVER: server.grpc });
  } finally {
    await server.kill("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  }
}

async function withRedis(command: string): Promise<string> {
  const redis = await startRedisServer();
  try {
    return await run(command, { REDIS_URL: redis.url });
  } finally {
    await redis.stop();
  }
}

async function replace({ name, doc }: Figures, content: string): Promise<void> {
  const page = await readFile(doc, "utf8");
  const begin = `<!-- figures: ${name} -->\n`;
  const start = page.indexOf(begin) + begin.length;
  const end = page.indexOf("<!-- end -->", start);
  if (start < begin.length || end < 0) throw new Error(`${doc} has no ${begin.trim()} with an <!-- end --> behind it`);
  await writeFile(doc, `${page.slice(0, start)}\n${content}\n\n${page.slice(end)}`);
}

function readArguments(given: string[]): [names: string[], problems: number] {
  const at = given.indexOf("--problems");
  const [, count = "100"] = at < 0 ? [] : given.splice(at, 2);
  if (!/^[1-9]\d*$/.test(count)) throw new Error(`--problems must be an integer from 1, got ${count}`);
  return [given, Number(count)];
}
