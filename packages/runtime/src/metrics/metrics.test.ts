import { expect, test } from "vitest";
import { definitions, type MetricDefinition } from "./definitions.js";
import { createMetrics } from "./metrics.js";
import { metricsReference } from "./reference.js";

test("the registry shows what was counted by its documented name, and the process's own", async () => {
  const metrics = createMetrics();
  metrics.steps.inc({ model: "pebble" });
  metrics.stepDuration.observe({ phase: "forward" }, 0.02);
  metrics.batchRows.observe(4);
  metrics.sequencesRunning.set(2);
  const text = await metrics.text();
  for (const line of [
    'unmask_steps_total{model="pebble"} 1',
    'unmask_step_duration_seconds_count{phase="forward"} 1',
    'unmask_batch_rows_bucket{le="4"} 1',
    "unmask_sequences_running 2",
    "process_cpu_seconds_total",
  ])
    expect(text).toContain(line);
});

test("what never happened is 0 and not absent, wherever its labels are known", async () => {
  const text = await createMetrics().text();
  expect(text).toContain('unmask_step_retries_total{reason="worker_lost"} 0');
  expect(text).toContain('unmask_generation_duration_seconds_count{class="interactive"} 0');
  expect(text).toContain('unmask_queue_jobs{state="waiting"} 0');
  expect(text).toContain("unmask_last_step_timestamp_seconds 0");
});

test("two registries in one process share no counts", async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.batchRows.observe(5);
  expect(await other.text()).toContain("unmask_batch_rows_count 0");
});

test("names have the prefix, counters end in _total, times are in seconds, no label is a request's", () => {
  const all = Object.values<MetricDefinition>(definitions);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, kind, labels, help } of all) {
    expect(name).toMatch(/^unmask_[a-z0-9_]+$/);
    expect(name.endsWith("_total")).toBe(kind === "counter");
    expect(name).not.toMatch(/(_ms|_milliseconds|_minutes)$/);
    expect(help).toMatch(/\.$|\d$|build this is\.$/);
    for (const label of Object.keys(labels)) expect(label).not.toMatch(/request|tenant|worker|job|sequence/);
  }
});

test("the reference has a row for each metric", () => {
  const text = metricsReference();
  for (const { name } of Object.values(definitions)) expect(text).toContain(`| \`${name}\` |`);
});

test("vLLM's names carry the same numbers, one series for each model", async () => {
  const metrics = createMetrics({ compat: "vllm" });
  metrics.models.set({ model: "pebble" }, 1);
  metrics.sequencesRunning.set(3);
  metrics.queueJobs.set({ state: "waiting" }, 7);
  metrics.queueJobs.set({ state: "active" }, 3);
  metrics.sequenceSteps.inc({ model: "pebble" }, 12);
  metrics.generationDuration.observe({ class: "interactive" }, 0.2);
  metrics.generationDuration.observe({ class: "batch" }, 20);
  const text = await metrics.text();
  for (const line of [
    'vllm:num_requests_running{model_name="pebble"} 3',
    'vllm:num_requests_waiting{model_name="pebble"} 7',
    'vllm:diffusion_num_denoising_steps_total{model_name="pebble"} 12',
    "# TYPE vllm:e2e_request_latency_seconds histogram",
    'vllm:e2e_request_latency_seconds_bucket{le="0.25",model_name="pebble"} 1',
    'vllm:e2e_request_latency_seconds_count{model_name="pebble"} 2',
  ])
    expect(text).toContain(line);
  expect(await createMetrics().text()).not.toContain("vllm:");
});
