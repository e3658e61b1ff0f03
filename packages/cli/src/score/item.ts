import type { GenerateInput, Message, Scored } from "@unmask/client";
import { ServingError } from "@unmask/wire";
import { parseObject } from "../json-lines.js";

/** What one line asks. */
export interface ScoreItem {
  /** Given back with the result; whatever the line has there. */
  readonly id: unknown;
  readonly input: GenerateInput;
  /** One continuation, or the choices. */
  readonly targets: readonly Scored[];
  /** Present for a multiple-choice question. */
  readonly choices?: {
    readonly texts: readonly string[];
    /** Which of them is right, from 0, where the line says so. */
    readonly answer: number | undefined;
  };
}

/**
 * Reads a line: a prompt (prompt, messages, raw_prompt or prompt_ids) and either a continuation (continuation or
 * continuation_ids) or choices, perhaps with the answer's index. Other fields are left alone.
 * @throws {ServingError} INVALID_ARGUMENT naming the field; whether the values can be scored is the server's to say
 */
export function parseItem(text: string): ScoreItem {
  const line = parseObject(text);
  const prompts = present(line, ["prompt", "messages", "raw_prompt", "prompt_ids"]);
  const targets = present(line, ["continuation", "continuation_ids", "choices"]);
  const input = prompt(line, prompts);
  if (targets !== "choices") {
    const target: Scored =
      targets === "continuation"
        ? { continuation: string(line, "continuation") }
        : { continuationIds: ids(line, "continuation_ids") };
    return { id: line.id, input, targets: [target] };
  }
  const texts = list(line, "choices", isString, "of strings");
  if (texts.length < 2) throw refuse("choices", `must be at least two, got ${texts.length}`);
  const answer = line.answer ?? undefined;
  if (answer !== undefined && !(Number.isInteger(answer) && (answer as number) in texts))
    throw refuse("answer", `must be the index of a choice, 0 to ${texts.length - 1}, got ${shown(answer)}`);
  return {
    id: line.id,
    input,
    targets: texts.map((continuation) => ({ continuation })),
    choices: { texts, answer: answer as number | undefined },
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Which one of the fields a line has. */
function present<const Name extends string>(line: Fields, names: readonly Name[]): Name {
  const given = names.filter((name) => line[name] !== undefined && line[name] !== null);
  if (given.length === 1) return given[0]!;
  const last = names.length - 1;
  const all = `${names.slice(0, last).join(", ")} and ${names[last]}`;
  throw refuse(names[0]!, `: a line needs exactly one of ${all}, got ${given.join(" and ") || "none"}`);
}

function prompt(line: Fields, name: "prompt" | "messages" | "raw_prompt" | "prompt_ids"): GenerateInput {
  switch (name) {
    case "prompt":
      return { prompt: string(line, name) };
    case "raw_prompt":
      return { rawPrompt: string(line, name) };
    case "prompt_ids":
      return { promptIds: ids(line, name) };
    case "messages":
      return { messages: list(line, name, isMessage, "of objects with role and content") };
    default:
      return name satisfies never;
  }
}

function string(line: Fields, name: string): string {
  const value = line[name];
  if (isString(value)) return value;
  throw refuse(name, `must be a string, got ${shown(value)}`);
}

const ids = (line: Fields, name: string) => list(line, name, (id) => typeof id === "number", "of numbers");

function list<T>(line: Fields, name: string, is: (value: unknown) => value is T, of: string): readonly T[] {
  const value = line[name];
  if (Array.isArray(value) && value.every(is)) return value;
  throw refuse(name, `must be a list ${of}, got ${shown(value)}`);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Roles are the server's to judge. */
function isMessage(value: unknown): value is Message {
  const { role, content } = (value ?? {}) as Fields;
  return isString(role) && isString(content);
}

const shown = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 60);

function refuse(field: string, problem: string): ServingError {
  const message = problem.startsWith(":") ? problem.slice(2) : `${field} ${problem}`;
  return new ServingError("INVALID_ARGUMENT", message, { field });
}
