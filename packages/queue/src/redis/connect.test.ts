import { once } from "node:events";
import { createServer } from "node:net";
import { Redis } from "ioredis";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openQueue } from "../open-queue.js";
import { freePort, hasRedisServer, type RedisServer, startRedisServer } from "../testing/redis-server.js";
import { withoutPassword } from "./connect.js";

test("an unreachable Redis is UNAVAILABLE at once, naming the URL without its password and the ways out", async () => {
  const url = `redis://someone:secret@127.0.0.1:${await freePort()}/3`;
  const error = await openQueue({ redisUrl: url }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "UNAVAILABLE" });
  const { message } = error as Error;
  expect(message).toContain(withoutPassword(url));
  expect(message).toMatch(/ECONNREFUSED.*unset REDIS_URL/);
  expect(message).not.toContain("secret");
});

test("something that accepts and never answers is UNAVAILABLE too", async () => {
  const silent = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as { port: number };
  await expect(openQueue({ redisUrl: `redis://127.0.0.1:${port}` })).rejects.toMatchObject({ code: "UNAVAILABLE" });
  silent.close();
});

test("a Redis in protected mode is UNAVAILABLE in its own words, not as a broken pipe", async () => {
  const says =
    "-DENIED Redis is running in protected mode because protected mode is enabled. In this mode connections …\r\n";
  const guarded = createServer((socket) => socket.on("error", () => {}).end(says)).listen(0, "127.0.0.1");
  await once(guarded, "listening");
  const { port } = guarded.address() as { port: number };
  await expect(openQueue({ redisUrl: `redis://127.0.0.1:${port}` })).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: expect.stringMatching(
      /cannot be reached \(DENIED Redis is running in protected mode because .* enabled\)/,
    ),
  });
  guarded.close();
});

test("neither Redis nor a folder is INVALID_ARGUMENT", async () => {
  await expect(openQueue({})).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});

const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";
describe.skipIf(!hasRedisServer)(`with a Redis server${skipped}`, () => {
  const servers: RedisServer[] = [];
  const start = async (port?: number) => {
    const server = await startRedisServer(port);
    servers.push(server);
    return server;
  };
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

  test("a wrong password is UNAVAILABLE and says so", async () => {
    const server = await start();
    const admin = new Redis(server.url);
    await admin.config("SET", "requirepass", "right");
    await expect(openQueue({ redisUrl: server.url })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/NOAUTH/),
    });
    admin.disconnect();
  });

  test("with Redis gone, submitting fails at once instead of waiting for it", async () => {
    const server = await start();
    const queue = await openQueue({ redisUrl: server.url });
    queue.consume(async () => "never", { concurrency: 1 });
    await server.stop();
    await vi.waitFor(() => expect(queue.ping()).rejects.toMatchObject({ code: "UNAVAILABLE" }), { timeout: 20_000 });
    await expect(queue.submit("a", {}, 1)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(queue.watch("a", () => {})).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await queue.close();
  });

  test("a watcher whose connection broke begins to watch again, so that its holder tells it what it missed", async () => {
    const { url } = await start();
    const queue = await openQueue({ redisUrl: url });
    let begun = 0;
    const heard: number[] = [];
    queue.consume(
      async (job) => {
        job.onWatch(() => job.publish(new Uint8Array([++begun])));
        await new Promise((_, reject) => job.signal.addEventListener("abort", () => reject(job.signal.reason)));
      },
      { concurrency: 1 },
    );
    await queue.watch("a", ([n]) => heard.push(n ?? 0));
    await queue.submit("a", {}, 1);
    await vi.waitFor(() => expect(heard).toEqual([1]), { timeout: 20_000 });
    const admin = new Redis(url);
    await admin.client("KILL", "TYPE", "PUBSUB");
    await vi.waitFor(() => expect(heard).toEqual([1, 2]), { timeout: 20_000 });
    admin.disconnect();
    await queue.cancel("a");
    await queue.close();
  });

  test("when Redis comes back, work goes on; a job that it forgot is NOT_FOUND to who waits for it", async () => {
    const port = await freePort();
    const before = await start(port);
    const queue = await openQueue({ redisUrl: before.url });
    await queue.submit("forgotten", {}, 1);
    const waiting = expect(queue.outcome("forgotten")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await before.stop();
    await start(port);
    await waiting;
    queue.consume(async () => "again", { concurrency: 1 });
    await vi.waitFor(() => queue.submit("new", {}, 1), { timeout: 20_000 });
    expect(await queue.outcome("new")).toEqual({ state: "completed", result: "again" });
    await queue.close();
  });
});
