import { readSettings, textSetting, urlSetting } from "@unmask/runtime";
import { Command } from "commander";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { pull } from "../pull/pull.js";
import { byteBar, size } from "../view/byte-bar.js";
import { LiveLine } from "../view/live-line.js";

const description = `Download a checkpoint from the Hugging Face hub, or from whoever speaks its routes.

Fetches config, tokenizer, licence and .safetensors weights as real files and verifies their checksums. Interrupted, the same command
goes on where it was. HF_TOKEN opens private and gated repositories, HF_ENDPOINT names another hub.`;

export function pullCommand(io: Io): Command {
  return new Command("pull")
    .summary("download a checkpoint from the Hugging Face hub")
    .description(description)
    .argument("<repository>", "such as GSAI-ML/LLaDA-8B-Instruct")
    .option("--revision <name>", "branch, tag or commit", "main")
    .option("--out <folder>", "where to put it (default: the repository's name)")
    .action((repository: string, flags: { revision: string; out?: string }) =>
      interruptible(async (signal) => {
        const { HF_ENDPOINT, HF_TOKEN } = readSettings(
          { HF_ENDPOINT: urlSetting().default("https://huggingface.co"), HF_TOKEN: textSetting().optional() },
          io.env,
        );
        const folder = flags.out ?? (repository.split("/").at(-1) as string);
        const line = new LiveLine(io);
        const startMs = performance.now();
        let before: number | undefined;
        let total = 0;
        const source = {
          id: repository,
          revision: flags.revision,
          hubUrl: HF_ENDPOINT.replace(/\/$/, ""),
          token: HF_TOKEN,
        };
        const { fetched } = await pull(
          source,
          folder,
          ({ bytesDone, bytesTotal }) => {
            before ??= bytesDone;
            total = bytesTotal;
            const moved = bytesDone - before;
            line.show(() => byteBar(bytesDone, bytesTotal, performance.now() - startMs, moved));
          },
          signal,
        );
        line.clear();
        io.stdout.write(
          fetched
            ? `${folder}: ${size(total)}, checksums verified; serve it with: unmask serve --model ${folder}\n`
            : `${folder} is up to date\n`,
        );
      }),
    );
}
