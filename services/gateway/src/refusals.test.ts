import { credentials } from "@grpc/grpc-js";
import { UnmaskClient } from "@unmask/client";
import { type GenerateRequestInput, GenerationServiceClient, toServingError } from "@unmask/wire";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, startCluster } from "./testing/cluster.js";

let cluster: Cluster;
let stub: InstanceType<typeof GenerationServiceClient>;
beforeAll(async () => {
  cluster = await startCluster();
  // The bare stub, which sends whatever it is given.
  stub = new GenerationServiceClient(cluster.grpcAddress, credentials.createInsecure());
});
afterAll(async () => {
  stub.close();
  await cluster.close();
});

function refusal(request: GenerateRequestInput): Promise<string> {
  return new Promise((resolve) => {
    stub.generate(request, (error) => {
      const { code, message } = toServingError(error ?? new Error("it was accepted"));
      resolve(`${code}: ${message}`);
    });
  });
}
const prompt = "Hello";
const conversation = (...messages: [role: string, content: string][]) => ({
  conversation: { messages: messages.map(([role, content]) => ({ role, content })) },
});

describe("over gRPC, INVALID_ARGUMENT names the field, the value and what is allowed for", () => {
  test.each<[string, GenerateRequestInput, string | RegExp]>([
    ["no input", {}, "prompt is missing; a request needs exactly one of prompt, messages, raw_prompt and prompt_ids"],
    ["an empty prompt", { prompt: "" }, "prompt must not be empty; say what to answer"],
    ["a blank prompt", { prompt: " \n" }, "prompt must not be empty; say what to answer"],
    ["an empty raw prompt", { rawPrompt: "" }, "raw_prompt must not be empty; give the text to continue"],
    ["no messages", conversation(), "messages must not be empty; the last one is the user's"],
    [
      "an unknown role",
      conversation(["robot", "x"]),
      'messages[0].role must be one of system, user, assistant, got "robot"',
    ],
    [
      "an answer as the last message",
      conversation(["user", "x"], ["assistant", "y"]),
      "messages[1].role must be user, since the answer is the assistant's, got assistant",
    ],
    ["a blank last message", conversation(["user", " "]), "messages[0].content must not be empty; say what to answer"],
    [
      "a prompt longer than the context",
      { prompt: "12 ".repeat(60) },
      /^prompt has \d+ tokens, which leaves no room in the model's context of 128; shorten it$/,
    ],
    [
      "a prompt that is too long to tokenize",
      { rawPrompt: "a".repeat(20_000) },
      "raw_prompt has 20000 characters, too many for the model's context of 128 tokens; shorten it",
    ],
    ["no ids", { promptIds: { ids: [] } }, "prompt_ids must not be empty"],
    ["an id out of range", { promptIds: { ids: [1, 320] } }, "prompt_ids[1] must be an integer from 0 to 319, got 320"],
    ["a negative id", { promptIds: { ids: [-1] } }, "prompt_ids[0] must be an integer from 0 to 319, got -1"],
    [
      "the mask as an id",
      { promptIds: { ids: [319] } },
      "prompt_ids[0] must not be the mask token 319: only the answer is unmasked",
    ],
    [
      "ids that fill the context",
      { promptIds: { ids: Array(128).fill(1) } },
      "prompt_ids has 128 tokens, which leaves no room in the model's context of 128; shorten it",
    ],
    [
      "a bad request id",
      { prompt, requestId: "a:b" },
      'request_id must be 1 to 64 of the characters A-Z a-z 0-9 _ -, got "a:b"',
    ],
    [
      "a long request id",
      { prompt, requestId: "a".repeat(65) },
      `request_id must be 1 to 64 of the characters A-Z a-z 0-9 _ -, got "${"a".repeat(65)}"`,
    ],
    [
      "blocks that do not divide",
      { prompt, params: { genLength: 10, blockLength: 4 } },
      "block_length must divide gen_length 10, got 4",
    ],
    [
      "steps that do not divide",
      { prompt, params: { genLength: 16, blockLength: 8, steps: 3 } },
      "steps must be a multiple of the number of blocks, 2 (gen_length 16 / block_length 8), got 3",
    ],
    ["no length", { prompt, params: { genLength: 0 } }, /^gen_length must be an integer from 1 to \d+, got 0$/],
    [
      "a negative length",
      { prompt, params: { genLength: -8 } },
      /^gen_length must be an integer from 1 to \d+, got -8$/,
    ],
    [
      "a length beyond the context",
      { prompt, params: { genLength: 4096 } },
      /^gen_length must be at most \d+ \(context 128/,
    ],
    [
      "a negative temperature",
      { prompt, params: { temperature: -1 } },
      "temperature must be between 0 and 100, got -1",
    ],
    ["NaN", { prompt, params: { temperature: Number.NaN } }, "temperature must be between 0 and 100, got NaN"],
    [
      "infinity",
      { prompt, params: { cfgScale: Number.POSITIVE_INFINITY } },
      "cfg_scale must be between 0 and 100, got Infinity",
    ],
    ["a threshold of 0", { prompt, params: { threshold: 0 } }, "threshold must be above 0 and at most 1, got 0"],
    [
      "a negative seed, which the wire makes huge",
      { prompt, params: { seed: "18446744073709551615" } },
      /^seed must be an integer from 0 to 9007199254740991, got 1844\d+$/,
    ],
    [
      "a seed of 2^53",
      { prompt, params: { seed: 2 ** 53 } },
      "seed must be an integer from 0 to 9007199254740991, got 9007199254740992",
    ],
    [
      "an unknown strategy",
      { prompt, params: { strategy: "best" } },
      /strategy must be one of low_confidence, .*, got "best"/,
    ],
    [
      "a banned token outside the vocabulary",
      { prompt, params: { bannedIds: [-1] } },
      /banned_ids must be ids from 0 to \d+ other than the mask's \d+, got -1/,
    ],
    [
      "a pin behind the answer",
      { prompt, params: { genLength: 8, pins: [{ position: 8, tokenId: 1 }] } },
      "pins.position must be an integer from 0 to 7, got 8",
    ],
  ])("%s", async (_, request, message) => {
    const text = await refusal(request);
    if (typeof message === "string") expect(text).toBe(`INVALID_ARGUMENT: ${message}`);
    else expect(text.replace("INVALID_ARGUMENT: ", "")).toMatch(message);
  });
});

describe("everything that is wrong with the parameters is told together, each field with its message", () => {
  const violations = [
    { field: "temperature", message: "temperature must be between 0 and 100, got -1" },
    { field: "strategy", message: expect.stringContaining("must be one of low_confidence, ") },
    { field: "threshold", message: "threshold must be above 0 and at most 1, got 2" },
  ];

  test("over gRPC, in the call's details", async () => {
    const client = new UnmaskClient({ address: cluster.grpcAddress });
    const call = client.generate({ prompt, params: { temperature: -1, threshold: 2, strategy: "best" } });
    await expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", field: "temperature", violations });
    client.close();
  });

  test("over HTTP, in the body", async () => {
    const response = await fetch(`${cluster.url}/v1/generate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt, temperature: -1, threshold: 2, strategy: "best" }),
    });
    expect(await response.json()).toMatchObject({
      error: { code: "INVALID_ARGUMENT", field: "temperature", violations },
    });
  });
});

describe("whatever is wrong with prompt, parameters and the rest is told together", () => {
  const long = "12 ".repeat(60);
  const params = { temperature: -1, genLength: 10, blockLength: 4 };
  const inParams = ["temperature", "block_length"];

  test.each<[string, GenerateRequestInput, string[]]>([
    ["an empty prompt", { prompt: "", params }, ["prompt", ...inParams]],
    ["a prompt that is too long", { prompt: long, params, requestId: "a:b" }, ["request_id", "prompt", ...inParams]],
    ["no prompt", { params }, ["prompt", ...inParams]],
    ["ids that are none", { promptIds: { ids: [-1] }, params }, ["prompt_ids[0]", ...inParams]],
    [
      "several messages and a pin",
      {
        ...conversation(["robot", "x"], ["user", "y"], ["assistant", " "]),
        params: { ...params, pins: [{ position: 1, text: "" }] },
      },
      ["messages[0].role", "messages[2].role", "messages[2].content", "pins[0].text", ...inParams],
    ],
  ])("over gRPC: %s", async (_, request, fields) => {
    const error = await new Promise((resolve) => stub.generate(request, resolve));
    expect(toServingError(error).violations.map(({ field }) => field)).toEqual(fields);
  });

  test.each<[string, string, object, string[]]>([
    ["values", "/v1/generate", { prompt: "", temperature: -1 }, ["prompt", "temperature"]],
    [
      "types and values",
      "/v1/generate",
      { prompt: 5, request_id: "a:b", colour: "red", params: { steps: "few", factor: 0 }, temperature: -1, stream: 1 },
      ["stream", "prompt", "colour", "params.steps", "request_id", "temperature", "factor"].sort(),
    ],
    [
      "two prompts, and a parameter given twice",
      "/v1/generate",
      { prompt: "a", raw_prompt: "b", temperature: 1, params: { temperature: 2, threshold: 3 } },
      ["prompt", "temperature", "threshold"],
    ],
    [
      "gaps",
      "/v1/infill",
      { prompt: "", parts: [{ text: "x" }], temperature: -1, pins: [] },
      ["parts", "prompt", "temperature"],
    ],
    [
      "a score",
      "/v1/score",
      { prompt: "", continuation_ids: "x", mc_num: 0, cfg_scale: -1 },
      ["cfg_scale", "continuation_ids", "mc_num", "prompt"],
    ],
  ])("over HTTP: %s", async (_, path, body, fields) => {
    const { status, error } = await post(path, body);
    expect(status).toBe(400);
    expect(error.violations?.map(({ field }) => field).sort()).toEqual(fields);
    for (const { field } of error.violations!) expect(error.message).toContain(field);
  });

  test.each<[string, string, object, string[]]>([
    [
      "chat",
      "/v1/chat/completions",
      { messages: [{ role: "user", content: "" }], max_tokens: -1, top_p: 0.5, n: 99, threshold: 2 },
      ["max_tokens", "messages[0].content", "n", "threshold", "top_p"],
    ],
    [
      "messages that cannot be read",
      "/v1/chat/completions",
      { messages: "Hello", logit_bias: { 5: 3 }, temperature: "hot", steps: -1 },
      ["logit_bias", "messages", "steps", "temperature"],
    ],
    [
      "completions",
      "/v1/completions",
      { prompt: ["a", 5], logprobs: 7, factor: 0 },
      ["factor", "logprobs", "prompt[1]"],
    ],
  ])("as OpenAI's error, with its param: %s", async (_, path, body, fields) => {
    const { status, error } = await post(path, body);
    expect(status).toBe(400);
    expect(fields).toContain(error.param);
    expect(error.violations?.map(({ param }) => param).sort()).toEqual(fields);
    for (const { message } of error.violations!) expect(error.message).toContain(message);
  });

  interface Refused {
    readonly message: string;
    readonly param?: string;
    readonly violations?: { readonly field: string; readonly param: string; readonly message: string }[];
  }
  async function post(path: string, body: object) {
    const headers = { "content-type": "application/json" };
    const response = await fetch(cluster.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, ...((await response.json()) as { error: Refused }) };
  }
});

test("a model that is not served is NOT_FOUND, with those that are", async () => {
  expect(await refusal({ prompt, model: "llada-8b" })).toBe(
    'NOT_FOUND: model "llada-8b" is not served here; served: tiny',
  );
});

test("a request above the size limit is refused before it is read", async () => {
  expect(await refusal({ prompt: "a".repeat(1024 * 1024) })).toMatch(/^RESOURCE_EXHAUSTED: /);
});

test("nothing that was refused is in the queue", async () => {
  expect(cluster.taken).toEqual([]);
  expect(await cluster.queue.counts()).toMatchObject({ waiting: 0, active: 0, completed: 0, failed: 0 });
});
