/** Every metric of Unmask, in one table: the registry, docs/metrics.md and the tests of dashboards and alerts read it. */

/** Label → its values; text where they are not known beforehand, but bounded by the configuration. */
export type LabelValues = Readonly<Record<string, readonly string[] | string>>;

export interface MetricDefinition<L extends LabelValues = LabelValues> {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly name: string;
  readonly help: string;
  readonly labels: L;
  /** Of a histogram, ascending. */
  readonly buckets?: readonly number[];
}

/** As the scheduler ranks them, the most urgent first. */
const priorityClass = ["interactive", "standard", "batch"] as const;
const model = "as requests name it";
const device = 'such as "cpu" or "cuda:0"';

/** Seconds; a small model's step on a CPU takes a few milliseconds, an 8B model's up to seconds. */
const stepSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds; of a whole request. */
const requestSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const tokensPerForward = [0.125, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 32];
const rowCounts = [1, 2, 4, 8, 16, 32, 64, 128];
const tokenCounts = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];

function counter<const L extends LabelValues>(name: string, help: string, labels: L) {
  return { kind: "counter", name, help, labels } as const;
}

function gauge<const L extends LabelValues>(name: string, help: string, labels: L) {
  return { kind: "gauge", name, help, labels } as const;
}

function histogram<const L extends LabelValues>(name: string, help: string, labels: L, buckets: readonly number[]) {
  return { kind: "histogram", name, help, labels, buckets } as const;
}

