/**
 * From a checkpoint folder to a denoise graph. The graph is small (tables and structure; the weights stay in the
 * .safetensors files) and a pure function of the checkpoint, so serving builds it in memory at every start: nothing can
 * be out of date, and the model folder may be read-only. `exportDenoiseGraph` writes it down for other tools.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ModelConfig, readConfig } from "./config.js";
import { weightsDigest } from "./digest.js";
import { ModelError, reasonOf } from "./errors.js";
import { denoiseGraph, type GraphOptions } from "./graph.js";
import { readCheckpoint, weightsFolder } from "./safetensors.js";
import { assignWeights, type ModelWeights } from "./weights.js";

/** Rises when the graph's inputs, outputs or numbers change, so that old and new workers never mix unseen. */
export const GRAPH_FORMAT = "unmask-denoise/2";

/** What a graph was built from. */
export interface Manifest {
  readonly format: typeof GRAPH_FORMAT;
  /** SHA-256 (hex) over the format, the config, the weights' headers and a sample of every tensor. */
  readonly modelDigest: string;
  /** SHA-256 (hex) of the ONNX file. */
  readonly graphSha256: string;
  readonly config: ModelConfig;
  readonly weights: readonly { readonly name: string; readonly bytes: number; readonly headerSha256: string }[];
}

/** A graph in memory and what describes it. */
export interface BuiltGraph {
  readonly manifest: Manifest;
  /** ONNX ModelProto bytes. */
  readonly onnx: Uint8Array;
  /** The folder its external data is relative to. */
  readonly weightsFolder: string;
}

/**
 * Reads config and safetensors headers and builds the graph, in memory. Equal checkpoints give equal bytes.
 * @throws {ModelError} for a folder that is not a usable checkpoint
 */
export async function buildDenoiseGraph(modelFolder: string, options: GraphOptions = {}): Promise<BuiltGraph> {
  const config = await readConfig(modelFolder);
  const files = await readCheckpoint(modelFolder);
  const assigned = assignWeights(config, files, modelFolder);
  if (options.target === "gpu") checkGpu(config, assigned, modelFolder);
  const onnx = denoiseGraph(config, assigned, options);
  const weights = await weightsDigest(files);
  const manifest: Manifest = {
    format: GRAPH_FORMAT,
    // A graph for another device gives other numbers: such workers must not share a sequence.
    modelDigest: sha256(JSON.stringify([GRAPH_FORMAT, config, weights, ...(options.target === "gpu" ? ["gpu"] : [])])),
    graphSha256: sha256(onnx),
    config,
    weights: weights.map(({ name, bytes, headerSha256 }) => ({ name, bytes, headerSha256 })),
  };
  return { manifest, onnx, weightsFolder: weightsFolder(files, modelFolder) };
}

/** @throws {ModelError} for what the graph for GPUs does not do */
function checkGpu(config: ModelConfig, weights: ModelWeights, folder: string): void {
  if (config.experts !== undefined)
    throw new ModelError(folder, "has experts, which the graph for GPUs does not have yet", "serve it on the cpu");
  if (weights.blocks.some(({ attnOut }) => attnOut.scale))
    throw new ModelError(folder, "has int8 weights, which are for CPUs", "give the checkpoint in bf16 or fp16");
}

/**
 * Writes `denoise.onnx` and its manifest `denoise.json` beside the weights; writes nothing when they are there already.
 * @returns the graph and whether anything was written
 * @throws {ModelError} for an unusable checkpoint, links out of the folder, or a folder that cannot be written to
 */
export async function exportDenoiseGraph(
  modelFolder: string,
  options: GraphOptions = {},
): Promise<BuiltGraph & { written: boolean }> {
  const built = await buildDenoiseGraph(modelFolder, options);
  if (built.weightsFolder !== (await realpath(modelFolder)))
    throw new ModelError(
      modelFolder,
      `its weights are links to ${built.weightsFolder}, and ONNX external data must lie beside the graph`,
      "convert into another folder, which gets files of its own; serving needs no exported graph",
    );
  const manifest = Buffer.from(`${JSON.stringify(built.manifest, null, 2)}\n`);
  // The graph first: a manifest without its graph would claim too much.
  const graphWritten = await replaceFile(join(modelFolder, "denoise.onnx"), built.onnx);
  const manifestWritten = await replaceFile(join(modelFolder, "denoise.json"), manifest);
  return { ...built, written: graphWritten || manifestWritten };
}

/** @returns false when the file already has these bytes; otherwise replaces it in one rename */
async function replaceFile(path: string, content: Uint8Array): Promise<boolean> {
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(content)) return false;
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
    return true;
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const problem = `cannot be written (${reasonOf(thrown)})`;
    throw new ModelError(path, problem, "make the model folder writable; serving needs no exported graph", {
      cause: thrown,
    });
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
