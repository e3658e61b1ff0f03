/**
 * Time and memory of converting a full 32-layer LLaDA-8B folder (graph only, 16 GB of weights that are zeros on a sparse
 * file): node --import tsx --conditions=@unmask/source bench/convert-8b.ts
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertCheckpoint } from "@unmask/denoiser";
import { writeLlada8b } from "./llada-8b.js";

const folder = await mkdtemp(join(tmpdir(), "unmask-8b-"));
try {
  const bytes = await writeLlada8b(folder, 32, "zeros");
  const start = performance.now();
  await convertCheckpoint(folder, folder);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const { size } = await stat(join(folder, "denoise.onnx"));
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${(bytes / 1e9).toFixed(2)} GB of weights: ${seconds} s, ${peakMb} MiB at peak, graph ${size} bytes`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
