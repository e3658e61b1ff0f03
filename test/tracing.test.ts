import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { context, ROOT_CONTEXT, TraceFlags, trace } from "@opentelemetry/api";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRedisServer, type RedisServer, startRedisServer } from "../packages/queue/src/testing/redis-server.js";
import { Collector } from "./support/collector.js";
import { serve, UnmaskProcess } from "./support/serve.js";

/** Traces, sent to a collector by the services as processes of their own. */

const model = fileURLToPath(new URL("../models/pebble", import.meta.url));
const prompt = "Tom has 3 marbles and buys 4 more. How many has he?";
const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";

/** The caller's end of a trace. */
function newTrace({ sampled }: { sampled: boolean }) {
  const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-0${sampled ? 1 : 0}` };
}

let collector: Collector;
let otel: Record<string, string>;
beforeAll(async () => {
  collector = await new Collector().start();
  otel = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "50", UNMASK_LOG_LEVEL: "debug" };
});
afterAll(() => collector.stop());

/** What the collector has of a trace, from the first step batch in a worker up to the caller. */
function path(traceId: string): { names: string[]; callerSpanId: string } {
  const spans = collector.trace(traceId);
  const names: string[] = [];
  let span = spans.find(({ name }) => name === "run step batch");
  let callerSpanId = "";
  for (; span; span = spans.find(({ spanId }) => spanId === callerSpanId)) {
    names.push(`${span.service}: ${span.name}`);
    callerSpanId = span.parentSpanId;
  }
  return { names, callerSpanId };
}

const throughTheServices = (call: string) => [
  "unmask-worker: run step batch",
  "unmask-scheduler: step batch",
  "unmask-scheduler: process unmask-generate",
  "unmask-gateway: add unmask-generate.generate",
  `unmask-gateway: ${call}`,
];

describe.skipIf(!hasRedisServer)(`gateway, scheduler and worker on one Redis${skipped}`, () => {
  let redis: RedisServer;
  let client: UnmaskClient;
  let http: string;
  const processes: UnmaskProcess[] = [];

  beforeAll(async () => {
    redis = await startRedisServer();
    const start = (service: string, env: Record<string, string>) => {
      const process = new UnmaskProcess([service], { ...otel, REDIS_URL: redis.url, UNMASK_MODEL: model, ...env });
      processes.push(process);
      return process;
    };
    const scheduler = start("scheduler", { UNMASK_SCHEDULER_LISTEN: "127.0.0.1:0" });
    const gateway = start("gateway", { UNMASK_GRPC: "127.0.0.1:0", UNMASK_HTTP: "127.0.0.1:0" });
    const [, port] = await scheduler.printed(/"port":(\d+)/);
    const worker = start("worker", { UNMASK_SCHEDULERS: `127.0.0.1:${port}` });
    await worker.printed(/attached to scheduler/);
    const [, grpcPort, httpPort] = await gateway.printed(/"grpcPort":(\d+),"httpPort":(\d+)/);
    client = new UnmaskClient({ address: `127.0.0.1:${grpcPort}` });
    http = `http://127.0.0.1:${httpPort}`;
  });
  afterAll(async () => {
    client?.close();
    await Promise.all(processes.map((process) => process.kill("SIGKILL")));
    await redis?.stop();
  });

  const logged = (traceId: string) =>
    processes.map((process) => {
      const lines = process.stderr.split("\n").filter((line) => line.includes(traceId));
      return new Set(lines.map((line) => JSON.parse(line).msg));
    });

  test("a request over HTTP is one trace, from its caller's traceparent to the step batch in the worker", async () => {
    const { traceId, spanId, traceparent } = newTrace({ sampled: true });
    const response = await fetch(`${http}/v1/generate`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent },
      body: JSON.stringify({ request_id: "traced", prompt, params: { gen_length: 32 } }),
    });
    expect(response.status).toBe(200);
    const { text } = (await response.json()) as { text: string };
    const expected = { names: throughTheServices("POST /v1/generate"), callerSpanId: spanId };
    await expect.poll(() => path(traceId), { timeout: 10_000 }).toEqual(expected);
    const spans = collector.trace(traceId);

    const [call] = spans.filter(({ name }) => name === "POST /v1/generate");
    expect(call!.attributes["unmask.job_id"]).toMatch(/^g-traced-/);
    const [held] = spans.filter(({ name }) => name.startsWith("process"));
    expect(held!.attributes).toMatchObject({
      "bullmq.job.id": call!.attributes["unmask.job_id"],
      "unmask.outcome": "finished",
    });
    // A trace is read by people who need not see what was asked and answered.
    for (const words of [prompt, text]) expect(JSON.stringify(spans)).not.toContain(words);
    const [ofScheduler, ofGateway, ofWorker] = logged(traceId);
    expect(ofGateway).toEqual(new Set(["job submitted", "job answered", "request answered"]));
    expect(ofScheduler).toEqual(new Set(["job started", "job ended"]));
    expect(ofWorker).toEqual(new Set(["step batch ran"]));
  });

  test("the client passes on the trace of the program that it is part of, over gRPC", async () => {
    const provider = new NodeTracerProvider();
    provider.register();
    const { traceId, spanId } = newTrace({ sampled: true });
    const caller = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED });
    await context.with(caller, () => client.generate({ prompt, params: { genLength: 32 } }));
    trace.disable();
    context.disable();
    const expected = { names: throughTheServices("Generate"), callerSpanId: spanId };
    await expect.poll(() => path(traceId), { timeout: 10_000 }).toEqual(expected);
  });

  test("a caller that does not keep its trace gets no spans, and a failed call's span says so", async () => {
    const quiet = newTrace({ sampled: false });
    const failing = newTrace({ sampled: true });
    const ask = (traceparent: string, body: object) =>
      fetch(`${http}/v1/generate`, {
        method: "POST",
        headers: { "content-type": "application/json", traceparent },
        body: JSON.stringify(body),
      });
    expect((await ask(quiet.traceparent, { prompt, params: { gen_length: 32 } })).status).toBe(200);
    expect((await ask(failing.traceparent, { prompt: "" })).status).toBe(400);
    await expect.poll(() => collector.trace(failing.traceId).length, { timeout: 10_000 }).toBe(1);
    const [span] = collector.trace(failing.traceId);
    expect(span).toMatchObject({ status: 2, attributes: { "error.type": "INVALID_ARGUMENT" } });
    expect(collector.trace(quiet.traceId)).toEqual([]);
  });
});

