import { createRequire } from "node:module";
import { z } from "zod";
import type { Scope } from "../access/keys.js";
import { generateSchema, messageSchema, paramsSchema, pinSchema } from "../http-body.js";
import { infillSchema } from "../infill-route.js";
import { openAiAnswers, openAiError } from "../openai/answers.js";
import { chatSchema, completionSchema, createBatchSchema } from "../openai/body-schemas.js";
import { scoreSchema } from "../score-json.js";
import { nativeAnswers, nativeError } from "./answers.js";
import type { DescribedRoute } from "./describe.js";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

const components: Readonly<Record<string, z.ZodType>> = {
  GenerateRequest: generateSchema,
  InfillRequest: infillSchema,
  ScoreRequest: scoreSchema,
  ChatCompletionRequest: chatSchema,
  CompletionRequest: completionSchema,
  CreateBatchRequest: createBatchSchema,
  SamplingParams: paramsSchema,
  Message: messageSchema,
  Pin: pinSchema,
  ...nativeAnswers,
  ...openAiAnswers,
};
const names = new Map(Object.entries(components).map(([name, schema]) => [schema, name]));
const refOf = (name: string) => `#/components/schemas/${name}`;

/**
 * The HTTP API as an OpenAPI 3.1 document, from the schemas that requests are read with and the types that answers have.
 * @param asksForKeys whether the server answers only who has a key
 */
export function openApiDocument(routes: readonly DescribedRoute[], asksForKeys: boolean): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, asksForKeys) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Unmask",
      version,
      description: "Text by masked diffusion: an answer is unmasked in steps, most confident tokens first.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    // Whichever address the document came from.
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: schemas(),
      ...(asksForKeys && { securitySchemes: { key: { type: "http", scheme: "bearer" } } }),
    },
  };
}

function operation({ method, url, scope, description }: DescribedRoute, asksForKeys: boolean): object {
  const { summary, tag, body, form, query, answer, events, idempotent } = description;
  const parameters = [
    ...[...url.matchAll(/:(\w+)/g)].map(([, name]) => {
      return { name, in: "path", required: true, schema: { type: "string" } };
    }),
    ...(query ? queryParameters(query) : []),
    ...(idempotent ? [idempotencyKey] : []),
  ];
  const content = body ? json(body) : form && { "multipart/form-data": { schema: plain(form) } };
  const error = json(tag === "OpenAI" ? openAiError : nativeError);
  const isOpen = !url.startsWith("/v1/");
  return {
    operationId: operationId(method, url),
    summary,
    ...(scope !== undefined && asksForKeys && { description: `For keys with the scope \`${scope as Scope}\`.` }),
    tags: [tag],
    ...(parameters.length > 0 && { parameters }),
    ...(content && { requestBody: { required: true, content } }),
    responses: {
      200: {
        description: "As asked for.",
        content: {
          ...(typeof answer === "string" ? { [answer]: { schema: { type: "string" } } } : json(answer)),
          ...(events && { "text/event-stream": { schema: anyOf(events.map(schemaOf)) } }),
        },
      },
      ...(!isOpen && {
        "4XX": { description: "The request is wrong, or may not be made.", content: error },
        429: { description: "A limit is reached.", headers: { "retry-after": retryAfter }, content: error },
      }),
      "5XX": { description: "The server's fault, or its cluster's.", content: error },
    },
    ...(asksForKeys && { security: isOpen ? [] : [{ key: [] }] }),
  };
}

const retryAfter = { description: "When it may work, seconds.", schema: { type: "integer", minimum: 0 } };
const idempotencyKey = {
  name: "idempotency-key",
  in: "header",
  description: "A repeated call with the same key and the same content is the same request.",
  schema: { type: "string", maxLength: 255 },
};

/** Such as postV1FilesId. */
function operationId(method: string, url: string): string {
  const words = url.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function queryParameters(query: z.ZodObject): object[] {
  const { properties = {}, required = [] } = plain(query) as { properties?: object; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: "query", required: required.includes(name), schema };
  });
}

const json = (schema: z.ZodType) => ({ "application/json": { schema: schemaOf(schema) } });
const anyOf = (alternatives: readonly object[]) =>
  alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives };

function schemaOf(schema: z.ZodType): object {
  const name = names.get(schema);
  return name === undefined ? plain(schema) : { $ref: refOf(name) };
}

function plain(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}

function schemas(): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: "input", uri: refOf });
  const entries = Object.entries(made.schemas).map(([name, { $schema: _s, $id: _i, ...schema }]) => [name, schema]);
  return Object.fromEntries(entries);
}
