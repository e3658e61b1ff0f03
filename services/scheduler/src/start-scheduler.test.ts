import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveParams } from "@unmask/diffusion";
import { type GenerateJob, type GenerationQueue, openGenerationQueue } from "@unmask/queue";
import { createLogger, createMetrics } from "@unmask/runtime";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SchedulerHandle, startScheduler } from "./start-scheduler.js";

let dataDir: string;
let queue: GenerationQueue;
let scheduler: SchedulerHandle;

// Without workers its one job never ends.
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "unmask-stopping-"));
  queue = await openGenerationQueue({ dataDir });
  const log = createLogger({ level: "silent" });
  scheduler = await startScheduler({ queue, address: "127.0.0.1:0", log, metrics: createMetrics() });
  const job: GenerateJob = {
    requestId: "a",
    kind: "generate",
    model: "m",
    promptIds: [1, 2],
    params: resolveParams({ genLength: 8, blockLength: 4 }, 2, { maxLength: 100 }),
    special: { mask: 90, eos: 91 },
  };
  await queue.submit("a", job, 1);
  await vi.waitFor(async () => expect((await queue.find("a")).state).toBe("active"), { timeout: 10_000 });
});
afterEach(async () => {
  await queue.close();
  await rm(dataDir, { recursive: true });
});

test("a scheduler that stops gives its jobs back at once where another has workers", async () => {
  const worker = { workerId: "w", model: "m", device: "cpu", batchesInFlight: 0, busy: 0 };
  const rates = { stepsPerSecond: 0, sequenceStepsPerSecond: 0, tokensPerSecond: 0 };
  const other = { schedulerId: "other", running: 0, workers: [{ ...worker, ...rates }], sequences: [] };
  await queue.report(other, 60_000);
  expect(await scheduler.close({ graceMs: 600_000 })).toEqual({ finished: 0, handedBack: 1 });
  expect((await queue.find("a")).state).toBe("waiting");
});

test("where none has, they have the grace to finish first", async () => {
  await queue.report({ schedulerId: "other", running: 0, workers: [], sequences: [] }, 60_000);
  const beginMs = performance.now();
  expect(await scheduler.close({ graceMs: 400 })).toEqual({ finished: 0, handedBack: 1 });
  expect(performance.now() - beginMs).toBeGreaterThanOrEqual(399);
});
