export { type ChildModule, childModule } from "./child-module.js";
export { createLogger, type Logger, type LogLevel, type LogOptions, logLevels } from "./log.js";
export { createMetrics, type Metrics } from "./metrics.js";
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
export { onShutdown, type ShutdownOptions } from "./shutdown.js";
