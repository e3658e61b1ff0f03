import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  freePort,
  hasRedisServer,
  type RedisServer,
  startRedisServer,
} from "../../../queue/src/testing/redis-server.js";
import { run } from "../program.js";

const pebble = fileURLToPath(new URL("../../../../models/pebble", import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-doctor-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function doctor(args: string[] = [], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const free = { UNMASK_GRPC: "127.0.0.1:0", UNMASK_HTTP: "127.0.0.1:0", UNMASK_DATA: join(folder, "data") };
  const code = await run(["doctor", ...args], { env: { ...free, ...env }, stdin: Readable.from([]), stdout, stderr });
  stdout.end();
  stderr.end();
  const out = await text(stdout);
  return { code, out, faults: out.split("\n").filter((line) => line.startsWith("fix ")), err: await text(stderr) };
}

/** Whether this machine's own limits are in order: then nothing is to be done. */
const limited = spawnSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }).stdout.trim();
const enoughFiles = limited === "unlimited" || Number(limited) >= 4096;

test.runIf(enoughFiles)("a machine in order is ok on every line, and exit code 0", async () => {
  const { code, out, faults } = await doctor();
  expect(faults).toEqual([]);
  expect(code).toBe(0);
  for (const subject of ["Node.js", "ONNX Runtime", "Model", "Memory", "Data folder", "gRPC port", "HTTP port"])
    expect(out).toMatch(new RegExp(`^ok   ${subject}`, "m"));
  expect(out).toMatch(/providers: .*cpu/);
});

test("a taken port is found, and exit code 1 with one line says that something must be done", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const { code, faults, err } = await doctor(["--http", `127.0.0.1:${port}`]);
  taken.close();
  expect(code).toBe(1);
  expect(faults.join()).toMatch(/HTTP port .*is taken; stop the program.*or choose another port/);
  expect(err).toMatch(/^error: \d things? must be done\n$/);
});

test.each([
  ["weights cut short", (copy: string) => truncate(join(copy, "model.safetensors"), 4096), /model\.safetensors/],
  ["a tokenizer that is no JSON", (copy: string) => writeFile(join(copy, "tokenizer.json"), "{"), /tokenizer\.json/],
  ["no config", (copy: string) => rm(join(copy, "config.json")), /config\.json/],
])("a model folder with %s is found", async (name, damage, file) => {
  const copy = join(folder, name.replaceAll(" ", "-"));
  await cp(pebble, copy, { recursive: true });
  await damage(copy);
  const { code, faults } = await doctor(["--model", copy]);
  expect(code).toBe(1);
  expect(faults.find((line) => line.includes("Model"))).toMatch(file);
});

test("a data folder that cannot be made, and workers that do not fit into memory, are found", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const { faults } = await doctor(["--data", join(file, "data")]);
  expect(faults.join()).toMatch(/Data folder .*cannot be written.*choose another with --data/);
  const large = join(folder, "large");
  await cp(pebble, large, { recursive: true });
  // A sparse file: it takes no room.
  await writeFile(join(large, "extra.safetensors"), "");
  await truncate(join(large, "extra.safetensors"), 2 ** 42);
  expect((await doctor(["--model", large])).faults.join()).toMatch(/Memory .*use fewer workers/);
});

test("an unreachable Redis is found", async () => {
  const { faults } = await doctor([], { REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
  expect(faults.join()).toMatch(/Redis .*cannot be reached .*ECONNREFUSED/);
});

const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";
describe.skipIf(!hasRedisServer)(`with a Redis server${skipped}`, () => {
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    server = await startRedisServer();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await server?.stop();
  });

  test("no append-only file, a policy that drops jobs, and full memory are found; mended, all is ok", async () => {
    await admin.config("SET", "maxmemory-policy", "allkeys-lru");
    await admin.config("SET", "maxmemory", "1mb");
    const { faults } = await doctor([], { REDIS_URL: server.url });
    expect(faults.join("\n")).toMatch(/Redis policy .*allkeys-lru.*set "maxmemory-policy noeviction"/);
    expect(faults.join("\n")).toMatch(/Redis persistence .*set "appendonly yes"/);
    expect(faults.join("\n")).toMatch(/Redis memory .*nearly full/);
    await admin.config("SET", "maxmemory", "0");
    await admin.config("SET", "maxmemory-policy", "noeviction");
    await admin.config("SET", "appendonly", "yes");
    const mended = await doctor([], { REDIS_URL: server.url });
    expect(mended.faults.filter((line) => /Redis|Clock/.test(line))).toEqual([]);
    expect(mended.out).toMatch(/^ok {3}Clock/m);
  });
});
