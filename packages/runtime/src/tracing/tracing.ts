import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { ServingError } from "@unmask/wire";

/**
 * How a request is followed through the services: a span for its call, one for its job, one for each of its step batches at
 * both ends. Where startTracing() was not called there are no spans, and all of this does nothing.
 */

export type { Attributes, Span };

const tracer = trace.getTracer("unmask");

/** Runs `call` as a part of the trace that its caller named, if it did. @param read a header's or metadata's value */
export function withRemoteParent<T>(read: (name: string) => string | undefined, call: () => T): T {
  return context.with(remoteContext(read), call);
}

function remoteContext(read: (name: string) => string | undefined): Context {
  return propagation.extract(ROOT_CONTEXT, undefined, { get: (_, name) => read(name), keys: () => [] });
}

/** Answers a call within a span of its own; how it failed is the span's status. */
export async function inServerSpan<T>(name: string, answer: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { kind: SpanKind.SERVER }, async (span) => {
    try {
      return await answer();
    } catch (error) {
      failSpan(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The span of what is being done here, if it is traced and its trace is kept. */
export function activeSpan(): Span | undefined {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span : undefined;
}

/** What lines of the log say of a trace; by OpenTelemetry's names. */
export function traceFields(span = trace.getActiveSpan()): { trace_id?: string; span_id?: string } {
  if (!span) return {};
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
}

/** A span that is sent to another process, below `parent` and linked with what else it is for. */
export function startClientSpan(name: string, parent: Span, others: readonly Span[], attributes: Attributes): Span {
  const links = others.map((span) => ({ context: span.spanContext() }));
  return tracer.startSpan(name, { kind: SpanKind.CLIENT, links, attributes }, trace.setSpan(ROOT_CONTEXT, parent));
}

/** The other end of {@link startClientSpan}. @param traceparent as W3C's Trace Context writes it */
export function startServerSpan(name: string, traceparent: string, attributes: Attributes): Span | undefined {
  const parent = remoteContext((header) => (header === "traceparent" ? traceparent : undefined));
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return span.isRecording() ? span : undefined;
}

/** As W3C's Trace Context writes it. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** Says that what the span is about failed; it is to be ended still. Of wrong fields it has the names: the words quote values. */
export function failSpan(span: Span, error: unknown): void {
  const { message, code } = error instanceof Error ? (error as Error & { code?: unknown }) : { message: String(error) };
  const wrong = error instanceof ServingError ? error.violations.map(({ field }) => field) : [];
  span.setStatus({ code: SpanStatusCode.ERROR, message: wrong.length > 0 ? `wrong: ${wrong.join(", ")}` : message });
  if (typeof code === "string") span.setAttribute("error.type", code);
}
