import type { Frame, GenerateResponse } from "@unmask/wire";
import type { StartedEvent } from "./generation.js";

/** The messages of the proto as JSON, with its names. */

export function startedJson({ requestId, model, promptTokens, genLength }: StartedEvent): object {
  return { request_id: requestId, model, prompt_tokens: promptTokens, gen_length: genLength };
}

export function frameJson({ step, forwards, masked, commits, remasked, snapshot }: Frame): object {
  const named = commits.map(({ position, tokenId, text, confidence }) => {
    return { position, token_id: tokenId, text, confidence };
  });
  return { step, forwards, masked, commits: named, remasked, snapshot };
}

export function responseJson(response: GenerateResponse): object {
  const { requestId, model, text, tokenIds, confidences, finishReason, usage } = response;
  return {
    request_id: requestId,
    model,
    text,
    token_ids: tokenIds,
    confidences,
    finish_reason: finishReason === "FINISH_REASON_STOP" ? "stop" : "length",
    usage: usage && {
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      forwards: usage.forwards,
      steps: usage.steps,
      positions_forwarded: usage.positionsForwarded,
      committed_tokens: usage.committedTokens,
      queue_ms: usage.queueMs,
      total_ms: usage.totalMs,
    },
  };
}
