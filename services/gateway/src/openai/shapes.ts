import type { ModelText } from "@unmask/text";
import type { GenerateResponse } from "@unmask/wire";
import type { Choice } from "../endpoint.js";
import type { SettledPart, SettledToken } from "../settled-text.js";

/** How an answer looks: in one piece, and in chunks of a stream. */
export interface Shape {
  readonly idPrefix: string;
  readonly object: string;
  readonly chunkObject: string;
  /** A whole answer's choice, without index and finish_reason. */
  whole(text: string, logprobs: object | null): object;
  /** The first chunk of a choice; undefined where there is none before the first text. */
  opening(): object | undefined;
  part(text: string, logprobs: object | null): object;
  closing(): object;
  /** @param offset characters of the answer before these tokens */
  logprobs(tokens: readonly SettledToken[], text: ModelText, offset: number): object;
}

/** The log of a probability, where 0 would be no JSON. OpenAI's own floor. */
const log = (confidence: number) => Math.max(Math.log(confidence), -9999);

export const chatShape: Shape = {
  idPrefix: "chatcmpl-",
  object: "chat.completion",
  chunkObject: "chat.completion.chunk",
  whole: (content, logprobs) => ({ message: { role: "assistant", content, refusal: null }, logprobs }),
  opening: () => ({ delta: { role: "assistant", content: "" }, logprobs: null }),
  part: (content, logprobs) => ({ delta: { content }, logprobs }),
  closing: () => ({ delta: {}, logprobs: null }),
  logprobs: (tokens, text) => ({
    content: tokens.map(({ id, confidence }) => {
      const token = text.tokenText(id);
      // A part of a character has no text of its own.
      const bytes = token.includes("\uFFFD") ? null : [...Buffer.from(token)];
      return { token, logprob: log(confidence), bytes, top_logprobs: [] };
    }),
    refusal: null,
  }),
};

export const completionShape: Shape = {
  idPrefix: "cmpl-",
  object: "text_completion",
  chunkObject: "text_completion",
  whole: (text, logprobs) => ({ text, logprobs }),
  opening: () => undefined,
  part: (text, logprobs) => ({ text, logprobs }),
  closing: () => ({ text: "", logprobs: null }),
  logprobs: (tokens, text, offset) => {
    const words = tokens.map(({ id }) => text.tokenText(id));
    let at = offset;
    return {
      tokens: words,
      token_logprobs: tokens.map(({ confidence }) => log(confidence)),
      top_logprobs: null,
      text_offset: words.map((word) => {
        at += word.length;
        return at - word.length;
      }),
    };
  },
};

/** `undefined` logprobs are null, which is how OpenAI says that none were asked for. */
export function partLogprobs(
  shape: Shape,
  part: SettledPart,
  text: ModelText,
  offset: number,
  wanted: boolean,
): object | null {
  return wanted && part.tokens.length > 0 ? shape.logprobs(part.tokens, text, offset) : null;
}

export function finishReason({ finishReason: reason }: GenerateResponse): "stop" | "length" {
  return reason === "FINISH_REASON_STOP" ? "stop" : "length";
}

/** Beside OpenAI's fields: what the answer took, and the seed that gives it again. */
export function ownFields({ accepted }: Choice, { usage }: GenerateResponse): object {
  const { seed } = accepted.job.params;
  const { steps, forwards, queueMs, totalMs } = usage!;
  return { unmask: { seed, steps, forwards, queue_ms: queueMs, total_ms: totalMs } };
}

export function tokens({ tokenIds, confidences }: GenerateResponse): SettledToken[] {
  return tokenIds.map((id, i) => ({ id, confidence: confidences[i] ?? 0 }));
}

/** A prompt is counted once, however many answers it has. */
export function usageOf(choices: readonly Choice[], responses: readonly GenerateResponse[], n: number): object {
  const prompts = choices.filter(({ index }) => index % n === 0);
  const prompt_tokens = prompts.reduce((sum, { accepted }) => sum + accepted.job.promptIds.length, 0);
  const completion_tokens = responses.reduce((sum, { usage }) => sum + usage!.completionTokens, 0);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** What every chunk and every answer begins with. */
export function head(choices: readonly Choice[], { idPrefix }: Shape, object: string): object {
  const { requestId, text } = choices[0]!.accepted;
  return { id: idPrefix + requestId, object, created: Math.floor(Date.now() / 1000), model: text.name };
}
