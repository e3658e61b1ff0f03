import type { Cluster } from "@unmask/client";

const barWidth = 10;

/** The cluster as lines of text: a summary, then a worker each, then a sequence each. */
export function clusterTable({ waiting, running, workers, sequences }: Cluster): string[] {
  const sum = (value: (worker: Cluster["workers"][number]) => number) =>
    workers.reduce((total, w) => total + value(w), 0);
  const summary = [
    `${workers.length} worker${workers.length === 1 ? "" : "s"}`,
    `${running} running`,
    `${waiting} waiting`,
    `${sum((w) => w.sequenceStepsPerSecond).toFixed(0)} sequence-steps/s`,
    `${sum((w) => w.tokensPerSecond).toFixed(0)} positions/s`,
  ].join(" · ");
  const lines = [summary];
  if (workers.length > 0) lines.push("", ...workersTable(workers));
  if (sequences.length > 0) lines.push("", ...sequencesTable(sequences));
  if (sequences.length < running) lines.push(`… ${running - sequences.length} more`);
  return lines;
}

function workersTable(workers: Cluster["workers"]): string[] {
  const header = ["worker", "scheduler", "model", "device", "busy", "batches", "steps/s", "rows a step", "positions/s"];
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
  return table(header, rows);
}

function sequencesTable(sequences: Cluster["sequences"]): string[] {
  const header = ["sequence", "scheduler", "model", "class", "age", "step", "tokens", "worker"];
  const rows = sequences.map((s) => [
    s.jobId || "another's",
    s.schedulerId,
    s.model,
    s.priority,
    `${(s.ageMs / 1000).toFixed(1)} s`,
    `${s.step}/${s.steps}`,
    `${s.tokens}/${s.length}`,
    s.workerIds.length === 0 ? "waits" : s.workerIds.join(" "),
  ]);
  return table(header, rows);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd();
  return [line(header), ...rows.map(line)];
}
