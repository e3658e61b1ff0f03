import { once } from "node:events";
import type { GenerationQueue } from "@unmask/queue";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, type Cluster, never, startCluster, text } from "./testing/cluster.js";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());
beforeEach(() => {
  cluster.play = answer("Hi.");
  cluster.taken.length = 0;
});

async function post(body: unknown, type = "application/json"): Promise<{ status: number; json: unknown }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${cluster.url}/v1/generate`, {
    method: "POST",
    headers: { "content-type": type },
    body: text,
  });
  return { status: response.status, json: await response.json() };
}
async function get(path: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`${cluster.url}${path}`);
  return { status: response.status, body: await response.text() };
}

describe("POST /v1/generate", () => {
  test("answers with the names of the proto", async () => {
    const { status, json } = await post({ prompt: "Hello", gen_length: 16, request_id: "http-1" });
    expect(status).toBe(200);
    expect(json).toEqual({
      request_id: "http-1",
      model: "tiny",
      text: "Hi.",
      token_ids: text.encode("Hi."),
      finish_reason: "stop",
      usage: {
        prompt_tokens: text.encodeChat([{ role: "user", content: "Hello" }]).length,
        completion_tokens: text.encode("Hi.").length,
        forwards: 16,
        steps: 16,
        positions_forwarded: 160,
        committed_tokens: 16,
        queue_ms: 1.5,
        total_ms: 20.5,
      },
    });
  });

  test("takes every parameter, in params or beside the prompt", async () => {
    const wanted = {
      genLength: 8,
      blockLength: 4,
      steps: 2,
      temperature: 0.5,
      cfgScale: 1.5,
      strategy: "threshold",
      threshold: 0.8,
      seed: 9007199254740991,
      logitsEosInf: true,
      confidenceEosEotInf: true,
      eosEarlyStop: false,
      lowThreshold: 0.3,
      factor: 2,
      entropyBound: 0.5,
      remaskEta: 0.1,
      suffixWindow: 4,
      bannedIds: [5, 6],
      minLength: 1,
      maxLength: 7,
    };
    const sent = Object.entries(wanted).map(([name, value]) => [
      name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      value,
    ]);
    const fields = { ...Object.fromEntries(sent), pins: [{ position: 3, token_id: 9 }] };
    expect((await post({ prompt: "a", ...fields })).status).toBe(200);
    expect((await post({ prompt: "b", params: fields })).status).toBe(200);
    expect(cluster.taken.map((job) => job.payload.params)).toEqual(
      [1, 2].map(() => ({ ...wanted, pins: [{ position: 3, id: 9 }] })),
    );
  });

  test("takes messages, a raw prompt and ids", async () => {
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello." },
      { role: "user", content: "How many?" },
    ] as const;
    for (const body of [{ messages }, { raw_prompt: "1 + 1 =" }, { prompt_ids: [5, 6] }])
      expect((await post({ ...body, gen_length: 8 })).status).toBe(200);
    const prompts = cluster.taken.map((job) => job.payload.promptIds);
    expect(prompts).toEqual([text.encodeChat(messages), text.encode("1 + 1 ="), [5, 6]]);
  });

  test.each<[string, unknown, string, string]>([
    [
      "an unknown field",
      { prompt: "a", max_tokens: 5 },
      "max_tokens",
      "max_tokens is not a known field; known are model, prompt, ",
    ],
    [
      "an unknown parameter",
      { prompt: "a", params: { top_p: 1 } },
      "params.top_p",
      "params.top_p is not a known field; known are gen_length, ",
    ],
    ["text for a number", { prompt: "a", steps: "8" }, "steps", 'steps must be of type number, got "8"'],
    ["null", { prompt: null }, "prompt", "prompt must be of type string, got null"],
    [
      "a message without content",
      { messages: [{ role: "user" }] },
      "messages[0].content",
      "messages[0].content must be of type string, got nothing",
    ],
    ["a list", [1], "body", "the body must be a JSON object, got [1]"],
    ["broken JSON", "{", "body", "the body cannot be read: "],
    [
      "two inputs",
      { prompt: "a", raw_prompt: "b" },
      "prompt",
      "a request needs exactly one of prompt, messages, raw_prompt and prompt_ids, got prompt and raw_prompt",
    ],
    [
      "one parameter twice",
      { prompt: "a", seed: 1, params: { seed: 2 } },
      "seed",
      "seed stands both in params and beside it; give it once",
    ],
    ["half a token", { prompt: "a", gen_length: 2.5 }, "gen_length", "gen_length must be an integer from 1 to "],
    ["an infinite number", '{"prompt": "a", "temperature": 1e999}', "temperature", "temperature must be "],
    ["half an id", { prompt_ids: [1.5] }, "prompt_ids[0]", "prompt_ids[0] must be an integer from 0 to 319, got 1.5"],
    ["a body above the limit", { prompt: "a".repeat(1024 * 1024) }, "body", "the body must be at most 1048576 bytes"],
  ])("refuses %s with its name", async (_, body, field, message) => {
    const { status, json } = await post(body);
    expect(status).toBe(400);
    expect(json).toEqual({ error: { code: "INVALID_ARGUMENT", message: expect.stringContaining(message), field } });
    expect(cluster.taken).toEqual([]);
  });

  test("says which header is missing", async () => {
    const { status, json } = await post("prompt=a", "application/x-www-form-urlencoded");
    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: { message: "the body must be JSON; send the header content-type: application/json" },
    });
  });

  test("has 404 for a model that is not served", async () => {
    const { status, json } = await post({ prompt: "a", model: "other" });
    expect(status).toBe(404);
    expect(json).toMatchObject({ error: { code: "NOT_FOUND", field: "model" } });
  });

  test("frees the sequence of a caller that disconnects", async () => {
    cluster.play = never;
    const abort = new AbortController();
    const call = fetch(`${cluster.url}/v1/generate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt: "Hello" }),
      signal: abort.signal,
    });
    const { signal } = await vi.waitFor(() => cluster.taken.at(-1) ?? expect.fail("no job was taken"), {
      timeout: 10_000,
    });
    abort.abort();
    await expect(call).rejects.toThrow();
    if (!signal.aborted) await once(signal, "abort");
    expect(signal.reason).toMatchObject({ code: "CANCELLED" });
  });
});

