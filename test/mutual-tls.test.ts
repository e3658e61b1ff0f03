import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GenerationQueue, openQueue } from "@unmask/queue";
import { createLogger, createMetrics } from "@unmask/runtime";
import { startScheduler } from "@unmask/scheduler";
import { readTls } from "@unmask/wire";
import { startWorker } from "@unmask/worker";
import { expect, test } from "vitest";

const tls = (name: string) => fileURLToPath(new URL(`../packages/wire/testdata/tls/${name}`, import.meta.url));
const modelFolder = fileURLToPath(new URL("../models/pebble", import.meta.url));

test("between scheduler and worker: whom the authority signed is attached, nobody else", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "unmask-mtls-"));
  const log = createLogger({ level: "silent" });
  const queue: GenerationQueue = await openQueue({ dataDir });
  const service = await readTls({ cert: tls("service.pem"), key: tls("service.key"), ca: tls("ca.pem") });
  const scheduler = await startScheduler({
    queue,
    address: "127.0.0.1:0",
    log,
    metrics: createMetrics(),
    tls: service,
  });
  const attach = async (files: object | undefined) =>
    startWorker({
      model: "pebble",
      modelFolder,
      schedulers: [`127.0.0.1:${scheduler.port}`],
      threads: 1,
      metrics: createMetrics(),
      log,
      tls: files && (await readTls(files)),
    });
  const stranger = { cert: tls("stranger.pem"), key: tls("stranger.key"), ca: tls("ca.pem") };
  const workers = await Promise.all([attach(undefined), attach({ ca: tls("ca.pem") }), attach(stranger)]);
  const own = await attach({ cert: tls("service.pem"), key: tls("service.key"), ca: tls("ca.pem") });
  await expect.poll(() => scheduler.workerCount(), { timeout: 20_000 }).toBe(1);
  own.close();
  await expect.poll(() => scheduler.workerCount(), { timeout: 20_000 }).toBe(0);
  for (const worker of workers) worker.close();
  await scheduler.close({ graceMs: 0 });
  await queue.close();
  await rm(dataDir, { recursive: true, force: true });
});
