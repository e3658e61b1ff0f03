import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runChaos } from "./run.js";

/** `npm run chaos -- --seed 1 --minutes 10`: a long run; prints each fault, then the verdict. Exit code 1 for a bad one. */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "10" },
    every: { type: "string", default: "2000" },
    clients: { type: "string", default: "16" },
    log: { type: "string" },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const report = await runChaos({
  seed: Number(values.seed),
  durationMs: Number(values.minutes) * 60_000,
  everyMs: Number(values.every),
  clients: Number(values.clients),
  onFault: ({ atMs, ...fault }) => print(`${(atMs / 1000).toFixed(1).padStart(7)} s  ${JSON.stringify(fault)}`),
});
if (values.log) await writeFile(values.log, report.log.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
const count = (kind: string) => report.log.filter((entry) => entry.kind === kind).length;
const requests = new Set(report.log.map(({ requestId }) => requestId)).size;
print(
  `${report.plan.length} faults, ${requests} requests, ${count("asked")} calls, ${count("accepted")} accepted, ${count("result")} results, ${count("dropped")} dropped, ${count("failed")} failed calls`,
);
for (const problem of report.problems) print(problem);
print(
  report.problems.length === 0
    ? "good: every request has the text of a quiet run"
    : `bad; again with --seed ${values.seed}`,
);
process.exitCode = report.problems.length === 0 ? 0 : 1;
