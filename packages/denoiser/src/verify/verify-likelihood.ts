/** Likelihood cases: the log-probability of an answer's masked tokens, pattern by pattern. */
import { likelihoodRow } from "@unmask/diffusion";
import type { Bench } from "./bench.js";
import type { LikelihoodCase } from "./cases.js";
import { tolerance, type VerifyRow } from "./rows.js";

export async function verifyLikelihood(
  { prompt_ids: prompt, answer_ids: answer, patterns, results }: LikelihoodCase,
  { denoiser, special }: Bench,
): Promise<Omit<VerifyRow, "kind" | "name">> {
  let maxLogProbError = 0;
  let pass = true;
  for (const { cfg_scale: cfgScale, pattern_log_prob_sum: expected } of results)
    for (const [j, pattern] of patterns.entries()) {
      const masked = Int32Array.from([...pattern.keys()].filter((i) => pattern[i] === 1));
      const scored = { promptIds: prompt, continuationIds: answer, cfgScale, special };
      const [prediction] = await denoiser.run([likelihoodRow(scored, masked)]);
      const sum = prediction?.targetLogProb.reduce((a, b) => a + b, 0) ?? Number.NaN;
      const error = Math.abs(sum - (expected[j] as number));
      maxLogProbError = Math.max(maxLogProbError, error);
      if (!(error <= tolerance.logProb(expected[j] as number))) pass = false;
    }
  return { maxLogProbError, pass };
}
