import { openGenerationQueue } from "@unmask/queue";
import {
  addressSetting,
  defineService,
  integerSetting,
  redisUrlSetting,
  startOperationsServer,
  textSetting,
  tlsSettings,
} from "@unmask/runtime";
import { loadText, ModelError } from "@unmask/text";
import { readTls, ServingError } from "@unmask/wire";
import { jobStalled } from "./measures.js";
import { startScheduler } from "./start-scheduler.js";

/** A scheduler as a process of its own; it shares its queue with the gateways through Redis. */
export const schedulerService = defineService({
  name: "scheduler",
  summary: "take jobs from the queue on Redis and share their steps among the workers",
  settings: {
    REDIS_URL: redisUrlSetting().describe("the queue; the same for gateways and schedulers"),
    UNMASK_SCHEDULER_LISTEN: addressSetting().default("127.0.0.1:50052").describe("where to listen for workers"),
    UNMASK_MODEL: textSetting()
      .optional()
      .describe(
        "model folders, commas between them, to end answers at their stop texts early; only their text files are read",
      ),
    UNMASK_METRICS: addressSetting().default("127.0.0.1:8081").describe("where /metrics, /livez and /readyz are"),
    UNMASK_MAX_RUNNING: integerSetting(1, 100_000)
      .default(256)
      .describe("sequences decoded at once, and a quarter more of interactive ones; others wait in the queue"),
    UNMASK_MAX_RUNNING_PER_TENANT: integerSetting(1, 100_000)
      .default(100_000)
      .describe("of these, at most so many of one tenant"),
    UNMASK_GRACE_MS: integerSetting(0, 3_600_000)
      .default(10_000)
      .describe(
        "how long running sequences may go on after SIGTERM where no other scheduler would take them; the rest goes back to the queue with its state",
      ),
    ...tlsSettings,
  },
  async start(settings, { log, metrics, traced }) {
    const tls = await readTls({
      cert: settings.UNMASK_TLS_CERT,
      key: settings.UNMASK_TLS_KEY,
      ca: settings.UNMASK_TLS_CA,
    });
    const folders = settings.UNMASK_MODEL?.split(",") ?? [];
    const texts = await Promise.all(folders.map((folder) => load(folder.trim())));
    const queue = await openGenerationQueue({
      redisUrl: settings.REDIS_URL,
      traced,
      onError: (err) => log.warn({ err }, "queue trouble"),
      onStalled: (jobId) => jobStalled(jobId, log, metrics),
    });
    // What is open would keep a process alive whose start failed.
    const closeAfter = (close: () => unknown) => async (error: unknown) => {
      await close();
      throw error;
    };
    const scheduler = await startScheduler({
      queue,
      texts,
      address: settings.UNMASK_SCHEDULER_LISTEN,
      log,
      tls,
      metrics,
      maxRunning: settings.UNMASK_MAX_RUNNING,
      maxRunningPerTenant: settings.UNMASK_MAX_RUNNING_PER_TENANT,
    }).catch(closeAfter(() => queue.close()));
    let stopping = false;
    const operations = await startOperationsServer({
      address: settings.UNMASK_METRICS,
      metrics,
      async problem() {
        if (stopping) return "the scheduler is stopping";
        await queue.ping();
        return scheduler.problem();
      },
    }).catch(
      closeAfter(async () => {
        await scheduler.close({ graceMs: 0 });
        await queue.close();
      }),
    );
    const { schedulerId, port } = scheduler;
    log.info({ schedulerId, port, metricsPort: operations.port }, "scheduler started");
    return async () => {
      stopping = true;
      const counts = await scheduler.close({ graceMs: settings.UNMASK_GRACE_MS });
      await queue.close();
      operations.close();
      log.info(counts, "scheduler stopped");
    };
  },
});

function load(folder: string) {
  return loadText(folder).catch((error: unknown) => {
    if (error instanceof ModelError)
      throw new ServingError("FAILED_PRECONDITION", `UNMASK_MODEL: ${error.message}`, { cause: error });
    throw error;
  });
}
