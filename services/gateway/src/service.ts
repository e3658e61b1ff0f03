import { openGenerationQueue } from "@unmask/queue";
import {
  addressSetting,
  defineService,
  integerSetting,
  redisUrlSetting,
  textSetting,
  tlsSettings,
} from "@unmask/runtime";
import { loadText, ModelError } from "@unmask/text";
import { readTls, ServingError } from "@unmask/wire";
import { accessSettings } from "./access/settings.js";
import { holdLimits, holdSettings } from "./hold-settings.js";
import { startGateway } from "./start-gateway.js";

/** A gateway as a process of its own; it shares its queue with the schedulers through Redis. */
export const gatewayService = defineService({
  name: "gateway",
  summary: "take requests over gRPC and HTTP, put them into the queue on Redis, answer",
  settings: {
    REDIS_URL: redisUrlSetting().describe("the queue; the same for gateways and schedulers"),
    UNMASK_MODEL: textSetting().describe(
      "model folders, commas between them; the first is the default; only their text files are read",
    ),
    UNMASK_GRPC: addressSetting().default("127.0.0.1:50051").describe("where to listen for gRPC"),
    UNMASK_HTTP: addressSetting()
      .default("127.0.0.1:8080")
      .describe("where to listen for HTTP; /metrics, /livez and /readyz too"),
    UNMASK_MAX_REQUEST_BYTES: integerSetting(1024, 64 * 1024 * 1024)
      .default(1024 * 1024)
      .describe("a larger request is refused"),
    UNMASK_FILES: textSetting()
      .optional()
      .describe("folder for the files and batches of the batch API, shared by all gateways; without it there are none"),
    UNMASK_KEEP_ENDED_S: integerSetting(60, 30 * 86_400)
      .default(3600)
      .describe("how long an ended job and its result can be asked for, seconds"),
    UNMASK_KEEP_ENDED_JOBS: integerSetting(64, 10_000_000)
      .default(20_000)
      .describe("how many ended jobs are kept at most, approximately; a few kB each in Redis"),
    UNMASK_MAX_WAITING: integerSetting(1, 10_000_000)
      .default(50_000)
      .describe("above so many waiting jobs, approximately, further ones are refused with a time to come again"),
    ...holdSettings,
    ...accessSettings,
    UNMASK_GRACE_MS: integerSetting(0, 3_600_000)
      .default(10_000)
      .describe("how long running calls may go on after SIGTERM"),
    ...tlsSettings,
  },
  async start(settings, { log, metrics, traced }) {
    const tls = await readTls({
      cert: settings.UNMASK_TLS_CERT,
      key: settings.UNMASK_TLS_KEY,
      ca: settings.UNMASK_TLS_CA,
    });
    const models = await Promise.all(settings.UNMASK_MODEL.split(",").map((folder) => load(folder.trim())));
    const queue = await openGenerationQueue({
      redisUrl: settings.REDIS_URL,
      keepEndedMs: settings.UNMASK_KEEP_ENDED_S * 1000,
      keepEndedCount: settings.UNMASK_KEEP_ENDED_JOBS,
      maxWaiting: settings.UNMASK_MAX_WAITING,
      traced,
      onError: (err) => log.warn({ err }, "queue trouble"),
    });
    const gateway = await startGateway({
      queue,
      models,
      grpcAddress: settings.UNMASK_GRPC,
      httpAddress: settings.UNMASK_HTTP,
      log,
      tls,
      metrics,
      maxRequestBytes: settings.UNMASK_MAX_REQUEST_BYTES,
      filesFolder: settings.UNMASK_FILES,
      keysFile: settings.UNMASK_KEYS,
      insecure: settings.UNMASK_INSECURE === "yes",
      holdLimits: holdLimits(settings),
    }).catch(async (error: unknown) => {
      // What is open would keep a process alive whose start failed.
      await queue.close();
      throw error;
    });
    return async () => {
      await gateway.close({ graceMs: settings.UNMASK_GRACE_MS });
      await queue.close();
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
