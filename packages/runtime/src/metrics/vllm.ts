import type { MetricObjectWithValues, MetricValue } from "prom-client";
import { definitions } from "./definitions.js";

/** Type, unit and meaning stay those of the metric on the right. */
export interface VllmName {
  /** As in vLLM's /metrics, without what a histogram or counter appends. */
  readonly name: string;
  readonly from: keyof typeof definitions;
  /** Only the series with these labels. */
  readonly where?: Readonly<Record<string, string>>;
}

/**
 * The names of vLLM whose meaning exists here; KV caches, prefixes and LoRA have none. The names are those of vLLM's
 * docs/usage/metrics.md and, for the diffusion counters, of its vllm/v1/spec_decode/metrics.py.
 */
export const vllmNames: readonly VllmName[] = [
  { name: "vllm:num_requests_running", from: "sequencesRunning" },
  { name: "vllm:num_requests_waiting", from: "queueJobs", where: { state: "waiting" } },
  { name: "vllm:prompt_tokens_total", from: "promptTokens" },
  { name: "vllm:generation_tokens_total", from: "visibleTokens" },
  { name: "vllm:request_success_total", from: "sequencesFinished", where: { outcome: "finished" } },
  { name: "vllm:time_to_first_token_seconds", from: "timeToFirstSettledToken" },
  { name: "vllm:request_queue_time_seconds", from: "queueWait" },
  { name: "vllm:e2e_request_latency_seconds", from: "generationDuration" },
  { name: "vllm:iteration_tokens_total", from: "batchTokens" },
  { name: "vllm:diffusion_num_denoising_steps_total", from: "sequenceSteps" },
  { name: "vllm:diffusion_num_canvas_positions_total", from: "candidates" },
  { name: "vllm:diffusion_num_committed_tokens_total", from: "committedTokens" },
];

type Series = MetricValue<string> & { readonly metricName?: string };

/**
 * The same numbers under vLLM's names, in Prometheus' text format. Every series has vLLM's label `model_name`: its own
 * model, or the process's first where it has none. Classes are summed up, since vLLM's dashboards and scalers expect one
 * series for each model.
 */
export function vllmText(metrics: readonly MetricObjectWithValues<MetricValue<string>>[]): string {
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const served = byName.get(definitions.models.name)?.values[0]?.labels.model ?? "";
  return vllmNames
    .map(({ name, from, where = {} }) => {
      const source = byName.get(definitions[from].name);
      const sums = new Map<string, number>();
      for (const { metricName, labels, value } of (source?.values ?? []) as Series[]) {
        if (Object.entries(where).some(([label, wanted]) => labels[label] !== wanted)) continue;
        const suffix = metricName?.slice(definitions[from].name.length) ?? "";
        const le = labels.le === undefined ? "" : `le="${labels.le}",`;
        const key = `${name}${suffix}{${le}model_name="${escaped(String(labels.model ?? served))}"}`;
        sums.set(key, (sums.get(key) ?? 0) + value);
      }
      const lines = [...sums].map(([key, sum]) => `${key} ${sum}\n`).join("");
      return `# HELP ${name} ${definitions[from].help}\n# TYPE ${name} ${definitions[from].kind}\n${lines}`;
    })
    .join("");
}

function escaped(label: string): string {
  return label.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}
