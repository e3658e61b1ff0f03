/**
 * One step at LLaDA-8B's full width and vocabulary on the CPU, its time and peak memory, with the sampler head and with
 * full logits. Each is measured in a process of its own.
 * node --import tsx --conditions=@unmask/source bench/step-8b.ts [layers] [tokens]
 */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { convertCheckpoint, Denoiser } from "@unmask/denoiser";
import { config, writeLlada8b } from "./llada-8b.js";

const [layers = "2", tokens = "1024", mode, model] = process.argv.slice(2);

if (mode && model) await measure(mode, model, Number(tokens));
else {
  const folder = await mkdtemp(join(tmpdir(), "unmask-8b-"));
  try {
    const source = join(folder, "bf16");
    const bytes = await writeLlada8b(source, Number(layers), "random");
    console.log(`${layers} layers, ${(bytes / 1e9).toFixed(2)} GB in bf16, ${tokens} tokens, one thread`);
    for (const step of ["load", "head", "head-all", "logits"]) inOwnProcess(step, source);
    const start = performance.now();
    await convertCheckpoint(source, join(folder, "int8"), { dtype: "int8" });
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(`conversion to int8: ${((performance.now() - start) / 1000).toFixed(1)} s, ${peak} MiB at peak`);
    await convertCheckpoint(source, join(folder, "int8-head"), { dtype: "int8-head" });
    // In turns: a busy machine slows both.
    for (const step of ["load", "head", "head-all"])
      for (const dtype of ["int8", "int8-head"]) inOwnProcess(step, join(folder, dtype));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inOwnProcess(step: string, path: string): void {
  const self = fileURLToPath(import.meta.url);
  spawnSync(process.execPath, [...process.execArgv, self, layers, tokens, step, path], { stdio: "inherit" });
}

/** head: 32 candidates; head-all: every position is one; logits: every position's logits are fetched. */
async function measure(mode: string, path: string, length: number): Promise<void> {
  const loading = performance.now();
  const denoiser = await Denoiser.load(path, { threads: 1, fullLogits: mode === "logits" });
  const loadSeconds = (performance.now() - loading) / 1000;
  const count = mode === "head" ? 32 : length;
  const row = {
    inputIds: Int32Array.from({ length }, (_, i) => (i < length / 2 ? i : config.mask_token_id)),
    guidanceScale: 0,
    candidates: Int32Array.from({ length: count }, (_, i) => length - count + i),
    suppressedIds: [config.mask_token_id],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: 0,
    step: 0,
  };
  const times: number[] = [];
  for (let i = 0; i < (mode === "load" ? 0 : 2); i++) {
    const start = performance.now();
    if (mode === "logits") await denoiser.logits(row);
    else await denoiser.run([row]);
    times.push((performance.now() - start) / 1000);
  }
  await denoiser.close();
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const step = times.length > 0 ? `, step ${Math.min(...times).toFixed(2)} s` : "";
  console.log(`${path.split("/").at(-1)} ${mode}: load ${loadSeconds.toFixed(1)} s${step}, ${peak} MiB at peak`);
}
