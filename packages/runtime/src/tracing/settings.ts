import { choiceSetting, shareSetting, textSetting, urlSetting } from "../settings.js";

const samplers = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** OpenTelemetry's own variables, by their own names; its SDK reads them and further ones (docs/operate.md) by itself. */
export const tracingSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: urlSetting()
    .optional()
    .describe("an OpenTelemetry collector, such as http://127.0.0.1:4318; with it traces are sent there"),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: urlSetting()
    .optional()
    .describe("the same for traces alone, its path included, such as http://127.0.0.1:4318/v1/traces"),
  OTEL_EXPORTER_OTLP_PROTOCOL: choiceSetting(["http/protobuf"])
    .default("http/protobuf")
    .describe("how the collector is spoken to"),
  OTEL_TRACES_SAMPLER: choiceSetting(samplers)
    .default("parentbased_always_on")
    .describe("which requests are traced; parentbased: those whose caller keeps its trace"),
  OTEL_TRACES_SAMPLER_ARG: shareSetting().optional().describe("the share that a sampler with a ratio keeps; default 1"),
  OTEL_SERVICE_NAME: textSetting().optional().describe("what traces call this process; default unmask-NAME"),
  OTEL_SDK_DISABLED: choiceSetting(["true", "false"]).default("false").describe("true turns traces off"),
};

export interface TracingSettings {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
  readonly OTEL_SDK_DISABLED: "true" | "false";
}

/** Whether traces are asked for: only where somebody collects them. */
export function isTracingWanted(settings: TracingSettings): boolean {
  const endpoint = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint !== undefined && settings.OTEL_SDK_DISABLED === "false";
}
