import { openGenerationQueue } from "@unmask/queue";
import {
  addressSetting,
  choiceSetting,
  createLogger,
  createMetrics,
  integerSetting,
  logLevels,
  onShutdown,
  readSettings,
  redisUrlSetting,
  tlsSettings,
} from "@unmask/runtime";
import { readTls } from "@unmask/wire";
import { startScheduler } from "./start-scheduler.js";

/** A scheduler as a process of its own; it shares its queue with the gateways through Redis. */
const settings = readSettings(
  {
    REDIS_URL: redisUrlSetting(),
    UNMASK_SCHEDULER_LISTEN: addressSetting().default("127.0.0.1:50052"),
    UNMASK_MAX_RUNNING: integerSetting(1, 100_000).default(256),
    UNMASK_MAX_RUNNING_PER_TENANT: integerSetting(1, 100_000).default(100_000),
    UNMASK_GRACE_MS: integerSetting(0, 3_600_000).default(10_000),
    ...tlsSettings,
    UNMASK_LOG_LEVEL: choiceSetting(logLevels).default("info"),
  },
  process.env,
);
const log = createLogger({ level: settings.UNMASK_LOG_LEVEL });
const tls = await readTls({ cert: settings.UNMASK_TLS_CERT, key: settings.UNMASK_TLS_KEY, ca: settings.UNMASK_TLS_CA });
const queue = await openGenerationQueue({
  redisUrl: settings.REDIS_URL,
  onError: (err) => log.warn({ err }, "queue trouble"),
});
const scheduler = await startScheduler({
  queue,
  address: settings.UNMASK_SCHEDULER_LISTEN,
  log,
  tls,
  metrics: createMetrics(),
  maxRunning: settings.UNMASK_MAX_RUNNING,
  maxRunningPerTenant: settings.UNMASK_MAX_RUNNING_PER_TENANT,
});
log.info({ schedulerId: scheduler.schedulerId, port: scheduler.port }, "scheduler started");

onShutdown(async () => {
  const counts = await scheduler.close({ graceMs: settings.UNMASK_GRACE_MS });
  await queue.close();
  log.info(counts, "scheduler stopped");
});