test("GET /v1/models says what is served", async () => {
  const { status, body } = await get("/v1/models");
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({ models: [{ name: "tiny", max_length: 128, vocab_size: 320, chat: true }] });
});

test("/livez and /readyz are well while the queue answers", async () => {
  expect(await get("/livez")).toEqual({ status: 200, body: '{"status":"ok"}' });
  expect(await get("/readyz")).toEqual({ status: 200, body: '{"status":"ok"}' });
});

test("/readyz is 503 when the queue does not answer, and /livez is not", async () => {
  const { ServingError } = await import("@unmask/wire");
  const ping = () => Promise.reject(new ServingError("UNAVAILABLE", "Redis does not answer"));
  const queue: GenerationQueue = Object.create(cluster.queue, { ping: { value: ping } });
  const gateway = await cluster.another({ queue });
  const url = `http://127.0.0.1:${gateway.httpPort}`;
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { error: { code: "UNAVAILABLE", message: "Redis does not answer" } },
  ]);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  await gateway.close({ graceMs: 0 });
});

test("/metrics counts requests by method and code", async () => {
  await post({ prompt: "Hello" });
  await post({ prompt: "" });
  const { body } = await get("/metrics");
  expect(body).toMatch(/^unmask_requests_total\{method="POST \/v1\/generate",code="OK"\} [1-9]/m);
  expect(body).toMatch(/^unmask_requests_total\{method="POST \/v1\/generate",code="INVALID_ARGUMENT"\} [1-9]/m);
});

test("an unknown path is told what there is", async () => {
  const { status, body } = await get("/generate");
  expect(status).toBe(404);
  expect(JSON.parse(body).error).toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining("there is no GET /generate; there are POST /v1/generate"),
  });
});
