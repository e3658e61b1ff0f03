/** One checkpoint folder → another, with its weights in other numbers and its denoise graph beside them. */
import { mkdir, readdir, realpath, rename, rm, rmdir, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { exportDenoiseGraph } from "../build.js";
import { readConfig } from "../config.js";
import { ModelError, reasonOf } from "../errors.js";
import { readCheckpoint, SINGLE } from "../safetensors.js";
import { assignWeights } from "../weights.js";
import { copyCompanions } from "./companions.js";
import { type ConversionPlan, type ConvertDtype, keepsNumbers, planConversion } from "./plan.js";
import { conversionRecord, hasRecord, RECORD, writeRecord } from "./record.js";
import { type Progress, writeWeights } from "./write-weights.js";

export interface ConvertOptions {
  /** Numbers of all weights; with int8 of the linear layers', with int8-head of the LM head's as well. Absent = as they are. */
  readonly dtype?: ConvertDtype;
  /** Of the graph that is written; default "cpu". */
  readonly target?: "cpu" | "gpu";
  /** Called after every few MiB. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the conversion and removes what it wrote. */
  readonly signal?: AbortSignal;
}

/**
 * Makes `out` a checkpoint of its own: real files, whatever links `source` is made of; config, tokenizer and licence as
 * they are; weights in one model.safetensors; denoise.onnx and denoise.json for other tools. It appears whole or not at
 * all. When `out` is the source itself and no number changes, only the graph is written, and no weight is read.
 * Memory is a few MiB, whatever the model's size.
 * @returns whether anything was written: a second run finds its own result and does nothing
 * @throws {ModelError} for an unusable checkpoint, numbers that do not fit, or a folder that cannot be written to;
 * whatever `signal` is aborted with
 */
export async function convertCheckpoint(
  source: string,
  out: string,
  options: ConvertOptions = {},
): Promise<{ written: boolean }> {
  const { dtype, target = "cpu", onProgress = () => {}, signal } = options;
  const config = await readConfig(source);
  const files = await readCheckpoint(source);
  assignWeights(config, files, source);
  const plan = planConversion(config, files, dtype);
  if (await isSameFolder(source, out)) {
    if (!keepsNumbers(plan))
      throw new ModelError(out, `is the source, and its weights are not ${dtype}`, "name another folder to write to");
    return { written: (await exportDenoiseGraph(out, { target })).written };
  }
  const record = await conversionRecord(source, files, dtype);
  if (await hasRecord(out, record)) return { written: (await exportDenoiseGraph(out, { target })).written };
  await checkReplaceable(out);
  const partial = await makePartial(out);
  try {
    await checkRoom(partial, plan);
    await copyCompanions(source, partial);
    await writeWeights(plan, join(partial, SINGLE), onProgress, signal);
    await exportDenoiseGraph(partial, { target });
    await writeRecord(partial, record);
    signal?.throwIfAborted();
    await replaceFolder(out, partial);
  } catch (thrown) {
    await rm(partial, { recursive: true, force: true });
    if (thrown instanceof ModelError || signal?.aborted) throw thrown;
    const problem = `cannot be written (${reasonOf(thrown)})`;
    throw new ModelError(out, problem, "check the folder's permissions and free space", { cause: thrown });
  }
  return { written: true };
}

async function isSameFolder(a: string, b: string): Promise<boolean> {
  return (await realpath(a)) === (await realpath(b).catch(() => resolve(b)));
}

/** Only an empty folder or an earlier conversion may be replaced: nothing of anybody else's is ever removed. */
async function checkReplaceable(out: string): Promise<void> {
  const names = await readdir(out).catch((thrown: NodeJS.ErrnoException): string[] => {
    if (thrown.code === "ENOENT") return [];
    throw new ModelError(out, `is not a folder that can be read (${reasonOf(thrown)})`, "name another folder");
  });
  if (names.length > 0 && !names.includes(RECORD))
    throw new ModelError(out, "holds files that are not a conversion's", "name another folder, or empty this one");
}

/** The folder that `out` grows in, beside it, so that a rename finishes the work. */
async function makePartial(out: string): Promise<string> {
  const partial = `${resolve(out)}.partial`;
  try {
    await mkdir(dirname(partial), { recursive: true });
    await mkdir(partial);
  } catch (thrown) {
    const exists = (thrown as NodeJS.ErrnoException).code === "EEXIST";
    throw new ModelError(
      partial,
      exists ? "is there already: a conversion is at work, or was killed" : `cannot be made (${reasonOf(thrown)})`,
      exists ? "remove it if no conversion is running" : "name a folder that can be written to",
      { cause: thrown },
    );
  }
  return partial;
}

/** Graph, tokenizer and configs come on top. */
const COMPANION_BYTES = 64 * 2 ** 20;

async function checkRoom(folder: string, plan: ConversionPlan): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = plan.bytesWritten + COMPANION_BYTES;
  if (bavail * bsize < needed)
    throw new ModelError(folder, `needs ${needed} bytes, ${bavail * bsize} are free`, "free some space");
}

async function replaceFolder(out: string, partial: string): Promise<void> {
  const old = `${partial}.old`;
  await rmdir(out).catch(() => undefined);
  const had = await rename(out, old).then(
    () => true,
    () => false,
  );
  await rename(partial, out);
  if (had) await rm(old, { recursive: true, force: true });
}
