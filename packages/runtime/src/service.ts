import { toServingError } from "@unmask/wire";
import type { z } from "zod";
import { createLogger, type Logger, logLevels } from "./log.js";
import { createMetrics, type Metrics, metricsCompatibilities } from "./metrics/metrics.js";
import { choiceSetting, readSettings } from "./settings.js";
import { onShutdown } from "./shutdown.js";
import { isTracingWanted, tracingSettings } from "./tracing/settings.js";
import { startTracing } from "./tracing/start-tracing.js";

/** What every service reads. */
export const commonSettings = {
  UNMASK_LOG_LEVEL: choiceSetting(logLevels).default("info").describe("what is logged, as JSON lines on stderr"),
  UNMASK_METRICS_COMPAT: choiceSetting(metricsCompatibilities)
    .default("none")
    .describe("vllm adds the names that vLLM gives to what means the same"),
  ...tracingSettings,
};

type Common = typeof commonSettings;
type Values<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

export interface ServiceContext {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Whether spans are sent somewhere. */
  readonly traced: boolean;
}

/** One of the cluster's services as a process of its own. */
export interface Service<S extends z.ZodRawShape = z.ZodRawShape> {
  /** As in `unmask NAME`. */
  readonly name: string;
  readonly summary: string;
  /** Environment variable → rule, default and description, besides {@link commonSettings}. */
  readonly settings: S;
  /** @returns how to stop it: finish or hand back what is running, then close */
  start(settings: Values<S & Common>, context: ServiceContext): Promise<() => Promise<void>>;
}

/** For type inference. */
export function defineService<S extends z.ZodRawShape>(service: Service<S>): Service<S> {
  return service;
}

/**
 * Starts a service; it runs until a signal ends the process.
 * @throws {ServingError} INVALID_ARGUMENT naming every bad variable; whatever keeps it from starting
 */
export async function startService<S extends z.ZodRawShape>(
  service: Service<S>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const settings = readSettings({ ...commonSettings, ...service.settings }, env) as Values<S & Common>;
  const common = settings as Values<Common>;
  const { UNMASK_LOG_LEVEL: level, UNMASK_METRICS_COMPAT: compat } = common;
  const log = createLogger({ level }).child({ service: service.name });
  const tracing = isTracingWanted(common) ? await startTracing(`unmask-${service.name}`, log) : undefined;
  const metrics = createMetrics({ compat });
  const stop = await service.start(settings, { log, metrics, traced: tracing !== undefined });
  onShutdown(async () => {
    await stop();
    await tracing?.close();
  });
}

/** A service's main.ts: what fails is one line, and its exit code 2 where the operator can mend it. */
export async function runService<S extends z.ZodRawShape>(service: Service<S>): Promise<void> {
  try {
    await startService(service, process.env);
  } catch (error) {
    const known = toServingError(error);
    // Messages name what is wrong and what to do; a stack would hide that.
    process.stderr.write(`unmask ${service.name}: ${known.message.trim().replace(/\s*\n\s*/g, " ")}\n`);
    process.exit(known.exitCode);
  }
}
