import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Definitions, definitions, type LabelValues, type MetricDefinition } from "./definitions.js";
import { vllmText } from "./vllm.js";

type Label<L extends LabelValues> = Extract<keyof L, string>;

type Built<D extends MetricDefinition> = D["kind"] extends "counter"
  ? Counter<Label<D["labels"]>>
  : D["kind"] extends "gauge"
    ? Gauge<Label<D["labels"]>>
    : Histogram<Label<D["labels"]>>;

/** What this process measures. Labels come from closed or configured sets only, never from what a request says. */
export type Metrics = { readonly [K in keyof Definitions]: Built<Definitions[K]> } & {
  readonly registry: Registry;
  /** HTTP's content type of {@link text}. */
  readonly contentType: string;
  /** Everything, as Prometheus reads it. */
  text(): Promise<string>;
};

export const metricsCompatibilities = ["none", "vllm"] as const;
export type MetricsCompatibility = (typeof metricsCompatibilities)[number];

export interface MetricsOptions {
  /** "vllm" adds the names that vLLM gives to what means the same here. Default "none". */
  readonly compat?: MetricsCompatibility | undefined;
}

/**
 * A registry with every metric of Unmask and the process's own. Each call makes a new one, so that tests and embedded
 * clusters do not share counts. Series whose labels are known beforehand exist from the start, at 0: a rate or an alert
 * over something that never happened is 0 and not absent.
 */
export function createMetrics({ compat = "none" }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const built = Object.fromEntries(
    Object.entries<MetricDefinition>(definitions).map(([key, definition]) => [key, build(definition, registry)]),
  ) as unknown as { [K in keyof Definitions]: Built<Definitions[K]> };
  built.buildInfo.set({ version: ownVersion(), node: process.version }, 1);
  measureEventLoop(built.eventLoopLag);
  return {
    ...built,
    registry,
    contentType: registry.contentType,
    async text() {
      const own = await registry.metrics();
      return compat === "vllm" ? `${own}${vllmText(await registry.getMetricsAsJSON())}` : own;
    },
  };
}

function build({ kind, name, help, labels, buckets = [] }: MetricDefinition, registry: Registry) {
  const config = { name, help, labelNames: Object.keys(labels), registers: [registry] };
  switch (kind) {
    case "counter": {
      const metric = new Counter(config);
      for (const values of knownLabels(labels)) metric.inc(values, 0);
      return metric;
    }
    case "gauge": {
      const metric = new Gauge(config);
      for (const values of knownLabels(labels)) metric.set(values, 0);
      return metric;
    }
    case "histogram": {
      const metric = new Histogram({ ...config, buckets: [...buckets] });
      for (const values of knownLabels(labels)) metric.zero(values);
      return metric;
    }
    default:
      return kind satisfies never;
  }
}

/** Every combination of the labels' values; none where one of them is open. */
function knownLabels(labels: LabelValues): Record<string, string>[] {
  let combinations: Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    if (typeof values === "string") return [];
    combinations = combinations.flatMap((known) => values.map((value) => ({ ...known, [label]: value })));
  }
  return combinations;
}

/**
 * Has `measure` called at every scrape, before the metric is read: for what is only known by asking, or is added
 * up elsewhere. Its failure leaves the
 * last value; the others of the scrape still come.
 */
export function onScrape(metric: Gauge<string> | Counter<string>, measure: () => void | Promise<void>): void {
  // prom-client calls this.
  Object.assign(metric, {
    collect: () =>
      Promise.resolve()
        .then(measure)
        .catch(() => {}),
  });
}

const resolutionMs = 10;

function measureEventLoop(lag: Gauge): void {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  onScrape(lag, () => {
    // A sample is the time between two looks, so a loop that is never late gives the resolution.
    lag.set(Math.max(0, delay.max / 1e9 - resolutionMs / 1e3));
    delay.reset();
  });
}

function ownVersion(): string {
  const file = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}
