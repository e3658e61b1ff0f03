import { ROOT_CONTEXT, type Span, TraceFlags, trace } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { JobTraces } from "./job-traces.js";
import type { RunningJob } from "./running-job.js";

const spans = new InMemorySpanExporter();
beforeAll(() => new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).register());

let traces: JobTraces;
beforeEach(() => {
  traces = new JobTraces();
  spans.reset();
});

/** A job taken within a span of its own, as the queue does it. Traces look at nothing of it but that it is this one. */
function take(traceFlags = TraceFlags.SAMPLED): { job: RunningJob; held: Span } {
  const job = {} as RunningJob;
  const spanContext = { traceId: crypto.randomUUID().replaceAll("-", ""), spanId: "1".repeat(16), traceFlags };
  const caller = trace.setSpanContext(ROOT_CONTEXT, spanContext);
  return trace.getTracer("test").startActiveSpan("process", {}, caller, (held) => {
    traces.begin(job);
    return { job, held };
  });
}

function runBatch(...jobs: RunningJob[]): ReadableSpan | undefined {
  traces.startBatch(jobs, { workerId: "w", batchId: 1 })?.end();
  return spans.getFinishedSpans().at(-1);
}

const idOf = (held: Span) => held.spanContext().spanId;

test("a batch is one span, in the trace of one of its jobs and linked with the others", () => {
  const [a, b, c] = [take(), take(), take()];
  const span = runBatch(a.job, b.job, c.job, b.job);
  expect(spans.getFinishedSpans()).toHaveLength(1);
  expect(span!.parentSpanContext?.traceId).toBe(a.held.spanContext().traceId);
  expect(span!.links.map(({ context }) => context.spanId)).toEqual([idOf(b.held), idOf(c.held)]);
});

test("whichever trace has the fewest batches gets the next, so that each has one of the first", () => {
  const jobs = [take(), take(), take()];
  const owners = Array.from({ length: 6 }, () => runBatch(...jobs.map(({ job }) => job))!.parentSpanContext?.spanId);
  for (const { held } of jobs) expect(owners.filter((id) => id === idOf(held))).toHaveLength(2);
  const late = take();
  expect(runBatch(...jobs.map(({ job }) => job), late.job)!.parentSpanContext?.spanId).toBe(idOf(late.held));
});

test("jobs whose traces are not kept, or have ended, have no part in it", () => {
  const [kept, dropped, ended] = [take(), take(TraceFlags.NONE), take()];
  traces.end(ended.job, "finished");
  expect(traces.startBatch([dropped.job, ended.job], { workerId: "w", batchId: 1 })).toBeUndefined();
  expect(runBatch(dropped.job, kept.job, ended.job)!.links).toEqual([]);
  expect(traces.fields(kept.job)).toMatchObject({ trace_id: kept.held.spanContext().traceId });
  expect(traces.fields(dropped.job)).toEqual({});
});
