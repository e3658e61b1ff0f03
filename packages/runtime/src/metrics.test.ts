import { expect, test } from "vitest";
import { createMetrics } from "./metrics.js";

test("the registry shows every metric by its documented name, and the process's own", async () => {
  const metrics = createMetrics();
  metrics.steps.inc({ model: "pebble" });
  metrics.sequenceSteps.inc({ model: "pebble" }, 4);
  metrics.stepDuration.observe({ phase: "forward" }, 0.02);
  metrics.batchRows.observe(4);
  metrics.batchTokens.observe(256);
  metrics.committedTokens.inc(9);
  metrics.sequencesRunning.set(2);
  metrics.sequencesFinished.inc({ outcome: "stop" });
  metrics.stepRetries.inc({ reason: "lost" });
  metrics.workers.set(1);
  metrics.requests.inc({ method: "Generate", code: "OK" });
  const text = await metrics.registry.metrics();
  for (const line of [
    'unmask_steps_total{model="pebble"} 1',
    'unmask_sequence_steps_total{model="pebble"} 4',
    'unmask_step_duration_seconds_count{phase="forward"} 1',
    'unmask_batch_rows_bucket{le="4"} 1',
    'unmask_batch_tokens_bucket{le="256"} 1',
    "unmask_committed_tokens_total 9",
    "unmask_sequences_running 2",
    'unmask_sequences_finished_total{outcome="stop"} 1',
    'unmask_step_retries_total{reason="lost"} 1',
    "unmask_workers 1",
    'unmask_requests_total{method="Generate",code="OK"} 1',
    "process_cpu_seconds_total",
  ])
    expect(text).toContain(line);
});

test("two registries in one process share no counts", async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.committedTokens.inc(5);
  expect(await other.registry.metrics()).toContain("unmask_committed_tokens_total 0");
});
