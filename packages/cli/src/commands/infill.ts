import { Command } from "commander";
import { showInfilling } from "../answer.js";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { parseGaps } from "../options/gaps.js";
import { readPrompt } from "../options/prompt.js";
import { addSamplingOptions, type SamplingFlags, samplingParams } from "../options/sampling.js";
import { addServerOptions, connect, type ServerFlags } from "../options/server.js";
import { asJson } from "./generate.js";

interface Flags extends SamplingFlags, ServerFlags {
  readonly prompt?: string;
  readonly after?: string;
  readonly json?: true;
  readonly submit?: true;
}

const description = `Fill the gaps in a text.

[3] is a gap of three tokens, [..5] one of up to five; \\[ is a bracket. <|mdm_mask|> is a gap of one token.
On a terminal they fill in place; piped, the text is plain.`;

const examples = `
Examples:
  unmask infill "She runs 75*4=[3] meters each time."
  unmask infill --submit "4+[1]=9"      then: unmask jobs watch ID
  unmask infill --prompt "Tom runs 4 sprints of 75 meters. How far?" "He runs [..8]=300 meters."`;

export function infillCommand(io: Io): Command {
  const command = new Command("infill")
    .summary("fill the gaps in a text")
    .description(description)
    .argument("[text]", "the text with its gaps; - or nothing reads standard input")
    .option("--prompt <text>", "the question that the text answers")
    .option("--after <text>", "what stands before the text, as it is")
    .option("--submit", "do not wait: print the id of a job that unmask jobs collects")
    .option("--json", "print one object: text, gaps, usage, model, request_id");
  addServerOptions(addSamplingOptions(command, ["genLength", "minLength", "maxLength", "pins", "stop"]));
  return command.addHelpText("after", examples).action(async (argument: string | undefined, flags: Flags) => {
    if (flags.prompt !== undefined && flags.after !== undefined)
      command.error("error: --prompt and --after both say what stands before the text; give one");
    if (flags.submit && flags.json)
      command.error("error: --submit prints an id alone; leave --json to unmask jobs get");
    const parts = parseGaps(await readPrompt(argument, command, io));
    const before = {
      ...(flags.prompt !== undefined && { prompt: flags.prompt }),
      ...(flags.after !== undefined && { rawPrompt: flags.after }),
    };
    const request = { ...before, parts, model: flags.model, params: samplingParams(flags) };
    const client = await connect(flags, io);
    try {
      await interruptible(async (signal) => {
        if (flags.submit) io.stdout.write(`${(await client.jobs.submitInfill(request, { signal })).id}\n`);
        else if (flags.json) io.stdout.write(`${asJson(await client.infill(request, { signal }))}\n`);
        else await showInfilling(client, request, io, signal);
      });
    } finally {
      client.close();
    }
  });
}
