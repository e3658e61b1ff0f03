import type { ModelText } from "@unmask/text";
import type { ScoreRequestMessage } from "@unmask/wire";
import { Checks } from "./checks.js";
import { checkIds, checkLength, promptIds, refuse } from "./prompt.js";

export interface Scorable {
  readonly promptIds: readonly number[];
  readonly continuationIds: readonly number[];
}

/**
 * A score's prompt and continuation as token ids.
 * @throws {ServingError} INVALID_ARGUMENT naming what is wrong with either
 */
export function scorable(request: ScoreRequestMessage, text: ModelText): Scorable {
  const checks = new Checks();
  const { prompt, continuation } = checks.all({
    prompt: checks.try(() => promptIds(request, text)),
    continuation: checks.try(() => target(request, text)),
  });
  // A chat template ends in a special token, over which no token can reach.
  if (request.input === "rawPrompt" && typeof continuation === "string")
    return splitText(request.rawPrompt ?? "", continuation, text);
  return {
    promptIds: prompt,
    continuationIds: typeof continuation === "string" ? text.encode(continuation) : continuation,
  };
}

function target(request: ScoreRequestMessage, text: ModelText): string | readonly number[] {
  switch (request.target) {
    case "continuation": {
      const continuation = request.continuation ?? "";
      if (continuation === "") throw refuse("continuation", "must not be empty; give the text to score");
      checkLength("continuation", continuation, text);
      return continuation;
    }
    case "continuationIds":
      return checkIds("continuation_ids", request.continuationIds?.ids ?? [], text);
    case undefined:
      throw refuse("continuation", "is missing; a score needs exactly one of continuation and continuation_ids");
    default:
      return request.target satisfies never;
  }
}

/**
 * Tokenizes a text and its continuation as one, since a tokenizer that puts spaces in front of words has no good token for a
 * space at the end of a text. Where a token reaches over the boundary, each is tokenized for itself.
 * @see ML-GSAI/LLaDA eval_llada.py, _encode_pair; EleutherAI/lm-evaluation-harness does the same
 */
function splitText(rawPrompt: string, continuation: string, text: ModelText): Scorable {
  const prompt = rawPrompt.trimEnd();
  const rest = rawPrompt.slice(prompt.length) + continuation;
  const head = text.encode(prompt);
  const whole = text.encode(prompt + rest);
  const fits = head.every((id, i) => id === whole[i]);
  return { promptIds: head, continuationIds: fits ? whole.slice(head.length) : text.encode(rest) };
}
