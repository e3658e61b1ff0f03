import { ServingError } from "@unmask/wire";
import type { Checks } from "../checks.js";
import { shown } from "../shown.js";

/** Fields of OpenAI's API that ask for nothing here are taken; a value that asks for something is refused. */
export interface Neutral {
  readonly allowed: string;
  readonly fits: (value: unknown) => boolean;
  /** Why there is nothing else. */
  readonly why: string;
}

const exactly = (value: unknown, why: string): Neutral => ({
  allowed: JSON.stringify(value),
  fits: (given) => given === value,
  why,
});
const nothing = (why: string): Neutral => ({
  allowed: "left out",
  fits: (given) => Array.isArray(given) && given.length === 0,
  why,
});

const fixedDistribution = "tokens are drawn from softmax(logits / temperature); use temperature";
const noPenalty = "an answer is not written from left to right, so there is no text so far to count in";
const noTools = "the model calls no tools";

/** Of both routes. */
const neutral: Record<string, Neutral> = {
  top_p: exactly(1, fixedDistribution),
  presence_penalty: exactly(0, noPenalty),
  frequency_penalty: exactly(0, noPenalty),
};

export const neutralInCompletions: Record<string, Neutral> = {
  ...neutral,
  suffix: exactly("", "the answer has nothing behind it here"),
  echo: exactly(false, "the answer is returned alone"),
  best_of: exactly(1, "answers are not ranked; use n"),
};

export const neutralInChat: Record<string, Neutral> = {
  ...neutral,
  top_logprobs: exactly(0, "only the confidence of the committed token is kept; use logprobs"),
  tools: nothing(noTools),
  functions: nothing(noTools),
  tool_choice: exactly("none", noTools),
  function_call: exactly("none", noTools),
  response_format: {
    allowed: '{"type": "text"}',
    fits: (given) => (given as { type?: unknown } | undefined)?.type === "text",
    why: "the model's answers are text",
  },
  modalities: {
    allowed: '["text"]',
    fits: (given) => Array.isArray(given) && given.length === 1 && given[0] === "text",
    why: "the model's answers are text",
  },
  audio: nothing("the model's answers are text"),
  prediction: nothing("there is no draft to verify against"),
  reasoning_effort: exactly("none", "the model does not think before it answers; use steps"),
  verbosity: exactly("medium", "use max_tokens"),
  web_search_options: nothing("there is no search"),
};

/** Taken and not looked at: they change nothing of an answer. */
export const ignored = [
  "user",
  "metadata",
  "store",
  "service_tier",
  "safety_identifier",
  "prompt_cache_key",
  "prompt_cache_retention",
  "parallel_tool_calls",
];

/**
 * Takes the fields out that ask for nothing; null is as good as left out.
 * @param checks told of every value that asks for something
 * @throws {ServingError} INVALID_ARGUMENT for a body that is no object
 */
export function withoutNeutral(body: unknown, table: Record<string, Neutral>, checks: Checks): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw refuse("body", `the body must be a JSON object, got ${shown(body)}`);
  const rest: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (value === null || ignored.includes(name)) continue;
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!rule) rest.push([name, value]);
    else if (!rule.fits(value))
      checks.refuse(name, `${name} must be ${rule.allowed}, got ${shown(value)}: ${rule.why}`);
  }
  // Fields of its own, whatever their names: __proto__ is none of ours, and refused as such.
  return Object.fromEntries(rest);
}

export function refuse(field: string, message: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", message, { field });
}
