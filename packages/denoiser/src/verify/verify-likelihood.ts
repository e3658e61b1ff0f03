/** Likelihood cases: the log-probability of an answer's masked tokens, pattern by pattern. */

import type { Bench } from "./bench.js";
import type { LikelihoodCase } from "./cases.js";
import { tolerance, type VerifyRow } from "./rows.js";

export async function verifyLikelihood(
  { prompt_ids: prompt, answer_ids: answer, patterns, results }: LikelihoodCase,
  { denoiser, special }: Bench,
): Promise<Omit<VerifyRow, "kind" | "name">> {
  let maxLogProbError = 0;
  let pass = true;
  for (const { cfg_scale: guidanceScale, pattern_log_prob_sum: expected } of results)
    for (const [j, pattern] of patterns.entries()) {
      const hidden = [...pattern.keys()].filter((i) => pattern[i] === 1);
      const inputIds = Int32Array.from([...prompt, ...answer.map((id, i) => (pattern[i] === 1 ? special.mask : id))]);
      const [prediction] = await denoiser.run([
        {
          inputIds,
          ...(guidanceScale > 0 && { unconditionalIds: inputIds.slice().fill(special.mask, 0, prompt.length) }),
          guidanceScale,
          candidates: Int32Array.from(hidden, (i) => prompt.length + i),
          targetIds: Int32Array.from(hidden, (i) => answer[i] as number),
          suppressedIds: [special.mask],
          confidenceSuppressedIds: [],
          temperature: 0,
          seed: 0,
          step: 0,
        },
      ]);
      const sum = prediction?.targetLogProb.reduce((a, b) => a + b, 0) ?? Number.NaN;
      const error = Math.abs(sum - (expected[j] as number));
      maxLogProbError = Math.max(maxLogProbError, error);
      if (!(error <= tolerance.logProb(expected[j] as number))) pass = false;
    }
  return { maxLogProbError, pass };
}