export const definitions = {
  // Steps, as the scheduler sees them.
  steps: counter("unmask_steps_total", "Step batches done.", { model }),
  sequenceSteps: counter("unmask_sequence_steps_total", "Denoising steps done, once for each sequence.", { model }),
  forwards: counter("unmask_forwards_total", "Model rows run by steps that were done; a guided sequence has two.", {
    model,
  }),
  positionsForwarded: counter("unmask_positions_forwarded_total", "Tokens of those model rows, without padding.", {
    model,
  }),
  candidates: counter("unmask_candidates_total", "Masked positions that those steps predicted.", { model }),
  committedTokens: counter("unmask_committed_tokens_total", "Tokens committed to answers.", { model }),
  visibleTokens: counter(
    "unmask_visible_tokens_total",
    "Tokens of finished answers that somebody sees: those before the first end token or stop text (a scheduler without " +
      "UNMASK_MODEL does not see stop texts).",
    { model },
  ),
  tokensPerForward: histogram(
    "unmask_tokens_per_forward",
    "Visible tokens of a finished answer for each model row that it took: what a decoding strategy gains.",
    { model },
    tokensPerForward,
  ),
  stepDuration: histogram(
    "unmask_step_duration_seconds",
    "Time of a step batch by phase: wait (sent, not yet in the engine), pack (rows to tensors), forward (the graph, its " +
      "sampler head included), sample (numbers to predictions), commit (from its result to the next step).",
    { phase: ["wait", "pack", "forward", "sample", "commit"] },
    stepSeconds,
  ),
  batchRows: histogram("unmask_batch_rows", "Model rows of a step batch.", {}, rowCounts),
  batchTokens: histogram("unmask_batch_tokens", "Tokens of a step batch, padding included.", {}, tokenCounts),
  batchTokenKinds: counter(
    "unmask_batch_tokens_by_kind_total",
    "Tokens of step batches: real ones, and padding up to the batch's longest row.",
    { kind: ["real", "padding"] },
  ),
  lastStep: gauge("unmask_last_step_timestamp_seconds", "When a step batch was last done, 0 before the first.", {}),

  // Requests, as the scheduler sees them.
  queueJobs: gauge("unmask_queue_jobs", "Jobs in the queue; active ones are being decoded.", {
    state: ["waiting", "active"],
  }),
  queueWaitingJobs: gauge(
    "unmask_queue_waiting_jobs",
    "Jobs that wait in the queue, by class; handed_back are those that a scheduler returned, first whatever their class.",
    { class: [...priorityClass, "handed_back"] },
  ),
  waitingTokens: gauge(
    "unmask_waiting_tokens",
    "Tokens of the model rows whose next step waits for a worker; what autoscaling goes by.",
    {},
  ),
  sequencesRunning: gauge("unmask_sequences_running", "Sequences being decoded.", {}),
  sequencesFinished: counter("unmask_sequences_finished_total", "Sequences that ended, by outcome.", {
    outcome: ["finished", "cancelled", "handed_back", "lost", "failed"],
  }),
  promptTokens: counter("unmask_prompt_tokens_total", "Prompt tokens of sequences that were finished.", { model }),
  queueWait: histogram(
    "unmask_queue_wait_seconds",
    "From submission to the first step's dispatch.",
    { class: priorityClass },
    requestSeconds,
  ),
  timeToFirstCommit: histogram(
    "unmask_time_to_first_commit_seconds",
    "From submission to the first committed token, anywhere in the answer.",
    { class: priorityClass },
    requestSeconds,
  ),
  timeToFirstSettledToken: histogram(
    "unmask_time_to_first_settled_token_seconds",
    "From submission to the answer's first token being committed: from here on its text can be read from the left. A " +
      "remasking strategy may still change it.",
    { class: priorityClass },
    requestSeconds,
  ),
  generationDuration: histogram(
    "unmask_generation_duration_seconds",
    "From submission to the last commit.",
    { class: priorityClass },
    requestSeconds,
  ),

  // Faults.
  stepRetries: counter("unmask_step_retries_total", "Step batches sent again, by reason.", {
    reason: ["worker_lost", "failed", "nonsense"],
  }),
  hedges: counter("unmask_hedges_total", "Late step batches sent to a second worker.", {}),
  quarantines: counter("unmask_worker_quarantines_total", "Times a worker was taken out of work for a fault.", {}),
  stalls: counter(
    "unmask_stalls_total",
    "What stood still: a worker silent past its lease, an engine whose run took too long and was killed, a job whose " +
      "holder stopped and that went back to the queue.",
    { kind: ["worker", "engine", "job"] },
  ),
  engineRestarts: counter("unmask_engine_restarts_total", "Engine processes that ended and were started again.", {}),

  // Workers.
  workers: gauge("unmask_workers", "Workers attached to this scheduler.", {}),
  workerBatches: counter("unmask_worker_batches_total", "Step batches that this worker ran.", { device }),
  workerRows: counter("unmask_worker_rows_total", "Sequences' rows that this worker ran.", { device }),
  workerBusy: counter("unmask_worker_busy_seconds_total", "Time that this worker's engine computed.", { device }),
  workerLastStep: gauge("unmask_worker_last_step_timestamp_seconds", "When this worker last ran a batch, 0 before.", {
    device,
  }),
  workerAttachments: gauge("unmask_worker_attachments", "Schedulers that this worker is attached to.", {}),

  // The gateway.
  requests: counter("unmask_requests_total", "Requests answered, by method and status code.", {
    method: "a method of the API",
    code: "a status code of gRPC",
  }),
  rejections: counter("unmask_rejections_total", "Requests that were refused, by status code.", {
    code: [
      "INVALID_ARGUMENT",
      "NOT_FOUND",
      "UNAUTHENTICATED",
      "PERMISSION_DENIED",
      "RESOURCE_EXHAUSTED",
      "UNAVAILABLE",
    ],
  }),
  requestDuration: histogram(
    "unmask_request_duration_seconds",
    "From a request's arrival at the gateway to its answer's end, answered or refused.",
    { method: "a method of the API" },
    requestSeconds,
  ),

  // The process.
  eventLoopLag: gauge(
    "unmask_event_loop_lag_seconds",
    "Longest delay of the process's event loop since the last scrape.",
    {},
  ),
  models: gauge("unmask_model_info", "1 for each model that this process serves or has workers for.", { model }),
  buildInfo: gauge("unmask_build_info", "1; which build this is.", {
    version: "of Unmask",
    node: "version of Node.js",
  }),
} as const satisfies Record<string, MetricDefinition>;

export type Definitions = typeof definitions;
