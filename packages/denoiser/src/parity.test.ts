import type { StepRow } from "@unmask/diffusion";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Denoiser } from "./session.js";
import { argmax } from "./testing/float64.js";
import {
  CHECKPOINTS,
  type ReferenceCases,
  referenceArrays,
  referenceCases,
  referenceFolder,
} from "./testing/reference.js";

describe.each(CHECKPOINTS)("%s", (checkpoint) => {
  let denoiser: Denoiser;
  let cases: ReferenceCases;
  let arrays: Map<string, Float32Array>;
  beforeAll(async () => {
    denoiser = await Denoiser.load(referenceFolder(checkpoint), { threads: 1, fullLogits: true });
    cases = await referenceCases(checkpoint);
    arrays = await referenceArrays(checkpoint);
  });
  afterAll(() => denoiser.close());

  const row = (inputIds: number[], candidates: number[], changes: Partial<StepRow> = {}): StepRow => ({
    inputIds: Int32Array.from(inputIds),
    guidanceScale: 0,
    candidates: Int32Array.from(candidates),
    suppressedIds: [cases.special_ids.mask],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: 0,
    step: 0,
    ...changes,
  });

  test("logits of every forward case are within 1e-3 + 1e-4 |b| and every argmax is exact", async () => {
    expect(cases.forward.length).toBeGreaterThan(5);
    for (const forward of cases.forward) {
      const expected = arrays.get(forward.logits) as Float32Array;
      for (const [r, padded] of forward.input_ids.entries()) {
        // RoPE is relative, so a padded row has the logits of the row without its padding.
        const valid = [...padded.keys()].filter((i) => (forward.attention_mask?.[r]?.[i] ?? 1) === 1);
        const ids = valid.map((i) => padded[i] as number);
        const got = await denoiser.logits(row(ids, [...ids.keys()]));
        for (const [k, i] of valid.entries()) {
          const v = denoiser.info.vocabSize;
          const a = got.subarray(k * v, (k + 1) * v);
          const b = expected.subarray((r * padded.length + i) * v, (r * padded.length + i + 1) * v);
          expect(argmax(a), `${forward.name} argmax at ${r},${i}`).toBe(forward.argmax[r]?.[i]);
          const off = a.findIndex((x, j) => Math.abs(x - (b[j] as number)) > 1e-3 + 1e-4 * Math.abs(b[j] as number));
          expect(off, `${forward.name} logit beyond tolerance at ${r},${i}`).toBe(-1);
        }
      }
    }
  });

  test("every greedy commit of the reference has its token and its confidence within 5e-4", async () => {
    const { mask, eos, eot } = cases.special_ids;
    let compared = 0;
    for (const g of cases.generate) {
      if (g.temperature !== 0) continue;
      for (const [r, padded] of g.prompt_ids.entries()) {
        const prompt = padded.filter((_, i) => (g.attention_mask?.[r]?.[i] ?? 1) === 1);
        let canvas = new Array<number>(g.gen_length).fill(mask);
        for (const [step, all] of g.commits.entries()) {
          const commits = all.filter(([owner]) => owner === r);
          const ids = [...prompt, ...canvas];
          const prediction = await denoiser.run([
            row(
              ids,
              commits.map(([, position]) => prompt.length + position),
              {
                suppressedIds: g.logits_eos_inf ? [mask, eos] : [mask],
                confidenceSuppressedIds: g.confidence_eos_eot_inf ? [eos, eot] : [],
                guidanceScale: g.cfg_scale,
                ...(g.cfg_scale > 0 && {
                  unconditionalIds: Int32Array.from(ids, (id, i) => (i < prompt.length ? mask : id)),
                }),
              },
            ),
          ]);
          for (const [k, [, , token, confidence]] of commits.entries()) {
            expect(prediction[0]?.tokenIds[k], `${g.name} step ${step}`).toBe(token);
            if (g.remasking !== "low_confidence") continue;
            expect(Math.abs((prediction[0]?.confidence[k] ?? 0) - confidence), g.name).toBeLessThan(5e-4);
            compared++;
          }
          canvas = g.canvas_after_step[step]?.[r] as number[];
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  test("log-probabilities of masked answers are within 1e-4 relative, with and without guidance", async () => {
    const { mask } = cases.special_ids;
    for (const { prompt_ids: prompt, answer_ids: answer, patterns, results, name } of cases.log_likelihood)
      for (const { cfg_scale, pattern_log_prob_sum } of results)
        for (const [j, pattern] of patterns.entries()) {
          const hidden = [...pattern.keys()].filter((i) => pattern[i] === 1);
          const ids = [...prompt, ...answer.map((id, i) => (pattern[i] === 1 ? mask : id))];
          const scored = row(
            ids,
            hidden.map((i) => prompt.length + i),
            {
              targetIds: Int32Array.from(hidden, (i) => answer[i] as number),
              guidanceScale: cfg_scale,
              ...(cfg_scale > 0 && {
                unconditionalIds: Int32Array.from(ids, (id, i) => (i < prompt.length ? mask : id)),
              }),
            },
          );
          const [prediction] = await denoiser.run([scored]);
          const sum = prediction?.targetLogProb.reduce((a, b) => a + b, 0) ?? 0;
          const expected = pattern_log_prob_sum[j] as number;
          expect(Math.abs(sum - expected), `${name} pattern ${j}`).toBeLessThan(1e-4 * Math.abs(expected) + 1e-4);
        }
  });
});
