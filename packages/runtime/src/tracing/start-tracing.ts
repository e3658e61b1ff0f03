import { setTimeout } from "node:timers/promises";
import { context, DiagLogLevel, diag, ROOT_CONTEXT } from "@opentelemetry/api";
import type { Logger } from "../log.js";

export interface Tracing {
  /** Sends what was not sent yet, for a few seconds at most. */
  close(): Promise<void>;
}

/** How long the end of a process waits for a collector that may be gone. */
const closeMs = 3000;

/**
 * Sends spans to the collector that OpenTelemetry's environment variables name. From here on this process has an active
 * span where it works on a traced request; without this call the functions of tracing.ts do nothing.
 * @param name what traces call this process unless OTEL_SERVICE_NAME does
 */
export async function startTracing(name: string, log: Logger): Promise<Tracing> {
  // It comes from a timer that some request happened to start, and is not about that one.
  const trouble = (message: string) =>
    context.with(ROOT_CONTEXT, () => log.warn({ reason: inShort(message) }, "tracing trouble"));
  const quiet = () => {};
  diag.setLogger(
    { error: trouble, warn: trouble, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN },
  );
  // Loaded here: who does not trace pays nothing for it.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("@opentelemetry/resources"),
  ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": name }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return {
    async close() {
      const sent = provider.shutdown().catch((error: Error) => trouble(error.message));
      await Promise.race([sent, setTimeout(closeMs, undefined, { ref: false })]);
    },
  };
}

/** An exporter's error comes as JSON, with its stack. */
function inShort(message: string): string {
  try {
    return String((JSON.parse(message) as { message?: unknown }).message ?? message);
  } catch {
    return message;
  }
}
