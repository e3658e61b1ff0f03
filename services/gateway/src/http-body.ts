import { type ParameterRule, parameterNames, parameters, publicName, strategies } from "@unmask/diffusion";
import { type FieldViolation, type GenerateRequestMessage, ServingError } from "@unmask/wire";
import { z } from "zod";
import { type Checks, mostViolations } from "./checks.js";
import type { PromptMessage } from "./prompt.js";
import { shown } from "./shown.js";

export const pinSchema = z
  .strictObject({
    position: z.number().meta({ type: "integer", minimum: 0, description: "in the answer, from 0" }),
    token_id: z.number().optional().meta({ type: "integer", description: "a token" }),
    text: z.string().optional().meta({ description: "its tokens stand from the position on" }),
  })
  .refine(({ token_id, text }) => (token_id === undefined) !== (text === undefined), "needs one of token_id and text");

/** The proto's SamplingParams, name by name: shapes and types are checked, ranges only told to readers of the schema. */
export const paramFields: Record<string, z.ZodType> = Object.fromEntries(
  parameterNames.map((name) => {
    const rule = parameters[name];
    return [publicName(name), schemaOf(rule.kind).optional().meta(ruleMeta(rule))];
  }),
);
export const paramsSchema = z.strictObject(paramFields);

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
      return z.array(pinSchema.transform(toPin));
    case "texts":
      return z.array(z.string());
    default:
      return kind satisfies never;
  }
}

function toPin({ position, token_id, text }: z.output<typeof pinSchema>) {
  return text === undefined ? { position, what: "tokenId", tokenId: token_id } : { position, what: "text", text };
}

/** A parameter's rule in JSON Schema's words. */
function ruleMeta(rule: ParameterRule): Record<string, unknown> {
  const description = rule.strategies ? `${rule.help} (${rule.strategies.join(", ")})` : rule.help;
  switch (rule.kind) {
    case "integer": {
      const { min, max } = rule;
      return { description, type: "integer", minimum: min, ...(typeof max === "number" && { maximum: max }) };
    }
    case "number": {
      const low = rule.aboveMin ? { exclusiveMinimum: rule.min } : { minimum: rule.min };
      return { description, ...low, ...(rule.max < Number.POSITIVE_INFINITY && { maximum: rule.max }) };
    }
    case "strategy":
      return { description, enum: strategies };
    case "ids":
      return { description, items: { type: "integer" }, maxItems: rule.most };
    case "texts":
      return { description, items: { type: "string", minLength: 1, maxLength: rule.longest }, maxItems: rule.most };
    case "boolean":
    case "pins":
      return { description };
    default:
      return rule satisfies never;
  }
}

export const messageSchema = z.strictObject({
  role: z.string().meta({ enum: ["system", "user", "assistant"] }),
  content: z.string(),
});

/** What every body may say. */
export const askFields = {
  model: z.string().optional().meta({ description: "as /v1/models lists it; left out, the first that is served" }),
  prompt: z.string().optional().meta({ description: "one user turn; the model's chat template is put around it" }),
  messages: z
    .array(messageSchema)
    .optional()
    .meta({ description: "a conversation whose last message is the user's; the chat template is put around it" }),
  raw_prompt: z.string().optional().meta({ description: "text that is tokenized as it is" }),
  prompt_ids: z
    .array(z.number())
    .optional()
    .meta({ description: "token ids, used as they are", items: { type: "integer" } }),
  request_id: z.string().optional().meta({
    description: "chosen by the caller: the same id with the same content is the same job",
    pattern: "^[A-Za-z0-9_-]{1,64}$",
  }),
};

const bodySchema = z.strictObject({ ...askFields, params: paramsSchema.optional(), ...paramFields });
export const streamFields = {
  stream: z.boolean().optional().meta({ description: "the answer comes as the events started, frame and result" }),
};
/** As it is documented: `stream` is taken off before the rest is read. */
export const generateSchema = z.strictObject({ ...bodySchema.shape, ...streamFields });

type Body = z.output<typeof bodySchema>;
type ParamsBody = { readonly params?: Record<string, unknown> | undefined };

/**
 * The body of POST /v1/generate as the message that gRPC receives. Names are the proto's; parameters stand in `params` or
 * beside the prompt. Only shape and types are checked here: values are checked where gRPC's are.
 * @param checks told of what is wrong; the message is then what the rest of the body says
 * @throws {ServingError} INVALID_ARGUMENT where there is no rest
 */
export function parseBody(json: unknown, checks: Checks): GenerateRequestMessage {
  const body = parsePart(bodySchema, json, checks);
  return {
    model: body.model ?? "",
    requestId: body.request_id ?? "",
    params: toParams(body, checks),
    ...toInput(body, checks),
  };
}

/** Entries of a list. A body has room for a million of them, which would take the process's time from everyone. */
const mostEntries = { objects: 8192, others: 262_144 };

function checkLengths(json: unknown): void {
  for (const [field, value] of Object.entries(json ?? {})) {
    if (!Array.isArray(value)) continue;
    const most = typeof value[0] === "object" ? mostEntries.objects : mostEntries.others;
    if (value.length > most)
      throw refuse(
        field.slice(0, 200),
        `${field.slice(0, 200)} must have at most ${most} entries, got ${value.length}`,
      );
  }
}

