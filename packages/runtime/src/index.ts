export { type ChildModule, childModule } from "./child-module.js";
export { createLogger, type Logger, type LogLevel, type LogOptions, logLevels } from "./log.js";
export { definitions, type MetricDefinition } from "./metrics/definitions.js";
export { measureQueue, type QueueCounts } from "./metrics/measure-queue.js";
export {
  createMetrics,
  type Metrics,
  type MetricsCompatibility,
  type MetricsOptions,
  metricsCompatibilities,
  onScrape,
} from "./metrics/metrics.js";
export { metricsReference } from "./metrics/reference.js";
export { type OperationsServer, startOperationsServer } from "./operations-server.js";
export { Progress } from "./progress.js";
export {
  commonSettings,
  defineService,
  runService,
  type Service,
  type ServiceContext,
  startService,
} from "./service.js";
export {
  addressSetting,
  choiceSetting,
  integerSetting,
  readSettings,
  redisUrlSetting,
  textSetting,
  tlsSettings,
  urlSetting,
} from "./settings.js";
export { settingsReference } from "./settings-reference.js";
export { onShutdown, type ShutdownOptions } from "./shutdown.js";
export { isTracingWanted, tracingSettings } from "./tracing/settings.js";
export { startTracing, type Tracing } from "./tracing/start-tracing.js";
export {
  activeSpan,
  failSpan,
  inServerSpan,
  type Span,
  startClientSpan,
  startServerSpan,
  traceFields,
  traceparentOf,
  withRemoteParent,
} from "./tracing/tracing.js";
