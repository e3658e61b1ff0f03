import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openQueue } from "./open-queue.js";
import type { JobQueue } from "./queue.js";
import { localRates } from "./rates.js";
import { backends, type Place } from "./testing/backends.js";
import { hasRedisServer, startRedisServer } from "./testing/redis-server.js";

const events = fc.array(fc.record({ afterMs: fc.nat(30_000), amount: fc.integer({ min: 1, max: 120 }) }), {
  maxLength: 60,
});
const rate = (perMinute: number, amount: number, name = "tokens") => ({ name, perMinute, amount });

test("over any time no more is taken than a minute's amount and what came back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), events, async (perMinute, list) => {
      let nowMs = 0;
      const rates = localRates(() => nowMs);
      let taken = 0;
      for (const { afterMs, amount } of list) {
        nowMs += afterMs;
        const [standing] = await rates.spend("a", [rate(perMinute, amount)]);
        if (standing!.waitMs === 0) taken += amount;
        expect(taken).toBeLessThanOrEqual(perMinute * (1 + nowMs / 60_000) + 1e-6);
        expect(standing!.remaining).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("what is refused is there after the time that was said, and not before", async () => {
  const amount = fc.nat(1000);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), amount, amount, async (perMinute, first, second) => {
      let nowMs = 0;
      const rates = localRates(() => nowMs);
      const take = async (wanted: number) =>
        (await rates.spend("a", [rate(perMinute, Math.min(wanted, perMinute))]))[0]!.waitMs;
      await take(first);
      const waitMs = await take(second);
      if (waitMs === 0) return;
      nowMs = waitMs - 2;
      expect(await take(second)).toBeGreaterThan(0);
      nowMs = waitMs;
      expect(await take(second)).toBe(0);
    }),
  );
});

for (const backend of backends) {
  const name = backend.missing ? `${backend.kind} rates (skipped: ${backend.missing})` : `${backend.kind} rates`;
  describe.skipIf(backend.missing !== undefined)(name, () => {
    let place: Place;
    let queue: JobQueue;
    beforeAll(async () => {
      place = await backend.start();
      queue = await openQueue(place.options);
    });
    afterAll(async () => {
      await queue?.close();
      await place?.remove();
    });

    test("a minute's amount is there at once, and then comes back bit by bit", async () => {
      const [first] = await queue.spend("bit", [rate(600, 600)]);
      expect(first).toMatchObject({ remaining: 0, waitMs: 0 });
      const [refused] = await queue.spend("bit", [rate(600, 10)]);
      expect(refused!.waitMs).toBeGreaterThan(500);
      expect(refused!.waitMs).toBeLessThanOrEqual(1000);
      await sleep(refused!.waitMs + 5);
      const [later] = await queue.spend("bit", [rate(600, 10)]);
      expect(later).toMatchObject({ waitMs: 0 });
    });

    test("of several demands all are taken, or none", async () => {
      const both = (tokens: number) => queue.spend("all", [rate(5, 1, "requests"), rate(100, tokens)]);
      expect((await both(90)).map(({ remaining }) => Math.floor(remaining))).toEqual([4, 10]);
      const refused = await both(20);
      expect(refused.map(({ remaining }) => Math.floor(remaining))).toEqual([4, 10]);
      expect(refused[0]!.waitMs).toBe(0);
      expect(refused[1]!.waitMs).toBeGreaterThan(0);
      expect(await both(101)).toMatchObject([{ waitMs: 0 }, { waitMs: Number.POSITIVE_INFINITY }]);
    });

    test("looking takes nothing, holders do not meet, and a lower limit holds from now on", async () => {
      await queue.spend("one", [rate(100, 20)]);
      for (let i = 0; i < 3; i++) expect((await queue.spend("one", [rate(100, 0)]))[0]!.remaining).toBeLessThan(82);
      expect((await queue.spend("two", [rate(100, 0)]))[0]!.remaining).toBe(100);
      expect((await queue.spend("one", [rate(10, 0)]))[0]!.remaining).toBe(10);
    });

    test("many at once get what there is, and no more", async () => {
      const taken = await Promise.all(Array.from({ length: 50 }, () => queue.spend("many", [rate(20, 1)])));
      expect(taken.filter(([standing]) => standing!.waitMs === 0)).toHaveLength(20);
    });
  });
}

describe.skipIf(!hasRedisServer)("without Redis", () => {
  test("each process counts by itself until it is back", async () => {
    const server = await startRedisServer();
    const queue = await openQueue({ redisUrl: server.url });
    const spend = async (amount: number) => (await queue.spend("key", [rate(100, amount)]))[0]!;
    expect(await spend(60)).toMatchObject({ waitMs: 0 });
    await server.stop();
    expect(await spend(80)).toMatchObject({ waitMs: 0, remaining: 20 });
    expect((await spend(80)).waitMs).toBeGreaterThan(0);
    const again = await startRedisServer(Number(new URL(server.url).port));
    await expect.poll(async () => (await spend(0)).remaining, { timeout: 10_000 }).toBe(100);
    await queue.close();
    await again.stop();
  });

  test("one that says nothing for a second is not waited for", async () => {
    const server = await startRedisServer();
    const queue = await openQueue({ redisUrl: server.url });
    const other = new Redis(server.url);
    await other.call("CLIENT", "PAUSE", "4000", "ALL");
    const startMs = performance.now();
    expect(await queue.spend("key", [rate(100, 60)])).toEqual([{ remaining: 40, waitMs: 0 }]);
    expect(performance.now() - startMs).toBeLessThan(3500);
    await other.call("CLIENT", "UNPAUSE").catch(() => {});
    other.disconnect();
    await queue.close();
    await server.stop();
  });
});
