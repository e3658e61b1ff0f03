/** Runs reference cases on a model and says, case by case, whether it computes what the authors' code does. */
import { ModelError, reasonOf } from "../errors.js";
import { Denoiser } from "../session.js";
import type { Bench } from "./bench.js";
import { readCases } from "./cases.js";
import type { VerifyKind, VerifyRow } from "./rows.js";
import { verifyDecoding, verifyGreedy } from "./verify-decoding.js";
import { verifyForward } from "./verify-forward.js";
import { verifyLikelihood } from "./verify-likelihood.js";

/**
 * @param folder the model
 * @param casesFile a cases.json, its arrays.safetensors beside it
 * @returns one row per case, as it is done, in the file's order
 * @throws {ModelError} for an unusable model or cases file, or cases of another vocabulary
 */
export async function* verifyModel(
  folder: string,
  casesFile: string,
  options: { readonly threads?: number } = {},
): AsyncGenerator<VerifyRow> {
  const cases = await readCases(casesFile);
  const denoiser = await Denoiser.load(folder, { threads: options.threads ?? 1, fullLogits: true });
  try {
    const { mask } = cases.special_ids;
    if (mask !== denoiser.info.maskId)
      throw new ModelError(
        casesFile,
        `its mask id is ${mask}, the model's is ${denoiser.info.maskId}`,
        "give the cases that were computed on this checkpoint",
      );
    const bench: Bench = { denoiser, special: cases.special_ids, casesFile };
    for (const item of cases.forward) yield await run("forward", item, verifyForward, bench);
    for (const item of cases.generate) yield await run("generate", item, verifyDecoding, bench);
    for (const item of cases.threshold) yield await run("threshold", item, verifyDecoding, bench);
    for (const item of cases.log_likelihood) yield await run("log_likelihood", item, verifyLikelihood, bench);
    for (const item of cases.suffix_greedy) yield await run("suffix_greedy", item, verifyGreedy, bench);
  } finally {
    await denoiser.close();
  }
}

async function run<Case extends { readonly name: string }>(
  kind: VerifyKind,
  item: Case,
  check: (item: Case, bench: Bench) => Promise<Omit<VerifyRow, "kind" | "name">>,
  bench: Bench,
): Promise<VerifyRow> {
  try {
    return { kind, name: item.name, ...(await check(item, bench)) };
  } catch (thrown) {
    if (thrown instanceof ModelError) throw thrown;
    // A case with a field missing or out of range fails somewhere below; here it is known which one it was.
    const problem = `${kind} case ${JSON.stringify(item?.name)} cannot be run (${reasonOf(thrown)})`;
    throw new ModelError(bench.casesFile, problem, "correct the case", { cause: thrown });
  }
}
