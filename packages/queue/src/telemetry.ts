import { SpanKind, type Telemetry, TelemetryAttributes } from "bullmq";
import { BullMQOtel } from "bullmq-otel";

type Tracer = Telemetry["tracer"];
type Span = ReturnType<Tracer["startSpan"]>;

/**
 * The way of a trace through the queue: a span where a job is added, whose context travels with the job, and one for as long
 * as it is held. Without those that BullMQ has for itself (it looks for jobs, renews locks), each a trace of its own, and
 * without a job's result, which is its caller's.
 */
export function queueTelemetry(): Telemetry {
  const { contextManager, tracer } = new BullMQOtel({ tracerName: "unmask-queue" });
  const startSpan: Tracer["startSpan"] = (name, options, parent) =>
    options?.kind === SpanKind.PRODUCER || options?.kind === SpanKind.CONSUMER
      ? withoutResult(tracer.startSpan(name, options, parent))
      : noSpan;
  return { contextManager, tracer: { startSpan } };
}

function withoutResult(span: Span): Span {
  return {
    setSpanOnContext: (context) => span.setSpanOnContext(context),
    setAttribute: (key, value) => span.setAttribute(key, value),
    setAttributes: (attributes) => span.setAttributes(attributes),
    addEvent(name, { [TelemetryAttributes.JobResult]: _, ...attributes } = {}) {
      span.addEvent(name, attributes);
    },
    recordException: (exception, time) => span.recordException(exception, time),
    end: () => span.end(),
  };
}

const noSpan: Span = {
  setSpanOnContext: (context) => context,
  setAttribute() {},
  setAttributes() {},
  addEvent() {},
  recordException() {},
  end() {},
};
