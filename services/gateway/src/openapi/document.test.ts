import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { parameters, publicName } from "@unmask/diffusion";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, startCluster } from "../testing/cluster.js";

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: object }> }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, object> }> };
}

let folder: string;
let cluster: Cluster;
let document: Document;
let ajv: Ajv2020;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "unmask-openapi-"));
  cluster = await startCluster({ filesFolder: folder });
  document = (await (await fetch(`${cluster.url}/openapi.json`)).json()) as Document;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: "document", ...document });
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

/** @returns what the schema finds wrong */
function problems(schema: object, value: unknown): string {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
  const validate = ajv.compile(absolute);
  return validate(value) ? "" : ajv.errorsText(validate.errors);
}

async function call(method: string, path: string, body?: object | FormData) {
  const isForm = body instanceof FormData;
  const response = await fetch(cluster.url + path, {
    method,
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
    ...(body && !isForm && { headers: { "content-type": "application/json" } }),
  });
  return { status: response.status, text: await response.text() };
}

test("is valid OpenAPI 3.1, each operation with an id of its own", async () => {
  const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test("has every route, and no other: an unknown path is told the same list", async () => {
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
  );
  const { text } = await call("GET", "/nowhere");
  const told = /there are (.*)$/.exec(JSON.parse(text).error.message)![1]!.split(", ");
  expect(told.sort()).toEqual(listed.sort());
  expect(listed).toEqual(expect.arrayContaining(["POST /v1/infill", "POST /v1/score", "GET /v1/files/:id/content"]));
});

test("has each decoding parameter, with its range, wherever it is taken", () => {
  const { schemas } = document.components;
  for (const name of [
    "GenerateRequest",
    "InfillRequest",
    "SamplingParams",
    "ChatCompletionRequest",
    "CompletionRequest",
  ])
    expect(Object.keys(schemas[name]!.properties!)).toEqual(
      expect.arrayContaining(Object.keys(parameters).map((key) => publicName(key as keyof typeof parameters))),
    );
  expect(schemas.GenerateRequest!.properties!.temperature).toMatchObject({ type: "number", minimum: 0, maximum: 100 });
  expect(schemas.GenerateRequest!.properties!.threshold).toMatchObject({ exclusiveMinimum: 0, maximum: 1 });
});

const chat = { messages: [{ role: "user", content: "Hello" }] };
const bodies: Record<string, object[]> = {
  "/v1/generate": [
    { prompt: "Hello", gen_length: 8, report_steps: true, stop: ["i"], pins: [{ position: 0, text: "a" }] },
    { params: { gen_length: 8, strategy: "threshold" }, prompt_ids: [5, 6] },
  ],
  "/v1/infill": [{ parts: [{ text: "a " }, { gap: { tokens: 2 } }] }],
  "/v1/score": [{ prompt: "Hello", continuation: "Hi.", greedy_check: true, mc_num: 2 }],
  "/v1/chat/completions": [chat, { ...chat, logprobs: true, n: 2, top_p: 1, user: "u", tools: [], seed: null }],
  "/v1/completions": [
    { prompt: "Hello", logprobs: 1 },
    { prompt: [[5, 6], "a"], echo: false },
  ],
};

describe.each(Object.entries(bodies))("POST %s", (path, good) => {
  const at = () => document.paths[path]!.post!;

  test("the document takes what is taken, and its answers are as it says", async () => {
    for (const body of good) {
      expect(problems(at().requestBody!.content["application/json"]!.schema, body)).toBe("");
      const { status, text } = await call("POST", path, body);
      expect({ status, text }).toMatchObject({ status: 200 });
      expect(problems(at().responses[200]!.content["application/json"]!.schema, JSON.parse(text))).toBe("");
    }
  });

  test("the document refuses an unknown field, as the server does, whose error is as it says", async () => {
    const body = { ...good[0], best_of_breed: 1 };
    expect(problems(at().requestBody!.content["application/json"]!.schema, body)).not.toBe("");
    const { status, text } = await call("POST", path, body);
    expect(status).toBe(400);
    expect(problems(at().responses["4XX"]!.content["application/json"]!.schema, JSON.parse(text))).toBe("");
  });

  test("every event of a stream is as it says", async () => {
    const events = at().responses[200]!.content["text/event-stream"];
    if (!events) return;
    const { text } = await call("POST", path, { ...good[0], stream: true });
    const sent = text.match(/^data: \{.*$/gm)!.map((line) => JSON.parse(line.slice(6)));
    expect(sent.length).toBeGreaterThan(2);
    for (const event of sent) expect(problems(events.schema, event)).toBe("");
  });
});

test("files, batches, models and the rest answer as it says", async () => {
  const form = new FormData();
  form.set("purpose", "batch");
  const line = { custom_id: "a", method: "POST", url: "/v1/generate", body: { prompt: "Hello", gen_length: 8 } };
  form.set("file", new Blob([JSON.stringify(line)]), "in.jsonl");
  const conforms = async (method: string, path: string, template: string, body?: object | FormData) => {
    const { status, text } = await call(method, path, body);
    expect({ status, text }).toMatchObject({ status: 200 });
    const { schema } = document.paths[template]![method.toLowerCase()]!.responses[200]!.content["application/json"]!;
    expect(problems(schema, JSON.parse(text))).toBe("");
    return JSON.parse(text) as { id: string };
  };
  const file = await conforms("POST", "/v1/files", "/v1/files", form);
  const create = { input_file_id: file.id, endpoint: "/v1/generate", completion_window: "24h" };
  const batch = await conforms("POST", "/v1/batches", "/v1/batches", create);
  await conforms("GET", `/v1/batches/${batch.id}`, "/v1/batches/{id}");
  await conforms("GET", "/v1/batches?limit=1", "/v1/batches");
  await conforms("GET", `/v1/files/${file.id}`, "/v1/files/{id}");
  await conforms("GET", "/v1/files", "/v1/files");
  await conforms("DELETE", `/v1/files/${file.id}`, "/v1/files/{id}");
  for (const path of ["/v1/models", "/v1/cluster", "/livez", "/readyz", "/openapi.json"])
    await conforms("GET", path, path);
  await conforms("GET", "/v1/models/tiny", "/v1/models/{id}");
});
