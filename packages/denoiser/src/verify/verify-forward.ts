/** Forward cases: every logit at every position. */

import { type Bench, withoutPadding } from "./bench.js";
import { type ForwardCase, readArray } from "./cases.js";
import { tolerance, type VerifyRow } from "./rows.js";

export async function verifyForward(
  item: ForwardCase,
  { denoiser, special, casesFile }: Bench,
): Promise<Omit<VerifyRow, "kind" | "name">> {
  const expected = await readArray(casesFile, item.logits);
  const { vocabSize } = denoiser.info;
  let maxLogitError = 0;
  let within = true;
  let tokensEqual = true;
  for (const [r, padded] of item.input_ids.entries()) {
    const mask = item.attention_mask?.[r];
    const ids = Int32Array.from(withoutPadding(padded, mask));
    const valid = [...padded.keys()].filter((i) => mask?.[i] !== 0);
    const got = await denoiser.logits({
      inputIds: ids,
      guidanceScale: 0,
      candidates: ids.map((_, i) => i),
      suppressedIds: [special.mask],
      confidenceSuppressedIds: [],
      temperature: 0,
      seed: 0,
      step: 0,
    });
    for (const [k, i] of valid.entries()) {
      let best = 0;
      const at = (r * padded.length + i) * vocabSize;
      for (let id = 0; id < vocabSize; id++) {
        const a = got[k * vocabSize + id] as number;
        const b = expected[at + id] as number;
        if (a > (got[k * vocabSize + best] as number)) best = id;
        const error = Math.abs(a - b);
        maxLogitError = Math.max(maxLogitError, error);
        // Not `error > tolerance`: an array that is too short gives NaN, which must not pass.
        if (!(error <= tolerance.logit(b))) within = false;
      }
      if (best !== item.argmax[r]?.[i]) tokensEqual = false;
    }
  }
  return { maxLogitError, tokensEqual, pass: within && tokensEqual };
}
