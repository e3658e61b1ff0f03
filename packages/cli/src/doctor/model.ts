import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildDenoiseGraph } from "@unmask/denoiser";
import { loadText } from "@unmask/text";
import { type Finding, fix, ok } from "./finding.js";

/** Both readers of the folder: the gateway's, of its text files, and the worker's, of its config and weights. */
export async function checkModel(folder: string): Promise<Finding> {
  try {
    const text = await loadText(folder);
    const { manifest } = await buildDenoiseGraph(folder);
    const digest = manifest.modelDigest.slice(0, 12);
    return ok("Model", `${text.name}: ${text.maxLength} tokens of context, ${text.vocabSize} ids, digest ${digest}`);
  } catch (error) {
    // Such messages name the file, what is wrong with it and what to do.
    return fix("Model", (error as Error).message);
  }
}

/** Weights are widened to float32 while they are loaded, which doubles those of 16 bits. */
const perWeightsByte = 2;
/** Of one engine besides its weights. */
const engineBytes = 200 * 2 ** 20;

/** An estimate of the workers' memory. */
export async function memoryNeeded(folder: string, workers: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = names
    .filter((name) => name.endsWith(".safetensors"))
    .map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  const weights = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return workers * (engineBytes + perWeightsByte * weights);
}
