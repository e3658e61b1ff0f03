import { applyStep, isComplete, nextRow, type Sequence, type SequenceInput, startSequence } from "@unmask/diffusion";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
// Diffusion's own requests, since a package's tests are not exported.
import { inputs, special } from "../../diffusion/src/testing/inputs.js";
import { Denoiser } from "./session.js";
import { smallConfig, temporaryFolder, writeCheckpoint } from "./testing/checkpoint.js";

/** Real forward passes, so that what a batch does to its rows is part of it. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let denoiser: Denoiser;
beforeAll(async () => {
  folder = await temporaryFolder();
  const ids = { mask_token_id: special.mask, eos_token_id: special.eos };
  const config = { d_model: 16, n_heads: 2, n_layers: 2, mlp_hidden_size: 24, vocab_size: 100, embedding_size: 100 };
  await writeCheckpoint(folder.path, smallConfig({ ...config, ...ids }));
  denoiser = await Denoiser.load(folder.path, { threads: 1 });
});
afterAll(async () => {
  await denoiser.close();
  await folder.remove();
});

/** One batch: the next step of each. */
async function step(sequences: readonly Sequence[]): Promise<void> {
  const rows = sequences.map(nextRow);
  const predictions = await denoiser.run(rows);
  for (const [i, sequence] of sequences.entries()) applyStep(sequence, rows[i]!, predictions[i]!);
}

const outcome = ({ canvas, commitSteps, confidences, progress }: Sequence) => ({
  canvas: [...canvas],
  commitSteps: [...commitSteps],
  confidences: [...confidences],
  progress,
});

test("an answer does not depend on what it was batched with, nor on when: whatever it and the others asked for", async () => {
  const crowd = fc.array(fc.record({ input: inputs, joins: fc.nat(6) }), { minLength: 2, maxLength: 6 });
  // Whether a sequence is in a round's first batch, its second, or waits.
  const places = fc.infiniteStream(fc.constantFrom(0, 0, 1, 2));
  const alone = async (input: SequenceInput) => {
    const sequence = startSequence(input);
    while (!isComplete(sequence)) await step([sequence]);
    return outcome(sequence);
  };
  await fc.assert(
    fc.asyncProperty(crowd, places, async (requests, place) => {
      const sequences = requests.map(({ input }) => startSequence(input));
      for (let round = 0; sequences.some((sequence) => !isComplete(sequence)); round++) {
        const batches: Sequence[][] = [[], [], []];
        for (const [i, sequence] of sequences.entries()) {
          if (!isComplete(sequence) && round >= requests[i]!.joins) batches[place.next().value!]!.push(sequence);
        }
        for (const batch of batches.slice(0, 2)) if (batch.length > 0) await step(batch);
      }
      for (const [i, { input }] of requests.entries()) expect(outcome(sequences[i]!)).toEqual(await alone(input));
    }),
    { numRuns: 40 },
  );
}, 60_000);
