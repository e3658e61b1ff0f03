import { DashboardBuilder, RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

/** One graph: its title, unit, and a query for each group of lines. */
interface Graph {
  readonly title: string;
  readonly unit: string;
  readonly why: string;
  /** Legend → PromQL; `$__rate_interval` is Grafana's. */
  readonly queries: Readonly<Record<string, string>>;
}

const rate = (metric: string, by = "") => `sum${by && ` by (${by})`} (rate(${metric}[$__rate_interval]))`;
const ratio = (above: string, below: string) => `${rate(above)} / ${rate(below)}`;
const quantile = (q: number, histogram: string, by = "") =>
  `histogram_quantile(${q}, sum by (${["le", by].filter(Boolean).join(", ")}) (rate(${histogram}_bucket[$__rate_interval])))`;

const stats: readonly Graph[] = [
  { title: "Steps per second", unit: "ops", why: "", queries: { steps: rate("unmask_steps_total") } },
  {
    title: "Visible tokens per second",
    unit: "ops",
    why: "Of finished answers, without their ends and what stands behind those.",
    queries: { tokens: rate("unmask_visible_tokens_total") },
  },
  { title: "Running", unit: "none", why: "", queries: { running: "sum(unmask_sequences_running)" } },
  // Every scheduler sees the same queue.
  { title: "Waiting", unit: "none", why: "", queries: { waiting: 'max(unmask_queue_jobs{state="waiting"})' } },
  { title: "Workers", unit: "none", why: "Attached to one scheduler.", queries: { workers: "max(unmask_workers)" } },
];

const rows: Readonly<Record<string, readonly Graph[]>> = {
  Throughput: [
    {
      title: "Steps per second of the cluster",
      unit: "ops",
      why: "A step batch is one forward pass of a worker; a sequence's step is one row of it.",
      queries: { "step batches": rate("unmask_steps_total"), "sequences' steps": rate("unmask_sequence_steps_total") },
    },
    {
      title: "Steps per second of each device",
      unit: "ops",
      why: "As the workers count them.",
      queries: { "{{instance}} {{device}}": rate("unmask_worker_batches_total", "instance, device") },
    },
    {
      title: "A step's time by phase, mean",
      unit: "s",
      why: "Long waits with busy workers mean full pipelines; long waits with idle ones mean a slow network.",
      queries: {
        "{{phase}}": `${rate("unmask_step_duration_seconds_sum", "phase")} / ${rate("unmask_step_duration_seconds_count", "phase")}`,
      },
    },
    {
      title: "Forward, p50 and p99",
      unit: "s",
      why: "",
      queries: {
        p50: quantile(0.5, "unmask_step_duration_seconds", "phase").replace("_bucket[", '_bucket{phase="forward"}['),
        p99: quantile(0.99, "unmask_step_duration_seconds", "phase").replace("_bucket[", '_bucket{phase="forward"}['),
      },
    },
  ],
  "Occupancy and padding": [
    {
      title: "Share of time that engines compute",
      unit: "percentunit",
      why: "Near 1 the devices are the limit; low with requests waiting, something else is.",
      queries: { "{{instance}} {{device}}": rate("unmask_worker_busy_seconds_total", "instance, device") },
    },
    {
      title: "Rows and tokens of a batch, mean",
      unit: "none",
      why: "",
      queries: {
        rows: ratio("unmask_batch_rows_sum", "unmask_batch_rows_count"),
        tokens: ratio("unmask_batch_tokens_sum", "unmask_batch_tokens_count"),
      },
    },
    {
      title: "Padding waste",
      unit: "percentunit",
      why: "Share of a batch's tokens that only fill rows up to the longest one.",
      queries: {
        padding: ratio('unmask_batch_tokens_by_kind_total{kind="padding"}', "unmask_batch_tokens_by_kind_total"),
      },
    },
  ],
  "Queue and latency": [
    {
      title: "Jobs",
      unit: "none",
      why: "",
      queries: { "{{state}}": "max by (state) (unmask_queue_jobs)" },
    },
    {
      title: "Waiting jobs by class",
      unit: "none",
      why: "",
      queries: { "{{class}}": "max by (class) (unmask_queue_waiting_jobs)" },
    },
    {
      title: "Tokens that wait for a worker",
      unit: "none",
      why: "What the workers' autoscaling goes by.",
      queries: { tokens: "sum(unmask_waiting_tokens)" },
    },
    {
      title: "Wait in the queue by class, p99",
      unit: "s",
      why: "",
      queries: { "{{class}}": quantile(0.99, "unmask_queue_wait_seconds", "class") },
    },
    {
      title: "First commit and first settled token, p50",
      unit: "s",
      why: "",
      queries: {
        "first commit, {{class}}": quantile(0.5, "unmask_time_to_first_commit_seconds", "class"),
        "first settled token, {{class}}": quantile(0.5, "unmask_time_to_first_settled_token_seconds", "class"),
      },
    },
    {
      title: "Submission to last commit by class, p99",
      unit: "s",
      why: "",
      queries: { "{{class}}": quantile(0.99, "unmask_generation_duration_seconds", "class") },
    },
    {
      title: "Requests by code",
      unit: "reqps",
      why: "",
      queries: { "{{code}}": rate("unmask_requests_total", "code") },
    },
  ],
  "Decoding quality": [
    {
      title: "Tokens per forward",
      unit: "none",
      why: "Committed tokens of a model row: what a decoding strategy gains. Guidance halves it.",
      queries: {
        "{{model}}": `${rate("unmask_committed_tokens_total", "model")} / ${rate("unmask_forwards_total", "model")}`,
      },
    },
    {
      title: "Tokens per forward of finished answers",
      unit: "none",
      why: "Visible ones: the median, and what nine in ten have at least.",
      queries: {
        "median, {{model}}": quantile(0.5, "unmask_tokens_per_forward", "model"),
        "nine in ten, {{model}}": quantile(0.1, "unmask_tokens_per_forward", "model"),
      },
    },
    {
      title: "Share of candidates committed",
      unit: "percentunit",
      why: "",
      queries: {
        "{{model}}": `${rate("unmask_committed_tokens_total", "model")} / ${rate("unmask_candidates_total", "model")}`,
      },
    },
    {
      title: "Positions forwarded per second",
      unit: "ops",
      why: "",
      queries: { "{{model}}": rate("unmask_positions_forwarded_total", "model") },
    },
  ],
  Workers: [
    { title: "Attached", unit: "none", why: "", queries: { "{{instance}}": "sum by (instance) (unmask_workers)" } },
    {
      title: "Age of the last step",
      unit: "s",
      why: "Of each device; a worker that never ran one is left out.",
      queries: { "{{instance}} {{device}}": "time() - (unmask_worker_last_step_timestamp_seconds > 0)" },
    },
    {
      title: "Rows per second",
      unit: "ops",
      why: "",
      queries: { "{{instance}} {{device}}": rate("unmask_worker_rows_total", "instance, device") },
    },
    {
      title: "Event loop lag",
      unit: "s",
      why: "Longest since the last scrape.",
      queries: { "{{instance}}": "max by (instance) (unmask_event_loop_lag_seconds)" },
    },
  ],
  Faults: [
    {
      title: "Retries",
      unit: "ops",
      why: "Step batches sent again; each costs one step.",
      queries: { "{{reason}}": rate("unmask_step_retries_total", "reason") },
    },
    {
      title: "Stalls",
      unit: "ops",
      why: "",
      queries: { "{{kind}}": rate("unmask_stalls_total", "kind") },
    },
    {
      title: "Hedges, quarantines and engine restarts",
      unit: "ops",
      why: "",
      queries: {
        hedges: rate("unmask_hedges_total"),
        quarantines: rate("unmask_worker_quarantines_total"),
        "engine restarts": rate("unmask_engine_restarts_total"),
      },
    },
    {
      title: "Refused requests by code",
      unit: "reqps",
      why: "",
      queries: { "{{code}}": rate("unmask_rejections_total", "code") },
    },
    {
      title: "Sequences that ended otherwise than finished",
      unit: "ops",
      why: "",
      queries: { "{{outcome}}": rate('unmask_sequences_finished_total{outcome!="finished"}', "outcome") },
    },
  ],
};

/** Where Grafana finds Prometheus; provisioning gives the data source this id. */
const datasource = { type: "prometheus", uid: "prometheus" };

function targets({ queries }: Graph): DataqueryBuilder[] {
  return Object.entries(queries).map(([legend, expr], i) =>
    new DataqueryBuilder()
      .expr(expr)
      .legendFormat(legend)
      .refId(String.fromCharCode(65 + i)),
  );
}

/** Grafana's JSON of the one dashboard, "Unmask". */
export function dashboard(): string {
  const builder = new DashboardBuilder("Unmask")
    .uid("unmask")
    .tags(["unmask"])
    .refresh("10s")
    .time({ from: "now-30m", to: "now" })
    .timezone("browser");
  for (const stat of stats) {
    const panel = new StatBuilder().title(stat.title).unit(stat.unit).datasource(datasource).height(4).span(4);
    for (const target of targets(stat)) panel.withTarget(target);
    builder.withPanel(panel);
  }
  for (const [title, graphs] of Object.entries(rows)) {
    builder.withRow(new RowBuilder(title));
    for (const graph of graphs) {
      const panel = new TimeseriesBuilder()
        .title(graph.title)
        .description(graph.why)
        .unit(graph.unit)
        .min(0)
        .datasource(datasource)
        .height(8)
        .span(8);
      for (const target of targets(graph)) panel.withTarget(target);
      builder.withPanel(panel);
    }
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`;
}

/** Every query of the dashboard with its panel's title. */
export function panelQueries(): { readonly panel: string; readonly expr: string }[] {
  return [...stats, ...Object.values(rows).flat()].flatMap(({ title, queries }) =>
    Object.values(queries).map((expr) => ({ panel: title, expr })),
  );
}
