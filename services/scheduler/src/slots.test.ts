import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveParams } from "@unmask/diffusion";
import { type GenerateJob, openGenerationQueue, queuePriority } from "@unmask/queue";
import { createLogger, createMetrics } from "@unmask/runtime";
import { expect, test, vi } from "vitest";
import { slotsFor } from "./slots.js";
import { startScheduler } from "./start-scheduler.js";

test("a full scheduler has a quarter more slots, for those alone that are urgent", () => {
  expect(slotsFor(256, 255, 9)).toBe(256);
  expect(slotsFor(256, 256, 0)).toBe(256);
  expect(slotsFor(256, 256, 9)).toBe(265);
  expect(slotsFor(256, 260, 9)).toBe(269);
  expect(slotsFor(256, 300, 900)).toBe(320);
  expect(slotsFor(1, 1, 1)).toBe(2);
});

test("an interactive job starts although batch jobs have all slots; further batch jobs wait", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "unmask-slots-"));
  const queue = await openGenerationQueue({ dataDir });
  const metrics = createMetrics();
  // Without workers nothing ends.
  const scheduler = await startScheduler({
    queue,
    address: "127.0.0.1:0",
    maxRunning: 2,
    log: createLogger({ level: "silent" }),
    metrics,
  });
  const submit = (id: string, priority: "interactive" | "batch") => {
    const job: GenerateJob = {
      requestId: id,
      kind: "generate",
      model: "m",
      promptIds: [1, 2],
      params: resolveParams({ genLength: 8, blockLength: 4 }, 2, { maxLength: 100 }),
      special: { mask: 90, eos: 91 },
      priority,
    };
    return queue.submit(id, job, queuePriority(job));
  };
  for (const id of ["b-1", "b-2", "b-3"]) await submit(id, "batch");
  await vi.waitFor(async () => expect((await queue.counts()).active).toBe(2), { timeout: 10_000 });
  await submit("i-1", "interactive");
  await vi.waitFor(async () => expect((await queue.find("i-1")).state).toBe("active"), { timeout: 10_000 });
  expect((await queue.find("b-3")).state).toBe("waiting");
  await scheduler.close({ graceMs: 0 });
  await queue.close();
  await rm(dataDir, { recursive: true });
});
