/** A small random model with its logits, for tests of the sampler head. */
import type { StepRow } from "@unmask/diffusion";
import { Denoiser } from "../session.js";
import { randomTensors, smallConfig, temporaryFolder, writeCheckpoint } from "./checkpoint.js";

export interface HeadModel {
  readonly folder: string;
  readonly denoiser: Denoiser;
  readonly vocabSize: number;
  /** A row of pseudo-random ids whose candidates are all `length` positions. */
  row(length: number, changes?: Partial<StepRow>): StepRow;
  /** Logits [C][V] as the graph computes them, before suppression. */
  logits(row: StepRow): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** @param scale of the LM head: 1 gives logits of a few units */
export async function headModel(vocabSize: number, scale = 1): Promise<HeadModel> {
  const folder = await temporaryFolder();
  const config = smallConfig({
    vocab_size: vocabSize,
    embedding_size: vocabSize,
    mask_token_id: vocabSize - 1,
    eos_token_id: vocabSize - 2,
  });
  await writeCheckpoint(folder.path, config, randomTensors(config, 7, scale));
  const denoiser = await Denoiser.load(folder.path, { threads: 1, fullLogits: true });
  return {
    folder: folder.path,
    denoiser,
    vocabSize,
    row: (length, changes = {}) => ({
      inputIds: Int32Array.from({ length }, (_, i) => (i * 7919 + 13) % vocabSize),
      guidanceScale: 0,
      candidates: Int32Array.from({ length }, (_, i) => i),
      suppressedIds: [vocabSize - 1],
      confidenceSuppressedIds: [],
      temperature: 0,
      seed: 5,
      step: 0,
      ...changes,
    }),
    logits: async (row) => {
      const flat = await denoiser.logits(row);
      return Array.from(row.candidates, (_, i) => flat.subarray(i * vocabSize, (i + 1) * vocabSize));
    },
    close: async () => {
      await denoiser.close();
      await folder.remove();
    },
  };
}
