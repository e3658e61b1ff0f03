import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startGateway } from "@unmask/gateway";
import { type GenerationQueue, openQueue } from "@unmask/queue";
import { createMetrics, type Logger, type Metrics, startTracing } from "@unmask/runtime";
import { jobStalled, startScheduler } from "@unmask/scheduler";
import { loadText } from "@unmask/text";
import { readTls } from "@unmask/wire";
import { startWorker } from "@unmask/worker";
import { Parts } from "./parts.js";
import type { ServeSettings } from "./settings.js";

export interface Cluster {
  readonly model: string;
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Takes no more requests, lets running ones finish for `graceMs`, hands the rest back to the queue, closes everything. */
  close(options: { readonly graceMs: number }): Promise<{ finished: number; handedBack: number }>;
}

/**
 * The whole cluster in one process; resolves when a worker is ready.
 * @throws what the first part that fails throws; the others are closed by then
 */
export async function startCluster(
  settings: ServeSettings,
  log: Logger,
  metrics = createMetrics({ compat: settings.metricsCompat }),
): Promise<Cluster> {
  const parts = new Parts();
  try {
    return await start(settings, log, metrics, parts);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function start(settings: ServeSettings, log: Logger, metrics: Metrics, parts: Parts): Promise<Cluster> {
  const { modelFolder, dataDir, grpcAddress, httpAddress, threads, device } = settings;
  const tls = await readTls(settings.tls);
  if (settings.traced) await parts.add(startTracing("unmask", log), (tracing) => tracing.close());
  const [text, queue] = await Promise.all([
    loadText(modelFolder),
    parts.add<GenerationQueue>(openQueue(queueOptions(settings, log, metrics)), (queue) => queue.close()),
  ]);
  const scheduler = await parts.add(
    startScheduler({ queue, address: "127.0.0.1:0", texts: [text], log, metrics }),
    (scheduler) => scheduler.close({ graceMs: 0 }),
  );
  const schedulers = [`127.0.0.1:${scheduler.port}`];
  const workers = Array.from({ length: settings.workers }, () =>
    parts.add(startWorker({ model: text.name, modelFolder, schedulers, threads, device, log, metrics }), (worker) =>
      worker.close(),
    ),
  );
  const [gateway] = await Promise.all([
    parts.add(
      startGateway({
        keysFile: settings.keysFile,
        insecure: settings.insecure,
        tls,
        queue,
        models: [text],
        grpcAddress,
        httpAddress,
        log,
        metrics,
        problem: scheduler.problem,
        filesFolder: join(dataDir, "files"),
      }),
      (gateway) => gateway.close({ graceMs: 0 }),
    ),
    ...workers,
  ]);
  // Ready means that a request would be worked on.
  while (scheduler.workerCount() === 0) await sleep(10);

  return {
    model: text.name,
    grpcPort: gateway.grpcPort,
    httpPort: gateway.httpPort,
    async close(grace) {
      // Together: the gateway refuses new calls, and waits for the answers that the scheduler still finishes.
      const [counts] = await Promise.all([scheduler.close(grace), gateway.close(grace)]);
      await parts.close();
      return counts;
    },
  };
}

function queueOptions({ redisUrl, dataDir, traced }: ServeSettings, log: Logger, metrics: Metrics) {
  const onError = (err: Error) => log.warn({ err }, "queue trouble");
  const onStalled = (jobId: string) => jobStalled(jobId, log, metrics);
  return { ...(redisUrl === undefined ? { dataDir } : { redisUrl }), traced, onError, onStalled };
}
