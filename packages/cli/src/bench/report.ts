import type { Spread, Summary } from "./summary.js";

/** A summary as lines for a person. */
export function reportLines(summary: Summary): string[] {
  const { errors, goodRequestsPerSecond } = summary;
  const failed = Object.entries(errors).map(([code, count]) => `${count} ${code}`);
  const rows: [string, string][] = [
    ["duration", `${summary.durationSeconds.toFixed(2)} s`],
    ["requests", `${summary.completed} completed${failed.length > 0 ? `, failed: ${failed.join(", ")}` : ""}`],
    ["requests/s", figure(summary.requestsPerSecond)],
    ...(goodRequestsPerSecond === undefined
      ? []
      : [["good requests/s", figure(goodRequestsPerSecond)] as [string, string]]),
    ["visible tokens/s", figure(summary.visibleTokensPerSecond)],
    ["sequence-steps/s", figure(summary.sequenceStepsPerSecond)],
    ["forwards", String(summary.forwards)],
    ["visible tokens a forward", figure(summary.visibleTokensPerForward)],
    ["positions a visible token", figure(summary.positionsPerVisibleToken)],
    ["time to first commit, ms", spread(summary.timeToFirstCommitMs)],
    ["end to end, ms", spread(summary.endToEndMs)],
    ["waiting in the queue, ms", spread(summary.queueMs)],
  ];
  const widest = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(widest)}  ${value}`);
}

function spread({ mean, percentiles }: Spread): string {
  const parts = Object.entries(percentiles).map(([name, value]) => `${name} ${figure(value)}`);
  return [`mean ${figure(mean)}`, ...parts].join(" · ");
}

/** Three digits, more for larger numbers. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}
