import type { Checks } from "../checks.js";
import { shown } from "../shown.js";
import { neutralInChat, neutralInCompletions, refuse, withoutNeutral } from "./fields.js";

/** A request of OpenAI's API as those of POST /v1/generate that it stands for. */
export interface OpenAiRequest {
  /** Native bodies, one for each prompt; only what OpenAI's API has of its own is checked. */
  readonly bodies: readonly Record<string, unknown>[];
  /** Answers to each, each with a seed of its own. */
  readonly n: number;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly logprobs: boolean;
  /** Native name → the name that the caller used, for what is refused later. */
  readonly names: Readonly<Record<string, string>>;
}

const maxAnswers = 16;

/** What stands there in place of a prompt that cannot be read, so that the rest is checked. */
const standIn = { raw_prompt: "." };

/**
 * @param checks told of what is wrong; the request is then what the rest of the body says
 * @throws {ServingError} INVALID_ARGUMENT for a body that is no object
 */
export function parseChat(json: unknown, checks: Checks): OpenAiRequest {
  const { messages, logprobs, ...body } = withoutNeutral(json, neutralInChat, checks);
  const { rest, ...common } = takeCommon(body, checks);
  const wanted = checks.try(() => flag("logprobs", logprobs)) ?? false;
  const asked = checks.try(() => ({ messages: chatMessages(messages) })) ?? standIn;
  return { ...common, logprobs: wanted, bodies: [{ ...rest, ...asked }] };
}

/** As {@link parseChat}. */
export function parseCompletion(json: unknown, checks: Checks): OpenAiRequest {
  const { prompt, logprobs, ...body } = withoutNeutral(json, neutralInCompletions, checks);
  const { rest, names, ...common } = takeCommon(body, checks);
  checks.try(() => logprobs !== undefined && integer("logprobs", logprobs, 0, 1));
  const most = maxAnswers * 8;
  const asked = checks.try(() => prompts(prompt)) ?? [standIn];
  if (asked.length * common.n > most)
    checks.refuse("prompt", `a request has at most ${most} answers, got ${asked.length} prompts with n ${common.n}`);
  const bodies = asked.slice(0, most).map((input) => ({ ...rest, ...input }));
  return {
    ...common,
    logprobs: logprobs !== undefined,
    bodies,
    names: { ...names, raw_prompt: "prompt", prompt_ids: "prompt" },
  };
}

function takeCommon(body: Record<string, unknown>, checks: Checks) {
  const { n = 1, stream, stream_options, max_tokens, max_completion_tokens, logit_bias, stop, ...rest } = body;
  const names: Record<string, string> = {};
  if (max_tokens !== undefined && max_completion_tokens !== undefined)
    checks.refuse("max_tokens", "max_tokens and max_completion_tokens mean the same; give one of them");
  const limit = max_completion_tokens ?? max_tokens;
  if (limit !== undefined) {
    names.max_length = max_tokens === undefined ? "max_completion_tokens" : "max_tokens";
    if (rest.max_length !== undefined)
      checks.refuse(names.max_length, `${names.max_length} and max_length mean the same; give one of them`);
    rest.max_length = limit;
  }
  if (stop !== undefined && !(Array.isArray(stop) && stop.length === 0))
    rest.stop = typeof stop === "string" ? [stop] : stop;
  const banned = checks.try(() => bannedIds(logit_bias)) ?? [];
  if (banned.length > 0) {
    names.banned_ids = "logit_bias";
    if (rest.banned_ids !== undefined)
      checks.refuse("logit_bias", "logit_bias and banned_ids mean the same; give one of them");
    rest.banned_ids = banned;
  }
  return {
    rest,
    names,
    n: checks.try(() => integer("n", n, 1, maxAnswers)) ?? 1,
    stream: checks.try(() => flag("stream", stream)) ?? false,
    includeUsage: checks.try(() => includesUsage(stream_options)) ?? false,
  };
}

function includesUsage(options: unknown): boolean {
  if (options === undefined) return false;
  if (typeof options !== "object" || options === null)
    throw refuse("stream_options", `stream_options must be an object, got ${shown(options)}`);
  return flag("stream_options.include_usage", (options as { include_usage?: unknown }).include_usage ?? undefined);
}

/** Only "never" can be said of a token: its logits are not touched otherwise. */
function bannedIds(bias: unknown): number[] {
  if (bias === undefined) return [];
  if (typeof bias !== "object" || bias === null || Array.isArray(bias))
    throw refuse("logit_bias", `logit_bias must be an object, got ${shown(bias)}`);
  return Object.entries(bias).map(([id, value]) => {
    if (value === -100) return Number(id);
    throw refuse(
      "logit_bias",
      `logit_bias must be -100, which bans a token, got ${shown(value)} for ${id.slice(0, 40)}`,
    );
  });
}

function chatMessages(messages: unknown): object[] {
  if (!Array.isArray(messages)) throw refuse("messages", `messages must be an array, got ${shown(messages)}`);
  return messages.map((message: unknown, i) => {
    const at = `messages[${i}]`;
    if (typeof message !== "object" || message === null)
      throw refuse(at, `${at} must be an object, got ${shown(message)}`);
    const { role, content, ...others } = message as Record<string, unknown>;
    for (const [name, value] of Object.entries(others)) {
      // What a client got as an answer, it may send back as it is.
      if (value === null || name === "annotations" || (Array.isArray(value) && value.length === 0)) continue;
      throw refuse(`${at}.${name}`, `${at}.${name} has no meaning here: a message is a role and its text`);
    }
    return { role: role === "developer" ? "system" : role, content: contentText(content, at) };
  });
}

function contentText(content: unknown, at: string): unknown {
  if (!Array.isArray(content)) return content;
  const texts = content.map((part: unknown, i) => {
    const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown };
    if (type === "text" && typeof text === "string") return text;
    throw refuse(
      `${at}.content[${i}]`,
      `${at}.content[${i}] must be of type text, got ${shown(type)}: the model reads text only`,
    );
  });
  return texts.join("");
}

function prompts(prompt: unknown): object[] {
  if (typeof prompt === "string") return [{ raw_prompt: prompt }];
  if (!Array.isArray(prompt) || prompt.length === 0)
    throw refuse(
      "prompt",
      `prompt must be text, token ids, or a list of either that is not empty, got ${shown(prompt)}`,
    );
  if (prompt.every((part) => typeof part === "number")) return [{ prompt_ids: prompt }];
  return prompt.map((part: unknown, i) => {
    if (typeof part === "string") return { raw_prompt: part };
    if (Array.isArray(part)) return { prompt_ids: part };
    throw refuse(`prompt[${i}]`, `prompt[${i}] must be text or token ids, got ${shown(part)}`);
  });
}

function flag(field: string, value: unknown): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw refuse(field, `${field} must be true or false, got ${shown(value)}`);
}

function integer(field: string, value: unknown, low: number, high: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) return value;
  throw refuse(field, `${field} must be an integer from ${low} to ${high}, got ${shown(value)}`);
}
