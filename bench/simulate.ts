import { simulate } from "./simulator/cluster.js";
import { scenario, scenarioNames } from "./simulator/scenarios.js";

/**
 * The scheduling policy against simulated GPUs. `npm run bench:simulate -- [GPUs, comma-separated] [loads, semicolons] [seed]`
 */
const [sizes = "1,8,64,512", names = scenarioNames.join(";"), seed = "1"] = process.argv.slice(2);
const ms = (value: number | undefined) => (value === undefined ? "" : value.toFixed(0));
const percent = (value: number) => (100 * value).toFixed(1);

const columns = ["load", "GPUs", "busy %", "in vain %", "steps/s", "Jain"];
const classes = ["interactive", "standard", "batch"] as const;
columns.push(...classes.flatMap((name) => [`${name} p50`, "p99 ms"]), "hedges", "quarantined", "lost", "events/s CPU");
const line = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(" | ")} |\n`);
line(columns);
line(columns.map(() => "---"));
for (const name of scenarioNames) {
  if (!names.split(";").includes(name)) continue;
  for (const workers of sizes.split(",").map(Number)) {
    const outcome = simulate(scenario(name, workers, Number(seed)));
    line([
      name,
      String(workers),
      percent(outcome.utilisation),
      percent(outcome.inVain),
      outcome.stepsPerSecond.toFixed(0),
      outcome.jain.toFixed(3),
      ...classes.flatMap((priority) => [ms(outcome.latency[priority]?.p50), ms(outcome.latency[priority]?.p99)]),
      String(outcome.hedges),
      String(outcome.quarantines),
      String(outcome.lost),
      outcome.decisions.toFixed(0),
    ]);
  }
}
