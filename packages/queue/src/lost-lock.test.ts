import { afterEach, describe, expect, test, vi } from "vitest";
import type { BullQueue } from "./bull-queue.js";
import { openEmbeddedBackend } from "./embedded/embedded-backend.js";
import { type ActiveJob, JobLost } from "./job.js";
import { openOn } from "./open-queue.js";
import { resolveOptions } from "./options.js";
import { openRedisBackend } from "./redis/redis-backend.js";
import { backends, type Place } from "./testing/backends.js";

for (const backend of backends) {
  const name = backend.missing ? `${backend.kind} lock (skipped: ${backend.missing})` : `${backend.kind} lock`;
  describe.skipIf(backend.missing !== undefined)(name, () => {
    let place: Place;
    let queue: BullQueue;

    afterEach(async () => {
      await queue.close();
      await place.remove();
    });

    test("a holder whose lock was lost is told, and neither its checkpoint nor its result counts", async () => {
      place = await backend.start();
      const options = resolveOptions({ ...place.options, lockMs: 400, stalledCheckMs: 60_000 });
      const { redisUrl, dataDir = "" } = place.options;
      const opened = redisUrl ? openRedisBackend(redisUrl, options) : openEmbeddedBackend(dataDir, options);
      queue = await openOn(await opened, options);

      const held: ActiveJob[] = [];
      const finish: ((result: string) => void)[] = [];
      const handler = async (job: ActiveJob) => {
        held.push(job);
        return new Promise<string>((resolve) => finish.push(resolve));
      };
      const first = queue.consume(handler, { concurrency: 1 });
      await queue.submit("job", {}, 5);
      await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 20_000 });
      const outcome = queue.outcome("job");

      // What a stalled check does when a holder stopped renewing, without waiting for it.
      queue.consume(handler, { concurrency: 1 });
      await queue.recover();
      await vi.waitFor(() => expect(held).toHaveLength(2), { timeout: 20_000 });
      await vi.waitFor(() => expect(held[0]?.signal.reason).toBeInstanceOf(JobLost), { timeout: 20_000 });

      await expect(held[0]?.saveCheckpoint({ step: 1 })).rejects.toBeInstanceOf(JobLost);
      const closed = first.close();
      finish[0]?.("late");
      await closed;
      expect(await queue.counts()).toMatchObject({ active: 1, completed: 0, failed: 0 });
      expect(held[1]?.signal.aborted).toBe(false);
      finish[1]?.("mine");
      expect(await outcome).toEqual({ state: "completed", result: "mine" });
    });
  });
}
