import { UnmaskClient } from "@unmask/client";
import { integerSetting } from "@unmask/runtime";
import { Command } from "commander";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { addServerOptions, type ServerFlags, serverAddress } from "../options/server.js";
import { number, sameAs } from "../options/values.js";
import { scoreFile } from "../score/score-file.js";

interface Flags extends ServerFlags {
  readonly mcNum?: number;
  readonly cfgScale?: number;
  readonly seed?: number;
  readonly greedy?: true;
  readonly concurrency: number;
  readonly json?: true;
  readonly out?: string;
}

const description = `Say how likely given continuations are.

Reads JSON lines: a prompt (prompt, messages, raw_prompt or prompt_ids) and a continuation (continuation or
continuation_ids), or choices and, where known, the answer's index. Writes JSON lines in the same order; on a
terminal, text. At the end: accuracy, or the mean log-likelihood.`;

const examples = `
Examples:
  echo '{"prompt": "What is 3*4?", "continuation": "12"}' | unmask score -
  echo '{"raw_prompt": "3*4=", "choices": ["11", "12"], "answer": 1}' | unmask score -
  unmask score questions.jsonl --out scores.jsonl`;

export function scoreCommand(io: Io): Command {
  const command = new Command("score")
    .summary("say how likely given continuations are")
    .description(description)
    .argument("<file>", "JSON lines; - reads standard input")
    .option("--concurrency <n>", "continuations scored at a time", sameAs(integerSetting(1, 256)), 8)
    .option("--json", "write JSON lines on a terminal, too")
    .option("--out <file>", "write JSON lines to a file")
    .optionsGroup("How a continuation is scored:")
    .option("--mc-num <n>", "draws of the estimate, up to 2048 (default: 128); more are more exact", number)
    .option("--cfg-scale <w>", "classifier-free guidance, 0 is off; on, a score costs twice as much", number)
    .option("--seed <n>", "of the draws: the same seed gives the same numbers", number)
    .option("--greedy", "say, too, whether greedy decoding gives exactly the continuation");
  addServerOptions(command);
  return command.addHelpText("after", examples).action(async (file: string, flags: Flags) => {
    const client = new UnmaskClient({ address: serverAddress(flags, io) });
    try {
      const { model, mcNum, cfgScale, seed, greedy, ...output } = flags;
      const settings = { model, mcNum, cfgScale, seed, greedyCheck: greedy };
      await interruptible((signal) => scoreFile(file, { client, settings, io, signal, ...output }));
    } finally {
      client.close();
    }
  });
}
