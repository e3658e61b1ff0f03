import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Device } from "@unmask/denoiser";
import {
  addressSetting,
  choiceSetting,
  integerSetting,
  isTracingWanted,
  type LogLevel,
  logLevels,
  type MetricsCompatibility,
  metricsCompatibilities,
  readSettings,
  redisUrlSetting,
  textSetting,
  tlsSettings,
  tracingSettings,
} from "@unmask/runtime";
import type { TlsFiles } from "@unmask/wire";
import type { Io } from "../io.js";

export interface ServeSettings {
  /** The model's folder, absolute. */
  readonly modelFolder: string;
  /** The embedded queue's folder, absolute. */
  readonly dataDir: string;
  /** "host:port". */
  readonly grpcAddress: string;
  /** "host:port". */
  readonly httpAddress: string;
  /** Set: the queue is on this Redis, and dataDir is not used. */
  readonly redisUrl: string | undefined;
  /** ≥ 1. */
  readonly workers: number;
  /** Of each worker, ≥ 1. */
  readonly threads: number;
  readonly device: Device;
  readonly logLevel: LogLevel;
  /** A file of API keys; undefined: everybody may do everything. */
  readonly keysFile: string | undefined;
  /** Listens beyond this machine without keys. */
  readonly insecure: boolean;
  readonly tls: TlsFiles;
  readonly metricsCompat: MetricsCompatibility;
  /** Whether spans are sent where OpenTelemetry's own variables say. */
  readonly traced: boolean;
}

/** Not the denoiser's list itself: that would load ONNX Runtime for every command. */
const devices = ["cpu", "cuda", "webgpu"] as const satisfies readonly Device[];

/** What a setting may be, for the flag and for its variable alike. */
export const rules = {
  model: textSetting(),
  data: textSetting(),
  grpc: addressSetting(),
  http: addressSetting(),
  workers: integerSetting(1, 64),
  threads: integerSetting(1, 1024),
  device: choiceSetting(devices),
  logLevel: choiceSetting(logLevels),
  keys: textSetting(),
  metricsCompat: choiceSetting(metricsCompatibilities),
};

/** The flags that were given, already checked by these rules. */
export type ServeFlags = { readonly insecure?: true } & {
  readonly [K in keyof typeof rules]?: ReturnType<(typeof rules)[K]["parse"]>;
};

/** The checkout's own model. */
const shippedModel = fileURLToPath(new URL("../../../../models/pebble", import.meta.url));

/**
 * A flag wins over its variable, and that over the default.
 * @throws {ServingError} INVALID_ARGUMENT naming every bad variable
 */
export function serveSettings(flags: ServeFlags, { env }: Io): ServeSettings {
  const variables = readSettings(
    {
      UNMASK_MODEL: rules.model.default(shippedModel),
      UNMASK_DATA: rules.data.default(".unmask"),
      UNMASK_GRPC: rules.grpc.default("127.0.0.1:50051"),
      UNMASK_HTTP: rules.http.default("127.0.0.1:8080"),
      UNMASK_WORKERS: rules.workers.default(1),
      UNMASK_THREADS: rules.threads.optional(),
      UNMASK_DEVICE: rules.device.default("cpu"),
      UNMASK_LOG_LEVEL: rules.logLevel.default("warn"),
      UNMASK_KEYS: rules.keys.optional(),
      UNMASK_INSECURE: choiceSetting(["yes", "no"]).default("no"),
      ...tlsSettings,
      ...tracingSettings,
      UNMASK_METRICS_COMPAT: rules.metricsCompat.default("none"),
      REDIS_URL: redisUrlSetting().optional(),
    },
    env,
  );
  const workers = flags.workers ?? variables.UNMASK_WORKERS;
  return {
    modelFolder: resolve(flags.model ?? variables.UNMASK_MODEL),
    dataDir: resolve(flags.data ?? variables.UNMASK_DATA),
    grpcAddress: flags.grpc ?? variables.UNMASK_GRPC,
    httpAddress: flags.http ?? variables.UNMASK_HTTP,
    redisUrl: variables.REDIS_URL,
    workers,
    threads: flags.threads ?? variables.UNMASK_THREADS ?? Math.max(1, Math.floor(availableParallelism() / workers)),
    device: flags.device ?? variables.UNMASK_DEVICE,
    logLevel: flags.logLevel ?? variables.UNMASK_LOG_LEVEL,
    keysFile: flags.keys ?? variables.UNMASK_KEYS,
    insecure: flags.insecure ?? variables.UNMASK_INSECURE === "yes",
    tls: { cert: variables.UNMASK_TLS_CERT, key: variables.UNMASK_TLS_KEY, ca: variables.UNMASK_TLS_CA },
    metricsCompat: flags.metricsCompat ?? variables.UNMASK_METRICS_COMPAT,
    traced: isTracingWanted(variables),
  };
}
