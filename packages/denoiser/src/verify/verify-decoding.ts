/** Decoding cases: the whole loop, canvas by canvas. */
import { answerIds, greedyCheckParams, type ParamsInput, resolveParams, startSequence } from "@unmask/diffusion";
import { type Bench, withoutPadding } from "./bench.js";
import type { DecodingCase, GreedyCase } from "./cases.js";
import { decodeSteps } from "./decode.js";
import { tolerance, type VerifyRow } from "./rows.js";

type Verdict = Omit<VerifyRow, "kind" | "name">;

/** `generate` and `threshold` cases; each row of a batch is decoded on its own. */
export async function verifyDecoding(item: DecodingCase, bench: Bench): Promise<Verdict> {
  let tokensEqual = true;
  let stepsEqual = true;
  let maxConfidenceError: number | undefined;
  for (const [r, padded] of item.prompt_ids.entries()) {
    const prompt = withoutPadding(padded, item.attention_mask?.[r]);
    const run = await decode(bench, prompt, paramsOf(item));
    tokensEqual &&= same(run.canvases.at(-1), item.final_ids[r]?.slice(-item.gen_length));
    const canvases = changes(item.canvas_after_step.map((rows) => rows[r] as number[]));
    const forwards = item.row_forwards?.[r] ?? item.forwards ?? item.model_calls;
    stepsEqual &&= same(run.canvases, canvases) && run.forwards === forwards;
    // The ranks of `random` are random numbers, not confidences.
    if (!item.commits || item.remasking === "random") continue;
    const expected = item.commits.flatMap((step) => step.filter(([row]) => row === r));
    for (const [, position, , confidence] of expected)
      maxConfidenceError = larger(maxConfidenceError, Math.abs((run.confidences.get(position) ?? NaN) - confidence));
  }
  const confident = maxConfidenceError === undefined || maxConfidenceError <= tolerance.confidence;
  return {
    ...(maxConfidenceError !== undefined && { maxConfidenceError }),
    tokensEqual,
    stepsEqual,
    pass: tokensEqual && stepsEqual && confident,
  };
}

/** `suffix_greedy` cases: one block, the single most confident token a step; the verdict is whether it gives the answer. */
export async function verifyGreedy(item: GreedyCase, bench: Bench): Promise<Verdict> {
  const run = await decode(bench, item.prompt_ids, greedyCheckParams(item.answer_ids.length, item.cfg_scale));
  const answer = run.canvases.at(-1);
  const tokensEqual = same(answer, item.greedy_answer_ids) && same(answer, item.answer_ids) === item.is_greedy;
  // The reference goes on after its verdict is clear, or stops there.
  const stepsEqual = same(run.canvases.slice(0, item.canvas_after_step.length), item.canvas_after_step);
  return { tokensEqual, stepsEqual, pass: tokensEqual && stepsEqual };
}

interface Run {
  /** The answer after every step. */
  readonly canvases: number[][];
  /** Position in the answer → confidence it was committed with. */
  readonly confidences: Map<number, number>;
  /** Of the batch that holds both halves of guidance, as the reference counts. */
  readonly forwards: number;
}

async function decode({ denoiser, special }: Bench, promptIds: readonly number[], input: ParamsInput): Promise<Run> {
  const params = resolveParams(input, promptIds.length, denoiser.info);
  const sequence = startSequence({ promptIds, params, special });
  const canvases: number[][] = [];
  const confidences = new Map<number, number>();
  let forwards = 0;
  for await (const commit of decodeSteps(denoiser, sequence)) {
    forwards++;
    canvases.push(answerIds(sequence));
    for (const [i, position] of commit.positions.entries()) confidences.set(position, commit.confidences[i] as number);
  }
  return { canvases, confidences, forwards };
}

function paramsOf(item: DecodingCase): ParamsInput {
  return {
    genLength: item.gen_length,
    blockLength: item.block_length,
    steps: item.steps,
    temperature: item.temperature,
    cfgScale: item.cfg_scale,
    strategy: item.threshold === undefined ? item.remasking : "threshold",
    threshold: item.threshold,
    logitsEosInf: item.logits_eos_inf,
    confidenceEosEotInf: item.confidence_eos_eot_inf,
    eosEarlyStop: false,
  };
}

/** The reference counts steps that change nothing, and a batch goes on for its slowest row; here neither happens. */
function changes(canvases: readonly number[][]): number[][] {
  return canvases.filter((canvas, i) => i === 0 || !same(canvas, canvases[i - 1]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** NaN is larger than any number, so that it shows. */
function larger(a: number | undefined, b: number): number {
  return a === undefined || Number.isNaN(b) || b > a ? b : a;
}
