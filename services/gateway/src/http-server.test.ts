import { once } from "node:events";
import { connect } from "node:net";
import type { GenerationQueue } from "@unmask/queue";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, type Cluster, canvas, never, publishStep, result, startCluster, text } from "./testing/cluster.js";

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
      confidences: text.encode("Hi.").map(() => 0.5),
      finish_reason: "stop",
      usage: {
        prompt_tokens: text.encodeChat([{ role: "user", content: "Hello" }]).length,
        completion_tokens: text.encode("Hi.").length,
        forwards: 16,
        steps: 16,
        positions_forwarded: 160,
        committed_tokens: 16,
        committed_per_forward: 1,
        wasted_tokens: 13,
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
      draftThreshold: 0.5,
      verifyThreshold: 0.8,
      editThreshold: 1,
      editRounds: 2,
      finishWithinMs: 60_000,
      reportSteps: true,
      provisional: true,
      stop: ["Q:"],
      suffixWindow: 4,
      bannedIds: [5, 6],
      minLength: 1,
      maxLength: 7,
    };
    const sent = Object.entries(wanted).map(([name, value]) => [
      name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      value,
    ]);
    const fields = {
      ...Object.fromEntries(sent),
      pins: [
        { position: 3, token_id: 9 },
        { position: 4, text: "a" },
      ],
    };
    expect((await post({ prompt: "a", ...fields })).status).toBe(200);
    expect((await post({ prompt: "b", params: fields })).status).toBe(200);
    expect(cluster.taken.map((job) => job.payload.params)).toEqual(
      [1, 2].map(() => ({
        ...wanted,
        pins: [
          { position: 3, id: 9 },
          { position: 4, id: text.encode("a")[0] },
        ],
      })),
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

  test("tells everything that is of the wrong shape together, up to twenty", async () => {
    const { json } = await post({ prompt: 1, steps: "8", top_p: 1, top_k: 2, pins: [{ position: 0 }] });
    const field = (name: string, message: RegExp) => ({ field: name, message: expect.stringMatching(message) });
    expect(json).toMatchObject({
      error: {
        violations: [
          field("prompt", /^prompt must be of type string, got 1$/),
          field("steps", /must be of type number/),
          field("pins[0]", /needs one of token_id and text$/),
          field("top_p", /not a known field; known are /),
          field("top_k", /not a known field$/),
        ],
      },
    });
    const many = await post({ prompt_ids: Array(100_000).fill("a") });
    expect((many.json as { error: { violations: object[] } }).error.violations).toHaveLength(20);
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

  describe("with stream: true", () => {
    /** Every event as its name and data, until the response ends. */
    async function events(body: object): Promise<{ event: string; data: Record<string, unknown> }[]> {
      const response = await fetch(`${cluster.url}/v1/generate`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...body, stream: true }),
      });
      expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
      const blocks = (await response.text()).trimEnd().split("\n\n");
      return blocks.map((block) => {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? expect.fail(block);
        return { event: event!, data: JSON.parse(data!) };
      });
    }

    test("sends started, a frame for every step, and the result", async () => {
      const all = await events({ prompt: "Hello", gen_length: 8, request_id: "sse-1" });
      expect(all.map(({ event }) => event)).toEqual(["started", ...Array(8).fill("frame"), "result"]);
      expect(all[0]!.data).toMatchObject({ request_id: "sse-1", model: "tiny", gen_length: 8 });
      const commit = { position: 0, token_id: text.encode("H")[0], text: "H", confidence: 0.5 };
      expect(all[1]!.data).toEqual({
        step: 0,
        forwards: 1,
        masked: 7,
        commits: [commit],
        remasked: [],
        snapshot: false,
      });
      expect(all.at(-1)!.data).toMatchObject({ text: "Hi.", finish_reason: "stop", usage: { steps: 8 } });
    });

    test("serves 200 at once, each its own answer, the first event of each being started", async () => {
      cluster.play = (job) => answer(`${job.payload.params.seed}`)(job);
      const all = await Promise.all(
        Array.from({ length: 200 }, (_, seed) => events({ prompt: "Hello", gen_length: 8, seed })),
      );
      for (const [seed, list] of all.entries()) {
        expect(list[0]!.event).toBe("started");
        expect(list.at(-1)).toMatchObject({ event: "result", data: { text: `${seed}` } });
      }
    });

    test("ends with an error event where the job fails after it started", async () => {
      const { ServingError } = await import("@unmask/wire");
      cluster.play = () => Promise.reject(new ServingError("UNAVAILABLE", "no worker"));
      expect((await events({ prompt: "Hello" })).at(-1)).toEqual({
        event: "error",
        data: { error: { code: "UNAVAILABLE", message: "no worker" } },
      });
    });

    test("a reader that is behind gets every commit in fewer frames", async () => {
      const steps = 64;
      const rounds = 2000;
      let published = 0;
      let read = () => {};
      const reading = new Promise<void>((resolve) => (read = resolve));
      cluster.play = async (job) => {
        const ids = canvas("Hi.", steps);
        for (let round = 0; round < rounds; round++) {
          for (let step = 0; step < steps; step++, published++) publishStep(job, ids, step);
          await new Promise(setImmediate);
        }
        await reading;
        return result(ids);
      };
      const { hostname, port } = new URL(cluster.url);
      const body = JSON.stringify({ prompt: "Hello", gen_length: steps, stream: true });
      const head = `POST /v1/generate HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json`;
      const socket = connect(Number(port), hostname);
      socket.pause();
      socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      await vi.waitFor(() => expect(published).toBe(steps * rounds), { timeout: 30_000 });
      read();
      let received = "";
      socket.on("data", (chunk) => (received += chunk)).resume();
      await once(socket, "close");
      const positions = [...received.matchAll(/"position":(\d+)/g)].map((match) => Number(match[1]));
      expect(new Set(positions).size).toBe(steps);
      expect(received.match(/event: frame/g)!.length).toBeLessThan(published / 2);
      expect(received).toContain("event: result");
    });

    test("is refused as any other request while nothing was sent", async () => {
      const { status, json } = await post({ prompt: "", stream: true });
      expect([status, json]).toMatchObject([400, { error: { field: "prompt" } }]);
      expect((await post({ prompt: "a", stream: 1 })).json).toMatchObject({
        error: { field: "stream", message: "stream must be true or false, got 1" },
      });
    });
  });

  test("the header idempotency-key makes a repeated call the same job", async () => {
    const call = async (key: string, prompt = "Hello") => {
      const headers = { "content-type": "application/json", "idempotency-key": key };
      const body = JSON.stringify({ prompt });
      const response = await fetch(`${cluster.url}/v1/generate`, { method: "POST", headers, body });
      return { status: response.status, json: (await response.json()) as { request_id?: string } };
    };
    const key = "any text: even this";
    const [first, again] = [await call(key), await call(key)];
    expect(again.json.request_id).toBe(first.json.request_id);
    expect(cluster.taken).toHaveLength(1);
    await call(key, "Another question");
    expect(cluster.taken).toHaveLength(2);
    expect(await call("x".repeat(256))).toMatchObject({ status: 400, json: { error: { field: "idempotency-key" } } });
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
  const model = { id: "tiny", object: "model", created: expect.any(Number), owned_by: "unmask" };
  const limits = { max_length: 128, vocab_size: 320, chat: true };
  expect(JSON.parse(body)).toEqual({ object: "list", data: [{ ...model, ...limits }] });
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
