import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What this process measures. Labels come from closed or configured sets only, never from what a request says. */
export interface Metrics {
  readonly registry: Registry;
  /** Step batches done. */
  readonly steps: Counter<"model">;
  /** Denoising steps done, counted once for each sequence in a batch. */
  readonly sequenceSteps: Counter<"model">;
  /** Seconds. wait: until a worker had the batch; forward: on the worker; commit: from its result to the next step. */
  readonly stepDuration: Histogram<"phase">;
  /** Model rows of a step batch; a guided sequence has two. */
  readonly batchRows: Histogram;
  /** Tokens of a step batch, padding included. */
  readonly batchTokens: Histogram;
  readonly committedTokens: Counter;
  readonly sequencesRunning: Gauge;
  readonly sequencesFinished: Counter<"outcome">;
  readonly stepRetries: Counter<"reason">;
  /** Late batches that were sent to a second worker. */
  readonly hedges: Counter;
  readonly quarantines: Counter;
  readonly workers: Gauge;
  readonly requests: Counter<"method" | "code">;
}

/** Seconds; a small model's step on a CPU takes a few milliseconds, an 8B model's up to seconds. */
const stepSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const rows = [1, 2, 4, 8, 16, 32, 64, 128];
const tokens = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];

/**
 * A registry with every metric of Unmask and the process's own. Each call makes a new one, so that tests and embedded
 * clusters do not share counts.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name, help, labelNames: [...labelNames], registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    registry,
    steps: counter("unmask_steps_total", "Step batches done.", ["model"]),
    sequenceSteps: counter("unmask_sequence_steps_total", "Denoising steps done, once for each sequence.", ["model"]),
    stepDuration: new Histogram({
      name: "unmask_step_duration_seconds",
      help: "Time of a step batch by phase: wait for a worker, forward on it, commit of its result.",
      labelNames: ["phase"],
      buckets: stepSeconds,
      registers,
    }),
    batchRows: new Histogram({
      name: "unmask_batch_rows",
      help: "Model rows of a step batch.",
      buckets: rows,
      registers,
    }),
    batchTokens: new Histogram({
      name: "unmask_batch_tokens",
      help: "Tokens of a step batch, padding included.",
      buckets: tokens,
      registers,
    }),
    committedTokens: counter("unmask_committed_tokens_total", "Tokens committed to answers."),
    sequencesRunning: gauge("unmask_sequences_running", "Sequences being decoded."),
    sequencesFinished: counter("unmask_sequences_finished_total", "Sequences that ended, by outcome.", ["outcome"]),
    stepRetries: counter("unmask_step_retries_total", "Step batches sent again, by reason.", ["reason"]),
    hedges: counter("unmask_hedges_total", "Late step batches sent to a second worker."),
    quarantines: counter("unmask_worker_quarantines_total", "Times a worker was taken out of work for a fault."),
    workers: gauge("unmask_workers", "Workers attached."),
    requests: counter("unmask_requests_total", "Requests answered, by method and status code.", ["method", "code"]),
  };
}
