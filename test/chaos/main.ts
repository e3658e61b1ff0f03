import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { networkKinds } from "./cluster.js";
import { runEmbedded } from "./embedded.js";
import { Namespaces } from "./namespaces.js";
import { faultKinds } from "./plan.js";
import { runChaos } from "./run.js";
import type { Entry } from "./verdict.js";

/**
 * `npm run chaos -- --seed 1 --minutes 10`: a long run; prints each fault, then the verdict. Exit code 1 for a bad one.
 * `--network namespaces` gives every process a network namespace of its own (root, Linux), so that a cut is one to their kernels,
 * too. `--only cut,kill` leaves the other faults out. `--embedded 100` kills one `unmask serve` with its embedded queue a hundred times
 * instead.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "10" },
    every: { type: "string", default: "2000" },
    clients: { type: "string", default: "16" },
    network: { type: "string", default: "proxies" },
    only: { type: "string" },
    log: { type: "string" },
    embedded: { type: "string" },
  },
});
const oneOf = <T extends string>(known: readonly T[], option: string, value: string): T => {
  const found = known.find((name) => name === value);
  if (found === undefined) throw new RangeError(`--${option} is one of ${known.join(", ")}, got ${value}`);
  return found;
};
const network = oneOf(networkKinds, "network", values.network);
const problem = network === "namespaces" ? Namespaces.problem() : undefined;
if (problem) throw new Error(`no network namespaces here: ${problem}`);
const only = values.only?.split(",").map((kind) => oneOf(faultKinds, "only", kind));
const print = (line: string) => process.stdout.write(`${line}\n`);
const options = { seed: Number(values.seed), clients: Number(values.clients) };

async function run(): Promise<{ log: readonly Entry[]; problems: readonly string[]; faults: number }> {
  if (values.embedded !== undefined) {
    const kills = Number(values.embedded);
    let killed = 0;
    const onKill = (afterMs: number, during: string) =>
      print(`${`${++killed}`.padStart(5)}  killed ${(afterMs / 1000).toFixed(2)} s into its ${during}`);
    return { ...(await runEmbedded({ ...options, kills, onKill })), faults: kills };
  }
  const report = await runChaos({
    ...options,
    durationMs: Number(values.minutes) * 60_000,
    everyMs: Number(values.every),
    network,
    ...(only && { only }),
    onFault: ({ atMs, ...fault }) => print(`${(atMs / 1000).toFixed(1).padStart(7)} s  ${JSON.stringify(fault)}`),
  });
  return { ...report, faults: report.plan.length };
}

const report = await run();
if (values.log) await writeFile(values.log, report.log.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
const count = (kind: string) => report.log.filter((entry) => entry.kind === kind).length;
const requests = new Set(report.log.map(({ requestId }) => requestId)).size;
print(
  `${report.faults} faults, ${requests} requests, ${count("asked")} calls, ${count("accepted")} accepted, ${count("result")} results, ${count("dropped")} dropped, ${count("failed")} failed calls`,
);
for (const problem of report.problems) print(problem);
print(
  report.problems.length === 0
    ? "good: every request has the text of a quiet run"
    : `bad; again with --seed ${values.seed}`,
);
process.exitCode = report.problems.length === 0 ? 0 : 1;
