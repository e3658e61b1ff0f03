/** Two builds of one checkpoint, say bf16 and int8: how often they predict the same, and how sure they are. */
import {
  answerIds,
  applyStep,
  isComplete,
  nextRow,
  type ParamsInput,
  resolveParams,
  startSequence,
} from "@unmask/diffusion";
import { ModelError } from "../errors.js";
import { Denoiser } from "../session.js";
import { decodeAnswer } from "./decode.js";

export interface Comparison {
  readonly prompts: number;
  /** Predictions compared: every candidate of every step. */
  readonly predictions: number;
  /** Fraction of them with the same token, in [0, 1]. */
  readonly argmaxAgreement: number;
  /** |confidence of b − confidence of a| over all predictions. */
  readonly confidenceError: { readonly mean: number; readonly max: number };
  /** Fraction of prompts that both, each decoding by itself, answer with the same ids, in [0, 1]. */
  readonly answersEqual: number;
  /** What each answered to each prompt: ids, end tokens and what follows them included. */
  readonly answers: readonly { readonly a: readonly number[]; readonly b: readonly number[] }[];
}

export interface CompareOptions {
  /** How answers are decoded; default: 64 tokens in blocks of 8, one a step, or as many as the model's context allows. */
  readonly params?: ParamsInput;
  /** End-of-turn id of the vocabulary, if it has one. */
  readonly eotId?: number;
  readonly threads?: number;
  /** Ends the comparison between two prompts. */
  readonly signal?: AbortSignal;
  /** Called after every prompt. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * `a` decodes every prompt greedily; at each step `b` is shown the same canvas. So one early difference does not make all
 * later ones.
 * @param a folder of the model that counts as right
 * @param b folder of the other build
 * @param prompts token ids
 * @throws {ModelError} for an unusable model, or two of different vocabularies
 */
export async function compareModels(
  a: string,
  b: string,
  prompts: readonly ArrayLike<number>[],
  options: CompareOptions = {},
): Promise<Comparison> {
  const {
    params: input = { genLength: 64, blockLength: 8 },
    threads = 1,
    eotId,
    signal,
    onProgress = () => {},
  } = options;
  const one = await Denoiser.load(a, { threads });
  const other = await Denoiser.load(b, { threads });
  try {
    const { vocabSize, maskId, eosId, maxLength } = one.info;
    if (other.info.vocabSize !== vocabSize || other.info.maskId !== maskId)
      throw new ModelError(
        b,
        `has ${other.info.vocabSize} ids with mask ${other.info.maskId}, ${a} has ${vocabSize} with ${maskId}`,
        "compare two builds of one checkpoint",
      );
    const special = { mask: maskId, eos: eosId, ...(eotId !== undefined && { eot: eotId }) };
    const tally = { predictions: 0, same: 0, error: 0, max: 0 };
    const answers: Comparison["answers"][number][] = [];
    for (const [i, promptIds] of prompts.entries()) {
      signal?.throwIfAborted();
      const params = resolveParams({ ...input, temperature: 0 }, promptIds.length, { maxLength });
      const sequence = startSequence({ promptIds, params, special });
      while (!isComplete(sequence)) {
        const row = nextRow(sequence);
        const [mine] = await one.run([row]);
        const [theirs] = await other.run([row]);
        if (!mine || !theirs) break;
        for (const [k, id] of mine.tokenIds.entries()) {
          const error = Math.abs((mine.confidence[k] as number) - (theirs.confidence[k] as number));
          tally.predictions++;
          if (id === theirs.tokenIds[k]) tally.same++;
          tally.error += error;
          tally.max = Math.max(tally.max, error);
        }
        applyStep(sequence, row, mine);
      }
      answers.push({ a: answerIds(sequence), b: await decodeAnswer(other, { promptIds, params, special }) });
      onProgress({ done: i + 1, total: prompts.length });
    }
    return {
      prompts: prompts.length,
      predictions: tally.predictions,
      argmaxAgreement: tally.same / Math.max(1, tally.predictions),
      confidenceError: { mean: tally.error / Math.max(1, tally.predictions), max: tally.max },
      answersEqual: answers.filter(({ a, b }) => a.join() === b.join()).length / Math.max(1, prompts.length),
      answers,
    };
  } finally {
    await one.close();
    await other.close();
  }
}
