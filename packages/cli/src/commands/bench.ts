import { Command } from "commander";
import type { Io } from "../io.js";
import { benchEngineCommand } from "./bench-engine.js";
import { benchServeCommand } from "./bench-serve.js";
import { benchStepCommand } from "./bench-step.js";

export function benchCommand(io: Io): Command {
  return new Command("bench")
    .summary("measure a cluster")
    .addCommand(benchServeCommand(io))
    .addCommand(benchEngineCommand(io))
    .addCommand(benchStepCommand(io));
}
