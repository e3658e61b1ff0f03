import { readFileSync } from "node:fs";
import { Command } from "commander";
import { batchCommand } from "./commands/batch.js";
import { benchCommand } from "./commands/bench.js";
import { chatCommand } from "./commands/chat.js";
import { convertCommand } from "./commands/convert.js";
import { doctorCommand } from "./commands/doctor.js";
import { generateCommand } from "./commands/generate.js";
import { infillCommand } from "./commands/infill.js";
import { jobsCommand } from "./commands/jobs.js";
import { keysCommand } from "./commands/keys.js";
import { pullCommand } from "./commands/pull.js";
import { scoreCommand } from "./commands/score.js";
import { serveCommand } from "./commands/serve.js";
import { serviceCommands } from "./commands/service.js";
import { topCommand } from "./commands/top.js";
import { verifyCommand } from "./commands/verify.js";
import { oneLine, report } from "./failure.js";
import type { Io } from "./io.js";

const description = `Serves LLaDA masked diffusion language models, and asks them.

Start with "unmask serve"; then, in another terminal, "unmask generate" or "unmask chat".`;

/** In the order in which the help lists them. */
const commands: readonly ((io: Io) => Command)[] = [
  serveCommand,
  generateCommand,
  chatCommand,
  infillCommand,
  jobsCommand,
  scoreCommand,
  batchCommand,
  keysCommand,
  pullCommand,
  convertCommand,
  verifyCommand,
  benchCommand,
  topCommand,
  doctorCommand,
];

/**
 * Runs one command line.
 * @param args without the program's own name
 * @returns the exit code: 0, 1 for a failure, 2 for wrong input, 130 or 143 for an interrupted command
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const program = new Command("unmask").description(description).version(version());
  for (const command of [...commands.map((make) => make(io)), ...serviceCommands(io)]) program.addCommand(command);
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: false })
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(text),
        // Commander puts its suggestion on a line of its own.
        outputError: (text, write) => write(`${oneLine(text)}${hint(text, command)}\n`),
      });
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    return report(error, (line) => io.stderr.write(`${line}\n`));
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function hint(error: string, command: Command): string {
  if (error.includes("(Did you mean")) return "";
  return ` (see ${fullName(command)} --help)`;
}

function version(): string {
  const file = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
