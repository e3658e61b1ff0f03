import type { Frame, GenerateResponse } from "@unmask/wire";
import type { z } from "zod";
import type { StartedEvent } from "./generation.js";
import type { frameEvent, generateAnswer, startedEvent } from "./openapi/answers.js";

/** The messages of the proto as JSON, with its names. */

export function startedJson({
  requestId,
  model,
  promptTokens,
  genLength,
}: StartedEvent): z.output<typeof startedEvent> {
  return { request_id: requestId, model, prompt_tokens: promptTokens, gen_length: genLength };
}

export function frameJson({
  step,
  forwards,
  masked,
  commits,
  remasked,
  snapshot,
  provisional,
}: Frame): z.output<typeof frameEvent> {
  const named = (tokens: Frame["commits"]) =>
    tokens.map(({ position, tokenId, text, confidence }) => ({ position, token_id: tokenId, text, confidence }));
  return {
    step,
    forwards,
    masked,
    commits: named(commits),
    remasked,
    snapshot,
    ...(provisional.length > 0 && { provisional: named(provisional) }),
  };
}

export function responseJson(response: GenerateResponse): z.output<typeof generateAnswer> {
  const { requestId, model, text, tokenIds, confidences, commitSteps, finishReason, stop, gaps, usage } = response;
  return {
    request_id: requestId,
    model,
    text,
    token_ids: tokenIds,
    confidences,
    ...(commitSteps.length > 0 && { commit_steps: commitSteps }),
    finish_reason: finishReason === "FINISH_REASON_STOP" ? "stop" : "length",
    ...(stop !== "" && { stop }),
    ...(gaps.length > 0 && {
      gaps: gaps.map((gap) => ({ position: gap.position, token_ids: gap.tokenIds, text: gap.text })),
    }),
    usage: usage && {
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      forwards: usage.forwards,
      steps: usage.steps,
      positions_forwarded: usage.positionsForwarded,
      committed_tokens: usage.committedTokens,
      committed_per_forward: usage.committedPerForward,
      wasted_tokens: usage.wastedTokens,
      ...(usage.inTime !== undefined && { in_time: usage.inTime, hurried_tokens: usage.hurriedTokens }),
      queue_ms: usage.queueMs,
      total_ms: usage.totalMs,
    },
  };
}
