import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
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
  [
    "weights cut short",
    (copy: string) => truncate(join(copy, "model-00001-of-00002.safetensors"), 4096),
    /model-00001-of-00002\.safetensors/,
  ],
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

test("a clock that stands before the installation is found", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2001-01-01T00:00:00Z") });
  try {
    expect((await doctor()).faults.join()).toMatch(/Clock .*2001-01-01T00:00:00Z is before .*run a time service/);
  } finally {
    vi.useRealTimers();
  }
});

test("a device that this ONNX Runtime has nothing for is found", async () => {
  const { faults } = await doctor(["--device", "cuda"]);
  expect(faults.join()).toMatch(/ONNX Runtime .*cuda is not among them; choose another --device/);
});

test.each([
  ["that is not there", "none.json", undefined, /none\.json.*correct --keys/],
  ["that is no JSON", "broken.json", "{", /broken\.json is not JSON/],
  ["with a wrong field", "wrong.json", '{"keys": [{"id": "a"}]}', /wrong\.json is not as it must be: keys\.0\.sha256/],
  ["without a key", "empty.json", '{"keys": []}', /valid: 0 of 0: nobody is let in; make one with unmask keys add/],
  [
    "whose keys have all expired",
    "expired.json",
    JSON.stringify({ keys: [{ id: "a", tenant: "a", sha256: "0".repeat(64), expires: "2020-01-01T00:00:00Z" }] }),
    /valid: 0 of 1: nobody is let in/,
  ],
])("a keys file %s is found", async (_, name, content, fault) => {
  const file = join(folder, name);
  if (content !== undefined) await writeFile(file, content);
  const { faults } = await doctor(["--keys", file]);
  expect(faults.find((line) => line.includes("Access"))).toMatch(fault);
});

test("an address that is open to the network without keys is found, unless it is meant", async () => {
  const { faults } = await doctor(["--http", "0.0.0.0:0"]);
  expect(faults.join()).toMatch(/Access .*HTTP address 0\.0\.0\.0:0 is open to the network.*give a keys file/);
  const meant = await doctor(["--http", "0.0.0.0:0", "--insecure"]);
  expect(meant.faults.join()).not.toMatch(/Access/);
});

describe("of TLS files", () => {
  const path = (name: string) => fileURLToPath(new URL(`../../../wire/testdata/tls/${name}`, import.meta.url));
  const tls = (cert: string, key: string) => ({ UNMASK_TLS_CERT: cert, UNMASK_TLS_KEY: key });

  test("those in order are ok, with their day", async () => {
    const env = { ...tls(path("service.pem"), path("service.key")), UNMASK_TLS_CA: path("ca.pem") };
    const { out, faults } = await doctor([], env);
    expect(faults.join()).not.toMatch(/TLS/);
    expect(out).toMatch(/^ok {3}TLS certificate .*valid until \d{4}-\d\d-\d\d/m);
    expect(out).toMatch(/^ok {3}TLS authority/m);
  });

  test.each([
    ["one that is not there", () => tls("none.pem", path("service.key")), /none\.pem/],
    ["a key of another certificate", () => tls(path("service.pem"), path("stranger.key")), /is not the key of/],
    ["a certificate without its key", () => ({ UNMASK_TLS_CERT: path("service.pem") }), /belong together/],
    ["one that is no certificate", () => tls(`${pebble}/config.json`, path("service.key")), /config\.json.* is no PEM/],
  ])("%s is found", async (_, env, fault) => {
    const { faults } = await doctor([], env());
    expect(faults.find((line) => line.includes("TLS"))).toMatch(fault);
  });

  test("one that has expired is found", async () => {
    const { faults } = await doctor([], tls(path("expired.pem"), path("expired.key")));
    expect(faults.join()).toMatch(/TLS certificate .*valid until 2021-01-01: it has expired; renew it/);
  });
});

test("too few open files are found", () => {
  const main = fileURLToPath(new URL("../../bin/unmask.js", import.meta.url));
  const env = {
    ...process.env,
    UNMASK_GRPC: "127.0.0.1:0",
    UNMASK_HTTP: "127.0.0.1:0",
    UNMASK_DATA: join(folder, "few"),
  };
  const asked = ["-c", `ulimit -n 256; exec ${process.execPath} ${main} doctor`];
  const { stdout, status } = spawnSync("sh", asked, { env, encoding: "utf8" });
  expect(stdout).toMatch(/^fix {2}Open files .*only 256 allowed.*run ulimit -n 4096/m);
  expect(status).toBe(1);
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

  /** Between a client and the Redis; says what it says, but for what is changed, which must not change its length. */
  async function lying(change: (said: string) => string): Promise<{ url: string; close: () => void }> {
    const proxy = createServer((client) => {
      const redis = connect(Number(new URL(server.url).port), "127.0.0.1");
      client.pipe(redis);
      redis.on("data", (said) => client.write(change(said.toString("latin1")), "latin1"));
      for (const socket of [client, redis])
        socket.on("error", () => {}).on("close", () => [client, redis].map((s) => s.destroy()));
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    return { url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close: () => proxy.close() };
  }

  test.each([
    [
      "a clock that is an hour ahead",
      /\r\n\d{10}\r\n/,
      (t: string) => t.replace(/\d+/, (s) => `${Number(s) + 3600}`),
      /Redis clock .*(3599|360\d)\d{3} ms ahead.*run a time service/,
    ],
    [
      "a version that is too old",
      /redis_version:\d/,
      () => "redis_version:5",
      /Redis .*version 5\.[\d.]+ is too old; install 6\.2/,
    ],
    [
      "a last write that failed",
      /aof_last_bgrewrite_status:ok([\s\S]*)aof_last_write_status:ok/,
      (_: string, between: string) => `aof_last_bgrewrite_statu:ok${between}aof_last_write_status:err`,
      /Redis persistence .*last write to disk failed/,
    ],
  ])("%s is found", async (_, said, instead, fault) => {
    await admin.config("SET", "appendonly", "yes");
    const liar = await lying((text) => text.replace(said, instead));
    try {
      const { faults } = await doctor([], { REDIS_URL: liar.url });
      expect(faults.join("\n")).toMatch(fault);
    } finally {
      liar.close();
      await admin.config("SET", "appendonly", "no");
    }
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
    expect(mended.out).toMatch(/^ok {3}Redis clock/m);
  });
});