/** @throws {ServingError} INVALID_ARGUMENT with every field that is not as the schema says, up to {@link mostViolations} */
export function parseAs<Schema extends z.ZodObject>(schema: Schema, json: unknown): z.output<Schema> {
  checkLengths(json);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refusal(parsed.error.issues, json, schema);
}

/**
 * What can be read of a body: everything, or what is left without the fields that are not as the schema says.
 * @param checks told of those fields
 * @throws {ServingError} INVALID_ARGUMENT where nothing is left
 */
export function parsePart<Schema extends z.ZodObject>(schema: Schema, json: unknown, checks: Checks): z.output<Schema> {
  checkLengths(json);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  checks.try(() => {
    throw refusal(issues, json, schema);
  });
  const rest = schema.safeParse(withoutWrong(issues, json, schema));
  if (rest.success) return rest.data;
  throw checks.error();
}

function refusal(issues: readonly z.core.$ZodIssue[], json: unknown, { shape }: z.ZodObject): ServingError {
  const violations = issues
    .slice(0, mostViolations)
    .flatMap((issue) => explain(issue, json, shape))
    .slice(0, mostViolations);
  const message = violations.map((violation) => violation.message).join("; ");
  return new ServingError("INVALID_ARGUMENT", message, { violations });
}

/** Of these a request has one. Where the one that it has cannot be read, another stands in, so that the rest is checked. */
const alternatives = [
  { names: ["prompt", "messages", "raw_prompt", "prompt_ids"], standIn: { raw_prompt: "." } },
  { names: ["continuation", "continuation_ids"], standIn: { continuation: "." } },
];

function withoutWrong(issues: readonly z.core.$ZodIssue[], json: unknown, { shape }: z.ZodObject): unknown {
  const body = { ...(json as Record<string, unknown>) };
  const params = { ...(body.params as Record<string, unknown>) };
  const wrong = issues.flatMap((issue): (readonly PropertyKey[])[] =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );
  for (const [name, inner] of wrong) {
    // Nothing is left of what is no object.
    if (name === undefined) return undefined;
    if (name === "params" && typeof inner === "string") {
      delete params[inner];
      body.params = params;
    } else delete body[String(name)];
  }
  for (const { names, standIn } of alternatives) {
    if (!wrong.some(([name]) => names.includes(String(name)) && Object.hasOwn(shape, String(name)))) continue;
    for (const name of names) delete body[name];
    Object.assign(body, standIn);
  }
  return body;
}

/** @param checks told where more than one is given */
export function toInput({ prompt, messages, raw_prompt, prompt_ids }: Partial<Body>, checks: Checks): PromptMessage {
  const given = Object.entries({ prompt, messages, raw_prompt, prompt_ids }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const names = given.map(([name]) => name).join(" and ");
    const message = `a request needs exactly one of prompt, messages, raw_prompt and prompt_ids, got ${names}`;
    checks.refuse("prompt", message);
    return { input: "rawPrompt", rawPrompt: "." };
  }
  if (prompt !== undefined) return { input: "prompt", prompt };
  if (messages !== undefined) return { input: "conversation", conversation: { messages } };
  if (raw_prompt !== undefined) return { input: "rawPrompt", rawPrompt: raw_prompt };
  if (prompt_ids !== undefined) return { input: "promptIds", promptIds: { ids: prompt_ids } };
  return {};
}

/** Parameters, in `params` or beside it. @param checks told of each that stands in both */
export function toParams(body: ParamsBody, checks: Checks): NonNullable<GenerateRequestMessage["params"]> {
  const beside = body as Record<string, unknown>;
  const set: Record<string, unknown> = {};
  for (const name of parameterNames) {
    const field = publicName(name);
    const nested = body.params?.[field];
    if (nested !== undefined && beside[field] !== undefined)
      checks.refuse(field, `${field} stands both in params and beside it; give it once`);
    const value = nested ?? beside[field];
    if (value !== undefined) set[name] = value;
  }
  return { strategy: "", bannedIds: [], pins: [], stop: [], ...set };
}

/** Fields of what stands in a field of that name. */
const nested: Record<string, readonly string[]> = {
  params: Object.keys(paramFields),
  messages: ["role", "content"],
  pins: Object.keys(pinSchema.shape),
  parts: ["text", "gap"],
  gap: ["tokens", "variable"],
};

function explain(issue: z.core.$ZodIssue, json: unknown, fields: object): FieldViolation[] {
  const field = issue.path.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
  const violation = (name: string, problem: string) => ({ field: name, message: `${name} ${problem}` });
  if (issue.code === "unrecognized_keys") {
    const known =
      field === "" ? Object.keys(fields) : nested[String(issue.path.findLast((key) => typeof key === "string"))];
    const unknown = issue.keys.map((key) => (field === "" ? key : `${field}.${key}`)).map((name) => name.slice(0, 200));
    return unknown.map((name, i) =>
      // The list once, however many there are.
      violation(name, `is not a known field${known && i === 0 ? `; known are ${known.join(", ")}` : ""}`),
    );
  }
  if (issue.code === "custom") return [violation(field, issue.message)];
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    json,
  );
  const expected = issue.code === "invalid_type" ? issue.expected : "valid";
  if (field === "") return [{ field: "body", message: `the body must be a JSON object, got ${shown(value)}` }];
  return [violation(field, `must be of type ${expected}, got ${shown(value)}`)];
}

export function refuse(field: string, message: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", message, { field });
}
