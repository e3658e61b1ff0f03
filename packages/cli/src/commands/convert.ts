import { basename, resolve } from "node:path";
import type { ConvertDtype } from "@unmask/denoiser";
import { choiceSetting, textSetting } from "@unmask/runtime";
import { Command } from "commander";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { sameAs } from "../options/values.js";
import { byteBar, size } from "../view/byte-bar.js";
import { LiveLine } from "../view/live-line.js";

interface Flags {
  readonly dtype?: ConvertDtype;
  readonly out?: string;
  readonly device: "cpu" | "cuda" | "webgpu";
}

const dtypes = ["fp32", "fp16", "bf16", "int8", "int8-head"] as const satisfies readonly ConvertDtype[];

const devices = ["cpu", "cuda", "webgpu"] as const;

const description = `Write a checkpoint with its weights in other numbers, or its denoise graph for other tools.

Serving needs neither: "unmask serve --model <checkpoint>" builds the graph at every start and maps the weights where they are. int8 is
about twice as fast on a CPU; int8-head has the LM head in integers, too. Without --dtype and --out only denoise.onnx and denoise.json are written, beside the weights.`;

export function convertCommand(io: Io): Command {
  return new Command("convert")
    .summary("write a checkpoint in other numbers, with its denoise graph")
    .description(description)
    .argument("<checkpoint>", "folder with config.json, tokenizer files and .safetensors weights")
    .option("--dtype <numbers>", `${dtypes.join(", ")} (default: as they are)`, sameAs(choiceSetting(dtypes)))
    .option("--out <folder>", "default: the checkpoint's name with the numbers behind it", sameAs(textSetting()))
    .option("--device <name>", "cpu, cuda or webgpu: which graph is written", sameAs(choiceSetting(devices)), "cpu")
    .action((checkpoint: string, { dtype, out, device }: Flags) =>
      interruptible(async (signal) => {
        const { convertCheckpoint } = await import("@unmask/denoiser");
        const folder = out ?? (dtype === undefined ? checkpoint : `${basename(resolve(checkpoint))}-${dtype}`);
        const line = new LiveLine(io);
        const startMs = performance.now();
        let total = 0;
        const { written } = await convertCheckpoint(checkpoint, folder, {
          ...(dtype !== undefined && { dtype }),
          target: device === "cpu" ? "cpu" : "gpu",
          signal,
          onProgress: ({ bytesDone, bytesTotal }) => {
            total = bytesTotal;
            line.show(() => byteBar(bytesDone, bytesTotal, performance.now() - startMs));
          },
        });
        line.clear();
        const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
        const read = total > 0 ? `${size(total)} of weights in ${seconds} s` : `the graph in ${seconds} s`;
        io.stdout.write(written ? `${folder}: wrote ${read}\n` : `${folder} is up to date\n`);
      }),
    );
}
