import type { VerifyRow } from "@unmask/denoiser";
import { textSetting } from "@unmask/runtime";
import { ServingError } from "@unmask/wire";
import { Command } from "commander";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { number, sameAs } from "../options/values.js";
import { compareBuilds } from "../verify/compare-builds.js";
import { LiveLine } from "../view/live-line.js";

interface Flags {
  readonly cases?: string;
  readonly against?: string;
  readonly prompts?: string;
  readonly limit: number;
  readonly threads: number;
}

const description = `Check that a model computes what it should.

With --cases: runs reference cases, which hold what the authors' own code computed on this very checkpoint, one line each; exit code 1 when
any falls short. With --against: compares two builds of one checkpoint, say int8 against its source, on the prompts of a file.`;

export function verifyCommand(io: Io): Command {
  return new Command("verify")
    .summary("check a model against reference cases, or against another build of it")
    .description(description)
    .argument("<model>", "folder of the model")
    .option("--cases <file>", "a cases.json, its arrays.safetensors beside it", sameAs(textSetting()))
    .option("--against <model>", "folder of the build that counts as right", sameAs(textSetting()))
    .option("--prompts <file>", "JSON lines with messages or prompt, and answer where there is a number to be right")
    .option("--limit <n>", "prompts to compare at most", number, 100)
    .option("--threads <n>", "of a forward pass", number, 1)
    .action((model: string, flags: Flags) =>
      interruptible(async (signal) => {
        if (flags.cases !== undefined) await runCases(model, flags.cases, flags.threads, io);
        else if (flags.against !== undefined && flags.prompts !== undefined) {
          const line = new LiveLine(io);
          const onProgress = (done: number, total: number) => line.show(() => `${done} of ${total} prompts`);
          const { against, prompts, limit, threads } = flags;
          const lines = await compareBuilds({ model, against, prompts, limit, threads, onProgress, signal });
          line.clear();
          io.stdout.write(`${lines.join("\n")}\n`);
        } else throw new ServingError("INVALID_ARGUMENT", "give --cases FILE, or --against MODEL with --prompts FILE");
      }),
    );
}

/** @throws {ServingError} FAILED_PRECONDITION after the last line when a case fell short; its exit code is 1 */
async function runCases(model: string, cases: string, threads: number, io: Io): Promise<void> {
  const { verifyModel } = await import("@unmask/denoiser");
  let passed = 0;
  let all = 0;
  for await (const row of verifyModel(model, cases, { threads })) {
    all += 1;
    if (row.pass) passed += 1;
    io.stdout.write(`${caseLine(row)}\n`);
  }
  io.stdout.write(`${passed} of ${all} cases pass\n`);
  // Not wrong input but a wrong model: exit code 1.
  if (passed < all || all === 0) throw new ServingError("INTERNAL", `${all - passed} of ${all} cases fall short`);
}

function caseLine(row: VerifyRow): string {
  const parts = [row.pass ? "ok  " : "FAIL", row.kind.padEnd(14), row.name.padEnd(36)];
  const error = (name: string, value: number | undefined) =>
    value !== undefined && parts.push(`${name} ${value.toExponential(1)}`);
  error("logit error", row.maxLogitError);
  error("log-prob error", row.maxLogProbError);
  error("confidence error", row.maxConfidenceError);
  const verdict = (name: string, equal: boolean | undefined) =>
    equal !== undefined && parts.push(equal ? `${name} equal` : `${name} DIFFER`);
  verdict("tokens", row.tokensEqual);
  verdict("steps", row.stepsEqual);
  return parts.join(" ");
}
