import { type ScoreResponse as ResponseMessage, type ScoreRequestInput, ServingError } from "@unmask/wire";
import { checkSeed, int32, toInput } from "./messages.js";
import type { GenerateInput } from "./types.js";

/** Exactly one way to say what is scored. */
export type Scored =
  /** Text, in which no special token is recognised. After a `rawPrompt`, both are tokenized as one text. */
  { readonly continuation: string } | { readonly continuationIds: readonly number[] };

export type ScoreRequest = GenerateInput &
  Scored & {
    /** Left out: the model that is served. */
    readonly model?: string | undefined;
    /** Draws of the estimate, 1 to 2048; default 128. A continuation with no more ways to be masked is scored exactly. */
    readonly mcNum?: number | undefined;
    /** Classifier-free guidance, 0 to 100; 0 is none, anything else doubles the cost. */
    readonly cfgScale?: number | undefined;
    /** Of the draws, 0 to 2⁵³ − 1. The same request with the same seed gives the same number. */
    readonly seed?: number | undefined;
    /** Whether to compare greedy decoding with the continuation, for one more forward a token. */
    readonly greedyCheck?: boolean | undefined;
    /** As in a GenerateRequest. */
    readonly requestId?: string | undefined;
  };

export interface ScoreUsage {
  readonly promptTokens: number;
  readonly continuationTokens: number;
  /** Model forward passes; with guidance each pattern and step takes two. */
  readonly forwards: number;
  /** Tokens that went through the model, over all forward passes. */
  readonly positionsForwarded: number;
  /** From acceptance to the first forward, milliseconds. */
  readonly queueMs: number;
  /** From acceptance to the result, milliseconds. */
  readonly totalMs: number;
}

export interface ScoreResponse {
  readonly requestId: string;
  readonly model: string;
  /** ln p(continuation | prompt), or rather its lower bound that the model is trained on; nats. */
  readonly logLikelihood: number;
  /** Nats; 0 where the number is exact, undefined where a single draw tells nothing of it. */
  readonly standardError: number | undefined;
  /** Draws behind the estimate; of an exact one, the ways there are to mask the continuation. */
  readonly samples: number;
  readonly tokenIds: readonly number[];
  /** Each token's part of logLikelihood: its mean log-probability when it is decoded in a random order. */
  readonly tokenLogProbs: readonly number[];
  /** With greedyCheck: what greedy decoding gives in the continuation's place, and whether it is the same. */
  readonly greedy:
    | { readonly isEqual: boolean; readonly tokenIds: readonly number[]; readonly text: string }
    | undefined;
  readonly usage: ScoreUsage;
}

/** @throws {ServingError} INVALID_ARGUMENT for a number that the wire cannot carry, or unless there is one input and one target */
export function toScoreMessage(request: ScoreRequest): ScoreRequestInput {
  const { model, mcNum, cfgScale, seed, greedyCheck, requestId } = request;
  if (mcNum !== undefined) int32("mc_num", mcNum);
  checkSeed(seed);
  const settings = { model, mcNum, cfgScale, seed, greedyCheck, requestId };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...toInput(request), ...toTarget(request), ...Object.fromEntries(given) };
}

function toTarget(request: { continuation?: string; continuationIds?: readonly number[] }): ScoreRequestInput {
  const { continuation, continuationIds: ids } = request;
  if (continuation !== undefined && ids === undefined) return { continuation };
  if (ids !== undefined && continuation === undefined)
    return { continuationIds: { ids: ids.map((id) => int32("continuation_ids", id)) } };
  const message = `a score needs exactly one of continuation and continuationIds, got ${ids === undefined ? "neither" : "both"}`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "continuation" });
}

/** @throws {ServingError} INTERNAL when the server left a part out */
export function toScoreResponse(message: ResponseMessage): ScoreResponse {
  const { requestId, model, logLikelihood, standardError, samples, tokenIds, tokenLogProbs, isGreedy, usage } = message;
  if (usage === null) throw new ServingError("INTERNAL", "the server's answer has no usage");
  const greedy =
    isGreedy === undefined ? undefined : { isEqual: isGreedy, tokenIds: message.greedyIds, text: message.greedyText };
  return { requestId, model, logLikelihood, standardError, samples, tokenIds, tokenLogProbs, greedy, usage };
}
