import type { ScoreRequestMessage, ScoreResponse } from "@unmask/wire";
import { z } from "zod";
import { askFields, parseAs, refuse, toInput } from "./http-body.js";

const bodySchema = z.strictObject({
  ...askFields,
  continuation: z.string().optional(),
  continuation_ids: z.array(z.number()).optional(),
  mc_num: z.number().optional(),
  cfg_scale: z.number().optional(),
  seed: z.number().optional(),
  greedy_check: z.boolean().optional(),
});

/**
 * The body of POST /v1/score as the message that gRPC receives. Only shape and types are checked here: values are checked
 * where gRPC's are.
 * @throws {ServingError} INVALID_ARGUMENT with the field
 */
export function parseScoreBody(json: unknown): ScoreRequestMessage {
  const body = parseAs(bodySchema, json);
  const { continuation, continuation_ids: ids, mc_num: mcNum, cfg_scale: cfgScale, seed } = body;
  if (continuation !== undefined && ids !== undefined)
    throw refuse("continuation", "a score needs exactly one of continuation and continuation_ids, got both");
  return {
    model: body.model ?? "",
    requestId: body.request_id ?? "",
    greedyCheck: body.greedy_check ?? false,
    ...toInput(body),
    ...(continuation !== undefined && { target: "continuation", continuation }),
    ...(ids && { target: "continuationIds", continuationIds: { ids } }),
    ...(mcNum !== undefined && { mcNum }),
    ...(cfgScale !== undefined && { cfgScale }),
    ...(seed !== undefined && { seed }),
  };
}

/** The response with the proto's names. */
export function scoreJson(response: ScoreResponse): object {
  const { requestId, model, logLikelihood, standardError, samples, tokenIds, tokenLogProbs, isGreedy, usage } =
    response;
  return {
    request_id: requestId,
    model,
    log_likelihood: logLikelihood,
    ...(standardError !== undefined && { standard_error: standardError }),
    samples,
    token_ids: tokenIds,
    token_log_probs: tokenLogProbs,
    ...(isGreedy !== undefined && {
      is_greedy: isGreedy,
      greedy_ids: response.greedyIds,
      greedy_text: response.greedyText,
    }),
    usage: usage && {
      prompt_tokens: usage.promptTokens,
      continuation_tokens: usage.continuationTokens,
      forwards: usage.forwards,
      positions_forwarded: usage.positionsForwarded,
      queue_ms: usage.queueMs,
      total_ms: usage.totalMs,
    },
  };
}
