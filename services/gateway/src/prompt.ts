import type { Message, ModelText } from "@unmask/text";
import { type GenerateRequestMessage, ServingError } from "@unmask/wire";
import { Checks } from "./checks.js";

const roles = ["system", "user", "assistant"] as const;

/** The part of a request that says what comes first. */
export type PromptMessage = Pick<
  GenerateRequestMessage,
  "input" | "prompt" | "conversation" | "rawPrompt" | "promptIds"
>;

/**
 * The prompt's token ids, from whichever input the request has.
 * @throws {ServingError} INVALID_ARGUMENT naming the input and what is wrong with it
 */
export function promptIds(request: PromptMessage, text: ModelText): readonly number[] {
  const [field, ids] = encode(request, text);
  if (ids.length < text.maxLength) return ids;
  throw refuse(
    field,
    `has ${ids.length} tokens, which leaves no room in the model's context of ${text.maxLength}; shorten it`,
  );
}

function encode(request: PromptMessage, text: ModelText): [field: string, ids: readonly number[]] {
  switch (request.input) {
    case "prompt": {
      const content = request.prompt ?? "";
      if (content.trim() === "") throw refuse("prompt", "must not be empty; say what to answer");
      return ["prompt", chat("prompt", [{ role: "user", content }], text)];
    }
    case "conversation":
      return ["messages", chat("messages", conversation(request.conversation?.messages ?? []), text)];
    case "rawPrompt": {
      const content = request.rawPrompt ?? "";
      if (content === "") throw refuse("raw_prompt", "must not be empty; give the text to continue");
      checkLength("raw_prompt", content, text);
      return ["raw_prompt", text.encode(content)];
    }
    case "promptIds":
      return ["prompt_ids", checkIds("prompt_ids", request.promptIds?.ids ?? [], text)];
    case undefined:
      throw refuse("prompt", "is missing; a request needs exactly one of prompt, messages, raw_prompt and prompt_ids");
    default:
      return request.input satisfies never;
  }
}

function conversation(messages: readonly { readonly role: string; readonly content: string }[]): Message[] {
  if (messages.length === 0) throw refuse("messages", "must not be empty; the last one is the user's");
  const checks = new Checks();
  const last = messages.length - 1;
  const checked = messages.map(({ role, content }, index) => {
    const at = `messages[${index}]`;
    const known = checks.try(() => {
      const name = roles.find((one) => one === role);
      const shown = JSON.stringify(role.slice(0, 40));
      if (name === undefined) throw refuse(`${at}.role`, `must be one of ${roles.join(", ")}, got ${shown}`);
      if (index === last && name !== "user")
        throw refuse(`${at}.role`, `must be user, since the answer is the assistant's, got ${name}`);
      return name;
    });
    checks.try(() => {
      if (index === last && content.trim() === "")
        throw refuse(`${at}.content`, "must not be empty; say what to answer");
    });
    return { role: known ?? "user", content };
  });
  checks.end();
  return checked;
}

function chat(field: string, messages: readonly Message[], text: ModelText): number[] {
  if (!text.hasChatTemplate)
    throw refuse(field, `needs a chat template, and the model "${text.name}" has none; give raw_prompt instead`);
  checkLength(field, messages.map(({ content }) => content).join(""), text);
  return text.encodeChat(messages);
}

/** What cannot fit is refused before it is tokenized, which would take the process's time from everyone. */
export function checkLength(field: string, content: string, { maxTextLength, maxLength }: ModelText): void {
  const { length } = content.trim();
  if (length > maxTextLength)
    throw refuse(
      field,
      `has ${length} characters, too many for the model's context of ${maxLength} tokens; shorten it`,
    );
}

/** At least one, each in the vocabulary, and none the mask. */
export function checkIds(field: string, ids: readonly number[], { vocabSize, special }: ModelText): readonly number[] {
  if (ids.length === 0) throw refuse(field, "must not be empty");
  ids.forEach((id, index) => {
    if (!(Number.isInteger(id) && id >= 0 && id < vocabSize))
      throw refuse(`${field}[${index}]`, `must be an integer from 0 to ${vocabSize - 1}, got ${id}`);
    if (id === special.mask)
      throw refuse(`${field}[${index}]`, `must not be the mask token ${id}: only the answer is unmasked`);
  });
  return ids;
}

export function refuse(field: string, problem: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", `${field} ${problem}`, { field });
}
