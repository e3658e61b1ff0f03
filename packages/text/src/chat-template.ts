import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Template } from "@huggingface/jinja";
import { isRecord, type JsonFile } from "./json-file.js";
import { ModelError, reasonOf } from "./model-error.js";

/** One turn of a conversation. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** @returns the conversation as the model was trained to read it, up to and with the assistant's header */
export type ChatTemplate = (messages: readonly Message[]) => string;

const remedy = "correct the chat template, or take it again from the model's source";

/**
 * @returns undefined for a model without a chat template (a base model)
 * @throws {ModelError} when there is one and it cannot be rendered
 */
export async function loadChatTemplate(folder: string, tokenizerConfig: JsonFile): Promise<ChatTemplate | undefined> {
  const separate = join(folder, "chat_template.jinja");
  const inConfig = templateText(tokenizerConfig);
  // Newer exports keep the template in a file of its own.
  const source = inConfig ?? (await readFile(separate, "utf8").catch(() => undefined));
  if (source === undefined) return undefined;
  const path = inConfig === undefined ? separate : tokenizerConfig.path;
  const context = { ...namedTokens(tokenizerConfig), add_generation_prompt: true };
  try {
    const template = new Template(source);
    const render: ChatTemplate = (messages) => template.render({ ...context, messages });
    render([{ role: "user", content: "Hello" }]);
    return render;
  } catch (error) {
    throw new ModelError(path, `chat_template cannot be rendered (${reasonOf(error).slice(0, 120)})`, remedy, error);
  }
}

/** `chat_template` is the text itself, or a list of named ones of which "default" is for plain conversations. */
function templateText({ path, fields }: JsonFile): string | undefined {
  const value = fields.chat_template;
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  const entries: unknown[] = Array.isArray(value) ? value : [];
  const named = entries.find((entry) => isRecord(entry) && entry.name === "default");
  if (isRecord(named) && typeof named.template === "string") return named.template;
  throw new ModelError(path, "chat_template is neither text nor a list with one named default", remedy);
}

/** `bos_token` and its like, which templates refer to: plain text, or an object around it. */
function namedTokens({ fields }: JsonFile): Record<string, string> {
  const tokens: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!name.endsWith("_token")) continue;
    const content = isRecord(value) ? value.content : value;
    if (typeof content === "string") tokens[name] = content;
  }
  return tokens;
}
