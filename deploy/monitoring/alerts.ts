import { stringify } from "yaml";

/** One side of an alert: it holds while `expr` compares so. */
export interface Condition {
  readonly expr: string;
  readonly is: ">" | "<" | "==";
  readonly value: number;
}

export interface Alert {
  /** Also the heading of its runbook in docs/runbooks.md. */
  readonly name: string;
  readonly severity: "critical" | "warning";
  readonly for: string;
  /** All of them. Their labels are the alert's, so those of several conditions must be the same. */
  readonly when: readonly Condition[];
  readonly summary: string;
}

/** The objective that the latency alert watches, seconds; an operator changes it here or silences the alert. */
const p99Seconds = 60;

export const alerts: readonly Alert[] = [
  {
    name: "UnmaskNoSteps",
    severity: "critical",
    for: "2m",
    when: [
      { expr: 'sum(unmask_sequences_running) + max(unmask_queue_jobs{state="waiting"})', is: ">", value: 0 },
      { expr: "sum(rate(unmask_steps_total[2m]))", is: "==", value: 0 },
    ],
    summary: "Requests wait and no step is done.",
  },
  {
    name: "UnmaskNotConsumed",
    severity: "critical",
    for: "2m",
    when: [
      { expr: 'max(unmask_queue_jobs{state="waiting"})', is: ">", value: 0 },
      { expr: "sum(unmask_workers)", is: "==", value: 0 },
    ],
    summary: "Jobs wait in the queue and no worker is attached.",
  },
  {
    name: "UnmaskWorkerSilent",
    severity: "warning",
    for: "5m",
    when: [
      { expr: "max by (instance) (time() - (unmask_worker_last_step_timestamp_seconds > 0))", is: ">", value: 300 },
      { expr: "sum(unmask_waiting_tokens)", is: ">", value: 0 },
    ],
    summary: "Steps wait, and a worker has run none for five minutes.",
  },
  {
    name: "UnmaskQueueGrowing",
    severity: "warning",
    for: "10m",
    when: [
      { expr: 'max(unmask_queue_jobs{state="waiting"})', is: ">", value: 100 },
      { expr: 'max(delta(unmask_queue_jobs{state="waiting"}[10m]))', is: ">", value: 0 },
    ],
    summary: "More than 100 jobs wait, and their number grows.",
  },
  {
    name: "UnmaskSlow",
    severity: "warning",
    for: "10m",
    when: [
      {
        expr: 'histogram_quantile(0.99, sum by (le) (rate(unmask_generation_duration_seconds_bucket{class!="batch"}[10m])))',
        is: ">",
        value: p99Seconds,
      },
    ],
    summary: `One answer in a hundred takes longer than ${p99Seconds} seconds; batch jobs do not count.`,
  },
  {
    name: "UnmaskPaddingWaste",
    severity: "warning",
    for: "30m",
    when: [
      {
        expr: 'sum(rate(unmask_batch_tokens_by_kind_total{kind="padding"}[10m])) / sum(rate(unmask_batch_tokens_by_kind_total[10m]))',
        is: ">",
        value: 0.4,
      },
    ],
    summary: "More than 40 % of what workers compute is padding.",
  },
  {
    name: "UnmaskStalls",
    severity: "warning",
    for: "0m",
    when: [{ expr: "sum(increase(unmask_stalls_total[15m]))", is: ">", value: 10 }],
    summary: "Workers, engines or the holders of jobs stood still more than 10 times in 15 minutes.",
  },
  {
    name: "UnmaskRetries",
    severity: "warning",
    for: "10m",
    when: [
      {
        expr: "sum(rate(unmask_step_retries_total[10m])) / sum(rate(unmask_steps_total[10m]))",
        is: ">",
        value: 0.05,
      },
    ],
    summary: "More than one step batch in twenty is sent again.",
  },
  {
    name: "UnmaskFailures",
    severity: "critical",
    for: "5m",
    when: [{ expr: 'sum(rate(unmask_sequences_finished_total{outcome=~"failed|lost"}[5m]))', is: ">", value: 0.1 }],
    summary: "Accepted requests fail.",
  },
];

/** Prometheus' rule file. */
export function alertRules(): string {
  const rules = alerts.map(({ name, severity, for: held, when, summary }) => ({
    alert: name,
    expr: when.map(({ expr, is, value }) => `(${expr}) ${is} ${value}`).join("\nand on ()\n"),
    for: held,
    labels: { severity },
    annotations: {
      summary,
      runbook_url: `docs/runbooks.md#${name.toLowerCase()}`,
    },
  }));
  const head = "# Written by `npm run artefacts` from deploy/monitoring/alerts.ts; CI checks that it is current.\n";
  return head + stringify({ groups: [{ name: "unmask", rules }] }, { lineWidth: 0 });
}
