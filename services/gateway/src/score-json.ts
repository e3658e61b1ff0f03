import { maxMcNum } from "@unmask/diffusion";
import type { ScoreRequestMessage, ScoreResponse } from "@unmask/wire";
import { z } from "zod";
import type { Checks } from "./checks.js";
import { askFields, parsePart, toInput } from "./http-body.js";
import type { scoreAnswer } from "./openapi/answers.js";

export const scoreSchema = z.strictObject({
  ...askFields,
  continuation: z.string().optional().meta({ description: "the text to score" }),
  continuation_ids: z
    .array(z.number())
    .optional()
    .meta({ description: "or its token ids", items: { type: "integer" } }),
  mc_num: z
    .number()
    .optional()
    .meta({ type: "integer", minimum: 1, maximum: maxMcNum, description: "draws of the estimate; left out, 128" }),
  cfg_scale: z.number().optional().meta({ minimum: 0, maximum: 100, description: "classifier-free guidance" }),
  seed: z.number().optional().meta({ type: "integer", minimum: 0, description: "of the draws" }),
  greedy_check: z.boolean().optional().meta({ description: "also compare with greedy decoding" }),
});

/**
 * The body of POST /v1/score as the message that gRPC receives. Only shape and types are checked here: values are checked
 * where gRPC's are.
 * @param checks told of what is wrong; the message is then what the rest of the body says
 * @throws {ServingError} INVALID_ARGUMENT where there is no rest
 */
export function parseScoreBody(json: unknown, checks: Checks): ScoreRequestMessage {
  const body = parsePart(scoreSchema, json, checks);
  const { continuation, continuation_ids: ids, mc_num: mcNum, cfg_scale: cfgScale, seed } = body;
  if (continuation !== undefined && ids !== undefined)
    checks.refuse("continuation", "a score needs exactly one of continuation and continuation_ids, got both");
  return {
    model: body.model ?? "",
    requestId: body.request_id ?? "",
    greedyCheck: body.greedy_check ?? false,
    ...toInput(body, checks),
    ...(continuation !== undefined && { target: "continuation", continuation }),
    ...(ids && { target: "continuationIds", continuationIds: { ids } }),
    ...(mcNum !== undefined && { mcNum }),
    ...(cfgScale !== undefined && { cfgScale }),
    ...(seed !== undefined && { seed }),
  };
}

/** The response with the proto's names. */
export function scoreJson(response: ScoreResponse): z.output<typeof scoreAnswer> {
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
