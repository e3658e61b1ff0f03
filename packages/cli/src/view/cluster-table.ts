import type { Cluster } from "@unmask/client";

const barWidth = 10;

/** The cluster as lines of text: a summary, then a worker each. */
export function clusterTable({ waiting, running, workers }: Cluster): string[] {
  const sum = (value: (worker: Cluster["workers"][number]) => number) =>
    workers.reduce((total, w) => total + value(w), 0);
  const summary = [
    `${workers.length} worker${workers.length === 1 ? "" : "s"}`,
    `${running} running`,
    `${waiting} waiting`,
    `${sum((w) => w.sequenceStepsPerSecond).toFixed(0)} sequence-steps/s`,
    `${sum((w) => w.tokensPerSecond).toFixed(0)} tokens/s through the model`,
  ].join(" · ");
  if (workers.length === 0) return [summary];
  const header = ["worker", "scheduler", "model", "device", "busy", "batches", "steps/s", "rows a step", "tokens/s"];
  const rows = workers.map((w) => [
    w.id,
    w.schedulerId,
    w.model,
    w.device,
    `${"█".repeat(Math.round(w.busy * barWidth)).padEnd(barWidth, "░")} ${(100 * w.busy).toFixed(0).padStart(3)} %`,
    String(w.batchesInFlight),
    w.stepsPerSecond.toFixed(1),
    (w.stepsPerSecond > 0 ? w.sequenceStepsPerSecond / w.stepsPerSecond : 0).toFixed(1),
    w.tokensPerSecond.toFixed(0),
  ]);
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd();
  return [summary, "", line(header), ...rows.map(line)];
}
