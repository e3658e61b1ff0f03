/** Decodes answers with a model at hand: no queue, no scheduler. */
import {
  answerIds,
  applyStep,
  type Commit,
  isComplete,
  nextRow,
  type Sequence,
  type SequenceInput,
  startSequence,
} from "@unmask/diffusion";
import type { Denoiser } from "../session.js";

/** Runs a sequence to its end, one step at a time; yields what each step committed. Mutates the sequence. */
export async function* decodeSteps(denoiser: Denoiser, sequence: Sequence): AsyncGenerator<Commit> {
  while (!isComplete(sequence)) {
    const row = nextRow(sequence);
    const [prediction] = await denoiser.run([row]);
    if (prediction) yield applyStep(sequence, row, prediction);
  }
}

/** @returns the answer's ids, genLength of them, end tokens and what follows them included */
export async function decodeAnswer(denoiser: Denoiser, input: SequenceInput): Promise<number[]> {
  const sequence = startSequence(input);
  for await (const _ of decodeSteps(denoiser, sequence));
  return answerIds(sequence);
}
