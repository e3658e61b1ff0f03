import { exportDenoiseGraph } from "@unmask/denoiser";

/** Writes denoise.onnx and denoise.json beside a model's weights: `npm run graph -- [model folder]`. */
const [folder = "models/pebble"] = process.argv.slice(2);
const { written } = await exportDenoiseGraph(folder);
process.stdout.write(`${folder}: ${written ? "graph written" : "graph is up to date"}\n`);
