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
  textSetting,
  tlsSettings,
} from "@unmask/runtime";
import { loadText, ModelError } from "@unmask/text";
import { readTls, toServingError } from "@unmask/wire";
import { accessSettings } from "./access/settings.js";
import { startGateway } from "./start-gateway.js";

/** A gateway as a process of its own; it shares its queue with the schedulers through Redis. */
async function main(): Promise<void> {
  const settings = readSettings(
    {
      REDIS_URL: redisUrlSetting(),
      // Model folders, commas between them; the first is the default. Only their text files are read.
      UNMASK_MODEL: textSetting(),
      UNMASK_GRPC: addressSetting().default("127.0.0.1:50051"),
      UNMASK_HTTP: addressSetting().default("127.0.0.1:8080"),
      UNMASK_MAX_REQUEST_BYTES: integerSetting(1024, 64 * 1024 * 1024).default(1024 * 1024),
      // Where files and batches are kept: a folder that all gateways share.
      UNMASK_FILES: textSetting().optional(),
      ...accessSettings,
      UNMASK_GRACE_MS: integerSetting(0, 3_600_000).default(10_000),
      ...tlsSettings,
      UNMASK_LOG_LEVEL: choiceSetting(logLevels).default("info"),
    },
    process.env,
  );
  const log = createLogger({ level: settings.UNMASK_LOG_LEVEL });
  const tls = await readTls({
    cert: settings.UNMASK_TLS_CERT,
    key: settings.UNMASK_TLS_KEY,
    ca: settings.UNMASK_TLS_CA,
  });
  const models = await Promise.all(settings.UNMASK_MODEL.split(",").map((folder) => loadText(folder.trim())));
  const queue = await openGenerationQueue({
    redisUrl: settings.REDIS_URL,
    onError: (err) => log.warn({ err }, "queue trouble"),
  });
  const gateway = await startGateway({
    queue,
    models,
    grpcAddress: settings.UNMASK_GRPC,
    httpAddress: settings.UNMASK_HTTP,
    log,
    tls,
    metrics: createMetrics(),
    maxRequestBytes: settings.UNMASK_MAX_REQUEST_BYTES,
    filesFolder: settings.UNMASK_FILES,
    keysFile: settings.UNMASK_KEYS,
    insecure: settings.UNMASK_INSECURE === "yes",
  });
  onShutdown(async () => {
    await gateway.close({ graceMs: settings.UNMASK_GRACE_MS });
    await queue.close();
  });
}

try {
  await main();
} catch (error) {
  // Messages name what is wrong and what to do; a stack would hide that.
  process.stderr.write(`unmask gateway: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ModelError ? 2 : toServingError(error).exitCode);
}