test("serve, with its embedded queue, traces the same way, and sends the last spans when it stops", async () => {
  const folder = await mkdtemp(join(tmpdir(), "unmask-tracing-"));
  const served = await serve(join(folder, "data"), { ...otel, OTEL_BSP_SCHEDULE_DELAY: "60000" });
  const { traceId, spanId, traceparent } = newTrace({ sampled: true });
  try {
    await fetch(`http://${served.http}/v1/generate`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent },
      body: JSON.stringify({ prompt, params: { gen_length: 32 } }),
    });
    expect((await served.kill("SIGTERM")).code).toBe(0);
  } finally {
    await served.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
  const { names, callerSpanId } = path(traceId);
  expect(names).toEqual(throughTheServices("POST /v1/generate").map((name) => name.replace(/-\w+(?=:)/, "")));
  expect(callerSpanId).toBe(spanId);
});

test("without a collector, OpenTelemetry's SDK is not even loaded", () => {
  // CommonJS, all of it: what was loaded is in the cache of its loader.
  const loaded = `await Promise.all(["gateway", "scheduler", "worker"].map((name) => import("@unmask/" + name)));
    const { _cache } = (await import("node:module")).default;
    console.log(Object.keys(_cache).filter((path) => path.includes("@opentelemetry/")).join("\\n"));`;
  const cwd = fileURLToPath(new URL("../packages/cli", import.meta.url));
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", loaded], { cwd, encoding: "utf8" });
  expect(stdout).toContain("/@opentelemetry/api/");
  expect(stdout).not.toMatch(/@opentelemetry\/(?!api\/)/);
});
