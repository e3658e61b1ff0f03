import { resolveScoreParams, type ScoreParamsInput } from "@unmask/diffusion";
import type { ScoreJob, ScoreResult } from "@unmask/queue";
import type { ModelText } from "@unmask/text";
import type { ScoreRequestMessage, ScoreResponse } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { Checks } from "./checks.js";
import { scorable } from "./continuation.js";
import { checkRequestId, type Identity, identify } from "./identity.js";
import type { CallParts } from "./job-calls.js";
import { findModel } from "./models.js";
import { placeOf, refusing } from "./validate.js";

/** What gRPC and HTTP both call. Every failure is a ServingError. */
export type Score = (
  request: ScoreRequestMessage,
  options: {
    readonly caller: Caller;
    readonly signal: AbortSignal;
    /** What is known to be wrong already. */
    readonly checks?: Checks;
  },
) => Promise<ScoreResponse>;

export function createScore({ calls, models }: CallParts): Score {
  return async (request, { caller, signal, checks = new Checks() }) => {
    const accepted = validateScore(request, models, caller, checks);
    const { promptIds, continuationIds } = accepted.job;
    await caller.spendTokens(promptIds.length + continuationIds.length);
    return toResponse(accepted, await calls.result(accepted.jobId, accepted.job, { signal, quota: accepted.quota }));
  };
}

interface AcceptedScore extends Identity {
  readonly text: ModelText;
  readonly job: ScoreJob;
}

/** @throws {ServingError} INVALID_ARGUMENT with every field; NOT_FOUND for a model that is not served */
function validateScore(
  request: ScoreRequestMessage,
  models: readonly ModelText[],
  caller: Caller,
  checks: Checks,
): AcceptedScore {
  const text = findModel(request.model, models);
  checks.try(() => checkRequestId(request.requestId));
  const found = checks.try(() => scorable(request, text));
  const { mcNum, cfgScale, seed, greedyCheck } = request;
  const input: ScoreParamsInput = { mcNum, cfgScale, seed, greedyCheck };
  const [promptLength, length] = found ? [found.promptIds.length, found.continuationIds.length] : [0, 1];
  const resolved = checks.try(() => refusing(() => resolveScoreParams(input, promptLength, length, text.maxLength)));
  const { ids, params } = checks.all({ ids: found, params: resolved });
  const content = { kind: "score", model: text.name, ...ids, params, special: text.special } as const;
  return {
    ...identify(request.requestId, content, caller),
    text,
    job: { ...content, ...placeOf(caller) },
  };
}

function toResponse({ requestId, text, job }: AcceptedScore, result: ScoreResult): ScoreResponse {
  const { logLikelihood, standardError, samples, tokenLogProbs, greedyIds, forwards, positions } = result;
  const { promptIds, continuationIds } = job;
  const isGreedy = greedyIds?.every((id, i) => id === continuationIds[i]);
  return {
    requestId,
    model: text.name,
    logLikelihood,
    ...(standardError !== undefined && { standardError }),
    samples,
    tokenIds: [...continuationIds],
    tokenLogProbs: [...tokenLogProbs],
    ...(isGreedy !== undefined && { isGreedy }),
    greedyIds: [...(greedyIds ?? [])],
    greedyText: text.decode(greedyIds ?? []),
    usage: {
      promptTokens: promptIds.length,
      continuationTokens: continuationIds.length,
      forwards,
      positionsForwarded: positions,
      queueMs: result.queueMs,
      totalMs: result.totalMs,
    },
  };
}
