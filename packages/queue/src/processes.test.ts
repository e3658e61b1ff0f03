import { afterEach, describe, expect, test } from "vitest";
import { openQueue } from "./open-queue.js";
import type { JobQueue } from "./queue.js";
import { backends, type Place } from "./testing/backends.js";
import { startChild } from "./testing/child.js";

for (const backend of backends) {
  const name = backend.missing
    ? `${backend.kind} processes (skipped: ${backend.missing})`
    : `${backend.kind} processes`;
  describe.skipIf(backend.missing !== undefined)(name, () => {
    let place: Place;
    let queue: JobQueue<unknown, string, { step: number }> | undefined;

    afterEach(async () => {
      await queue?.close();
      queue = undefined;
      await place.remove();
    });

    test("a job whose holder was killed goes on elsewhere from its checkpoint", async () => {
      place = await backend.start();
      const soon = backend.kind === "redis" ? { lockMs: 500, stalledCheckMs: 200 } : {};
      const stalled: string[] = [];
      const options = { ...place.options, ...soon, onStalled: (id: string) => stalled.push(id) };
      const child = startChild("hold", { ...place.options, ...soon });
      await child.line("ready");
      if (backend.kind === "redis") {
        queue = await openQueue(options);
        await queue.submit("held", { prompt: "x" }, 5);
      }
      await child.line("holding held");
      await child.kill();

      queue ??= await openQueue(options);
      const taken: unknown[] = [];
      queue.consume(
        async (job) => {
          taken.push([job.id, job.payload, job.checkpoint, job.starts]);
          return "resumed";
        },
        { concurrency: 1 },
      );
      expect(await queue.outcome("held")).toEqual({ state: "completed", result: "resumed" });
      expect(taken).toEqual([["held", { prompt: "x" }, { step: 7 }, 2]]);
      expect(stalled).toEqual(["held"]);
    });

    test("a closed queue leaves nothing open: the process exits by itself", async () => {
      place = await backend.start();
      const child = startChild("once", place.options);
      await child.line("closed");
      expect(await child.exit).toBe(0);
    });
  });
}
