import { type ParameterRule, parameterNames, parameters, publicName } from "@unmask/diffusion";
import { type GenerateRequestMessage, ServingError } from "@unmask/wire";
import { z } from "zod";
import type { PromptMessage } from "./prompt.js";

const pin = z.strictObject({ position: z.number(), token_id: z.number().optional(), text: z.string().optional() });

/** The proto's SamplingParams, name by name: shapes and types only. */
export const paramFields: Record<string, z.ZodType> = Object.fromEntries(
  parameterNames.map((name) => [publicName(name), schemaOf(parameters[name].kind).optional()]),
);

function schemaOf(kind: ParameterRule["kind"]): z.ZodType {
  switch (kind) {
    case "integer":
    case "number":
      return z.number();
    case "boolean":
      return z.boolean();
    case "strategy":
      return z.string();
    case "ids":
      return z.array(z.number());
    case "pins":
      return z.array(pin).transform((pins) => pins.map(toPin));
    case "texts":
      return z.array(z.string());
    default:
      return kind satisfies never;
  }
}

function toPin({ position, token_id, text }: z.output<typeof pin>, index: number) {
  if ((token_id === undefined) === (text === undefined))
    throw refuse(`pins[${index}]`, `pins[${index}] needs one of token_id and text`);
  return text === undefined ? { position, what: "tokenId", tokenId: token_id } : { position, what: "text", text };
}

/** What every body may say. */
export const askFields = {
  model: z.string().optional(),
  prompt: z.string().optional(),
  messages: z.array(z.strictObject({ role: z.string(), content: z.string() })).optional(),
  raw_prompt: z.string().optional(),
  prompt_ids: z.array(z.number()).optional(),
  request_id: z.string().optional(),
};

const bodySchema = z.strictObject({ ...askFields, params: z.strictObject(paramFields).optional(), ...paramFields });

type Body = z.output<typeof bodySchema>;
type ParamsBody = { readonly params?: Record<string, unknown> | undefined };

/**
 * The body of POST /v1/generate as the message that gRPC receives. Names are the proto's; parameters stand in `params` or
 * beside the prompt. Only shape and types are checked here: values are checked where gRPC's are.
 * @throws {ServingError} INVALID_ARGUMENT with the field
 */
export function parseBody(json: unknown): GenerateRequestMessage {
  const body = parseAs(bodySchema, json);
  return { model: body.model ?? "", requestId: body.request_id ?? "", params: toParams(body), ...toInput(body) };
}

/** @throws {ServingError} INVALID_ARGUMENT with the field that is not as the schema says */
export function parseAs<Schema extends z.ZodObject>(schema: Schema, json: unknown): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw explain(parsed.error.issues[0]!, json, schema.shape);
  return parsed.data;
}

/** @throws {ServingError} INVALID_ARGUMENT when more than one is given */
export function toInput({ prompt, messages, raw_prompt, prompt_ids }: Partial<Body>): PromptMessage {
  const given = Object.entries({ prompt, messages, raw_prompt, prompt_ids }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const names = given.map(([name]) => name).join(" and ");
    throw refuse("prompt", `a request needs exactly one of prompt, messages, raw_prompt and prompt_ids, got ${names}`);
  }
  if (prompt !== undefined) return { input: "prompt", prompt };
  if (messages !== undefined) return { input: "conversation", conversation: { messages } };
  if (raw_prompt !== undefined) return { input: "rawPrompt", rawPrompt: raw_prompt };
  if (prompt_ids !== undefined) return { input: "promptIds", promptIds: { ids: prompt_ids } };
  return {};
}

/** Parameters, in `params` or beside it. @throws {ServingError} INVALID_ARGUMENT for one that stands in both */
export function toParams(body: ParamsBody): NonNullable<GenerateRequestMessage["params"]> {
  const beside = body as Record<string, unknown>;
  const set: Record<string, unknown> = {};
  for (const name of parameterNames) {
    const field = publicName(name);
    const nested = body.params?.[field];
    if (nested !== undefined && beside[field] !== undefined)
      throw refuse(field, `${field} stands both in params and beside it; give it once`);
    const value = nested ?? beside[field];
    if (value !== undefined) set[name] = value;
  }
  return { strategy: "", bannedIds: [], pins: [], stop: [], ...set };
}

/** Fields of what stands in a field of that name. */
const nested: Record<string, readonly string[]> = {
  params: Object.keys(paramFields),
  messages: ["role", "content"],
  pins: Object.keys(pin.shape),
  parts: ["text", "gap"],
  gap: ["tokens", "variable"],
};

function explain(issue: z.core.$ZodIssue, json: unknown, fields: object): ServingError {
  const field = issue.path.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
  if (issue.code === "unrecognized_keys") {
    const unknown = issue.keys[0]!;
    const name = field === "" ? unknown : `${field}.${unknown}`;
    const known =
      field === "" ? Object.keys(fields) : nested[String(issue.path.findLast((key) => typeof key === "string"))];
    return refuse(name, `${name} is not a known field${known ? `; known are ${known.join(", ")}` : ""}`);
  }
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    json,
  );
  const shown = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 80);
  const expected = issue.code === "invalid_type" ? issue.expected : "valid";
  if (field === "") return refuse("body", `the body must be a JSON object, got ${shown}`);
  return refuse(field, `${field} must be of type ${expected}, got ${shown}`);
}

export function refuse(field: string, message: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", message, { field });
}
