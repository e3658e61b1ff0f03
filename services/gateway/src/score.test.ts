import { credentials } from "@grpc/grpc-js";
import { UnmaskClient } from "@unmask/client";
import { GenerationServiceClient, type ScoreRequestInput, ServingError, toServingError } from "@unmask/wire";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Cluster, scoreEachToken, startCluster, text } from "./testing/cluster.js";

let cluster: Cluster;
let client: UnmaskClient;
let stub: InstanceType<typeof GenerationServiceClient>;
beforeAll(async () => {
  cluster = await startCluster();
  client = new UnmaskClient({ address: cluster.grpcAddress, retries: 0 });
  // The bare stub, which sends whatever it is given.
  stub = new GenerationServiceClient(cluster.grpcAddress, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  stub.close();
  await cluster.close();
});
beforeEach(() => {
  cluster.playScore = scoreEachToken;
  cluster.takenScores.length = 0;
});

const taken = () => cluster.takenScores.at(-1)!.payload;

async function post(body: object): Promise<{ status: number; json: unknown }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${cluster.url}/v1/score`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, json: await response.json() };
}

test("a score becomes a job with the prompt's template, and its result a response", async () => {
  const request = { prompt: "Hello", continuation: "Hi.", mcNum: 16, seed: 7, greedyCheck: true, requestId: "s-1" };
  const response = await client.score(request);
  const promptIds = text.encodeChat([{ role: "user", content: "Hello" }]);
  const continuationIds = text.encode("Hi.");
  expect(taken()).toEqual({
    kind: "score",
    model: "tiny",
    promptIds,
    continuationIds,
    params: { mcNum: 16, cfgScale: 0, seed: 7, greedyCheck: true },
    special: text.special,
  });
  expect(response).toEqual({
    requestId: "s-1",
    model: "tiny",
    logLikelihood: -continuationIds.length,
    standardError: 0.25,
    samples: 16,
    tokenIds: continuationIds,
    tokenLogProbs: continuationIds.map(() => -1),
    greedy: { isEqual: true, tokenIds: continuationIds, text: "Hi." },
    usage: {
      promptTokens: promptIds.length,
      continuationTokens: continuationIds.length,
      forwards: 16,
      positionsForwarded: 160,
      queueMs: 1.5,
      totalMs: 20.5,
    },
  });
});

test("POST /v1/score says the same with the names of the proto", async () => {
  const body = { prompt_ids: [1, 2], continuation_ids: [3, 4], mc_num: 8, cfg_scale: 0.5, seed: 1, request_id: "s-2" };
  const { status, json } = await post(body);
  expect(status).toBe(200);
  expect(taken()).toMatchObject({ promptIds: [1, 2], continuationIds: [3, 4] });
  expect(taken().params).toEqual({ mcNum: 8, cfgScale: 0.5, seed: 1, greedyCheck: false });
  expect(json).toEqual({
    request_id: "s-2",
    model: "tiny",
    log_likelihood: -2,
    standard_error: 0.25,
    samples: 8,
    token_ids: [3, 4],
    token_log_probs: [-1, -1],
    usage: {
      prompt_tokens: 2,
      continuation_tokens: 2,
      forwards: 8,
      positions_forwarded: 80,
      queue_ms: 1.5,
      total_ms: 20.5,
    },
  });
  expect((await post({ ...body, greedy_check: true })).json).toMatchObject({ is_greedy: true, greedy_ids: [3, 4] });
});

test("without settings the reference's hold", async () => {
  await client.score({ prompt: "Hello", continuation: "Hi." });
  expect(taken().params).toEqual({ mcNum: 128, cfgScale: 0, seed: 0, greedyCheck: false });
});

test("a raw prompt and its continuation are tokenized as one text, and the space between them is the continuation's", async () => {
  await client.score({ rawPrompt: "Tom has ", continuation: "3 apples" });
  expect(text.decode(taken().promptIds)).toBe("Tom has");
  expect(text.decode(taken().continuationIds)).toBe(" 3 apples");
  expect([...taken().promptIds, ...taken().continuationIds]).toEqual(text.encode("Tom has 3 apples"));
});

test("a repeated request id joins the job of the same content only", async () => {
  const request = { prompt: "Hello", continuation: "Hi.", requestId: "again" };
  await client.score(request);
  await client.score(request);
  expect(cluster.takenScores).toHaveLength(1);
  await client.score({ ...request, seed: 1 });
  await client.generate({ prompt: "Hello", requestId: "again" });
  expect(cluster.takenScores).toHaveLength(2);
});

test("what a job fails with is what its caller is told, and a caller that leaves cancels its job", async () => {
  cluster.playScore = () => Promise.reject(new ServingError("UNAVAILABLE", "no worker serves the model tiny"));
  const request = { prompt: "Hello", continuation: "Hi." };
  await expect(client.score(request)).rejects.toMatchObject({ message: "no worker serves the model tiny" });
  cluster.playScore = (job) =>
    new Promise((_, reject) => job.signal.addEventListener("abort", () => reject(job.signal.reason)));
  const abort = new AbortController();
  const call = client.score(request, { signal: abort.signal });
  await vi.waitFor(() => expect(cluster.takenScores).toHaveLength(2), { timeout: 10_000 });
  abort.abort();
  await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
  await vi.waitFor(() => expect(cluster.takenScores[1]!.signal.aborted).toBe(true), { timeout: 10_000 });
});

describe("INVALID_ARGUMENT names the field, the value and what is allowed for", () => {
  const prompt = "Hello";
  const { vocabSize, special, maxLength } = text;
  test.each<[string, ScoreRequestInput, string | RegExp]>([
    ["no prompt", { continuation: "a" }, "prompt is missing; a request needs exactly one of"],
    [
      "no target",
      { prompt },
      "continuation is missing; a score needs exactly one of continuation and continuation_ids",
    ],
    ["an empty continuation", { prompt, continuation: "" }, "continuation must not be empty; give the text to score"],
    ["no ids", { prompt, continuationIds: { ids: [] } }, "continuation_ids must not be empty"],
    [
      "the mask",
      { prompt, continuationIds: { ids: [special.mask] } },
      `continuation_ids[0] must not be the mask token ${special.mask}: only the answer is unmasked`,
    ],
    ["an unknown id", { prompt, continuationIds: { ids: [vocabSize] } }, `got ${vocabSize}`],
    [
      "a continuation that does not fit",
      { promptIds: { ids: [1, 2] }, continuationIds: { ids: new Array(maxLength - 1).fill(1) } },
      `continuation has ${maxLength - 1} tokens and the prompt 2, more than the model's context of ${maxLength}; shorten them`,
    ],
    [
      "a text that is too long to tokenize",
      { prompt, continuation: "a".repeat(20_000) },
      "continuation has 20000 characters",
    ],
    ["no draws", { prompt, continuation: "a", mcNum: 0 }, "mc_num must be an integer from 1 to 2048, got 0"],
    [
      "too many draws",
      { prompt, continuation: "a", mcNum: 2049 },
      "mc_num must be an integer from 1 to 2048, got 2049",
    ],
    ["guidance below 0", { prompt, continuation: "a", cfgScale: -1 }, "cfg_scale must be between 0 and 100, got -1"],
    [
      "a bad request id",
      { prompt, continuation: "a", requestId: "a b" },
      /^INVALID_ARGUMENT: request_id must be 1 to 64/,
    ],
  ])("%s", async (_, request, message) => {
    const told = await new Promise<string>((resolve) => {
      stub.score(request, (error) => {
        const { code, message } = toServingError(error ?? new Error("it was accepted"));
        resolve(`${code}: ${message}`);
      });
    });
    expect(told).toMatch(/^INVALID_ARGUMENT: /);
    if (typeof message === "string") expect(told).toContain(message);
    else expect(told).toMatch(message);
    expect(cluster.takenScores).toHaveLength(0);
  });

  test("a model that is not served is NOT_FOUND", async () => {
    const call = client.score({ prompt, continuation: "a", model: "other" });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND", field: "model" });
  });

  test.each<[string, object, object]>([
    [
      "an unknown field",
      { mcnum: 1 },
      { field: "mcnum", message: expect.stringContaining("continuation, continuation_ids") },
    ],
    ["a wrong type", { mc_num: "8" }, { field: "mc_num", message: 'mc_num must be of type number, got "8"' }],
    ["two targets", { continuation_ids: [1] }, { field: "continuation" }],
    ["two prompts", { raw_prompt: "b" }, { field: "prompt" }],
  ])("%s in a body", async (_, extra, error) => {
    const { status, json } = await post({ prompt, continuation: "a", ...extra });
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: "INVALID_ARGUMENT", ...error } });
  });
});
