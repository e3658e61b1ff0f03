import { once } from "node:events";
import { type GenerateRequest, type StreamEvent, UnmaskClient } from "@unmask/client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, type Cluster, canvas, never, publishStep, result, startCluster, text } from "./testing/cluster.js";

let cluster: Cluster;
let client: UnmaskClient;
beforeAll(async () => {
  cluster = await startCluster();
  client = new UnmaskClient({ address: cluster.grpcAddress });
});
afterAll(async () => {
  client.close();
  await cluster.close();
});
beforeEach(() => {
  cluster.play = answer("Hi.");
  cluster.taken.length = 0;
});

async function collect(request: GenerateRequest): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of client.stream(request)) events.push(event);
  return events;
}

/** The job that the next call makes, once it runs. */
const takenJob = () => vi.waitFor(() => cluster.taken.at(-1) ?? expect.fail("no job was taken"), { timeout: 10_000 });
const ended = (signal: AbortSignal) => (signal.aborted ? undefined : once(signal, "abort"));

test("a prompt becomes a job with its chat template, and its result an answer", async () => {
  const response = await client.generate({ prompt: "Hello", params: { genLength: 16, seed: 7 } });
  const { payload } = await takenJob();
  const promptIds = text.encodeChat([{ role: "user", content: "Hello" }]);
  expect(payload).toMatchObject({ model: "tiny", promptIds, special: text.special });
  expect(payload.params).toMatchObject({
    genLength: 16,
    blockLength: 8,
    steps: 16,
    seed: 7,
    strategy: "low_confidence",
  });
  const tokenIds = text.encode("Hi.");
  expect(response).toEqual({
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    model: "tiny",
    text: "Hi.",
    tokenIds,
    confidences: tokenIds.map(() => 0.5),
    commitSteps: [],
    finishReason: "stop",
    stop: "",
    gaps: [],
    usage: {
      promptTokens: promptIds.length,
      completionTokens: tokenIds.length,
      forwards: 16,
      steps: 16,
      positionsForwarded: 160,
      committedTokens: 16,
      committedPerForward: 1,
      wastedTokens: 13,
      hurriedTokens: 0,
      queueMs: 1.5,
      totalMs: 20.5,
    },
  });
});

test("an answer without an end token fills its canvas", async () => {
  cluster.play = async () => result(text.encode("1234"));
  const response = await client.generate({ rawPrompt: "count: ", params: { genLength: 4 } });
  expect(response).toMatchObject({ text: "1234", finishReason: "length" });
});

test("a stream is started, a frame for every step with its tokens' text, and the result", async () => {
  const events = await collect({ prompt: "Hello", params: { genLength: 8 }, requestId: "stream-1" });
  const ids = canvas("Hi.", 8);
  expect(events.map(({ kind }) => kind)).toEqual(["started", ...ids.map(() => "frame"), "result"]);
  expect(events[0]).toEqual({
    kind: "started",
    started: { requestId: "stream-1", model: "tiny", promptTokens: expect.any(Number), genLength: 8 },
  });
  const commits = events.flatMap((event) => (event.kind === "frame" ? event.frame.commits : []));
  expect(commits.map((commit) => commit.tokenId)).toEqual(ids);
  expect(commits.map((commit) => commit.text)).toEqual(ids.map(text.tokenText));
  expect(events.at(-1)).toMatchObject({ kind: "result", response: { text: "Hi.", requestId: "stream-1" } });
});

test("what a job fails with is what its caller is told", async () => {
  const { ServingError } = await import("@unmask/wire");
  cluster.play = () => Promise.reject(new ServingError("UNAVAILABLE", "no worker serves the model tiny"));
  await expect(client.generate({ prompt: "Hello" })).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: "no worker serves the model tiny",
  });
});

describe("a caller that leaves frees its sequence", () => {
  beforeEach(() => {
    cluster.play = never;
  });

  test("by cancelling", async () => {
    const abort = new AbortController();
    const call = client.generate({ prompt: "Hello" }, { signal: abort.signal });
    const { signal } = await takenJob();
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
    await ended(signal);
    expect(signal.reason).toMatchObject({ code: "CANCELLED" });
  });

  test("by leaving the stream", async () => {
    for await (const event of client.stream({ prompt: "Hello" })) {
      if (event.kind !== "started") continue;
      await takenJob();
      break;
    }
    const { signal } = await takenJob();
    await ended(signal);
    expect(signal.reason).toMatchObject({ code: "CANCELLED" });
  });

  test("by running out of time", async () => {
    const call = client.generate({ prompt: "Hello" }, { deadlineMs: 400 });
    await expect(call).rejects.toMatchObject({ code: "DEADLINE_EXCEEDED" });
    const job = cluster.taken.at(-1);
    if (job) await ended(job.signal);
    await vi.waitFor(async () => expect((await cluster.queue.counts()).active).toBe(0), { timeout: 10_000 });
  });
});

test("a deadline travels with the job, so that it holds where this gateway does not live to see it; a submission's does not", async () => {
  const beforeMs = Date.now();
  await client.generate({ prompt: "Hello" }, { deadlineMs: 60_000 });
  const { deadlineMs = 0 } = (await takenJob()).payload;
  expect(deadlineMs).toBeGreaterThan(beforeMs + 50_000);
  expect(deadlineMs).toBeLessThan(Date.now() + 60_001);
  await client.jobs.submit({ prompt: "Another" }, { deadlineMs: 60_000 });
  await vi.waitFor(() => expect(cluster.taken).toHaveLength(2), { timeout: 10_000 });
  expect(cluster.taken[1]?.payload.deadlineMs).toBeUndefined();
});

describe("a repeated call with the same request id", () => {
  let release: () => void;
  beforeEach(() => {
    const released = new Promise<void>((resolve) => (release = resolve));
    cluster.play = async (job) => {
      await Promise.race([released, never(job)]);
      return answer("Once.")(job);
    };
  });
  afterEach(() => release());

  test("joins the same job, also after its end", async () => {
    const request = { prompt: "Hello", requestId: "again-1", params: { genLength: 16 } };
    const first = client.generate(request);
    await takenJob();
    const second = client.generate(request);
    release();
    expect(await second).toEqual(await first);
    expect(await client.generate(request)).toEqual(await first);
    expect(cluster.taken).toHaveLength(1);
  });

  test("keeps the job when the first caller leaves", async () => {
    const abort = new AbortController();
    const request = { prompt: "Hello", requestId: "again-2" };
    const first = client.generate(request, { signal: abort.signal });
    const events = client.stream(request);
    await takenJob();
    expect(await events.next()).toMatchObject({ value: { kind: "started" } });
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: "CANCELLED" });
    release();
    let last: StreamEvent | undefined;
    for await (const event of events) last = event;
    expect(last).toMatchObject({ kind: "result", response: { text: "Once." } });
  });

  test("runs again when the earlier call was cancelled", async () => {
    const abort = new AbortController();
    const request = { prompt: "Hello", requestId: "again-3" };
    const first = client.generate(request, { signal: abort.signal });
    const { signal } = await takenJob();
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: "CANCELLED" });
    await ended(signal);
    release();
    expect(await client.generate(request)).toMatchObject({ text: "Once.", requestId: "again-3" });
  });

  test("but another question is another job", async () => {
    release();
    const one = await client.generate({ prompt: "One", requestId: "again-4" });
    const two = await client.generate({ prompt: "Two", requestId: "again-4" });
    expect(cluster.taken).toHaveLength(2);
    expect(one.usage.promptTokens).toBe(two.usage.promptTokens);
  });
});

test("calls side by side each get their own answer and frames", async () => {
  cluster.play = (job) => answer(`${job.payload.params.seed}.`)(job);
  const seeds = [...Array(40).keys()];
  const texts = await Promise.all(
    seeds.map(async (seed) => {
      const request = { prompt: "Hello", params: { seed, genLength: 8 } };
      if (seed % 2 === 0) return (await client.generate(request)).text;
      const events = await collect(request);
      const frames = events.flatMap((event) => (event.kind === "frame" ? event.frame.commits : []));
      return frames.map((commit) => commit.text).join("");
    }),
  );
  expect(texts).toEqual(seeds.map((seed) => `${seed}.`));
});

test("a reader that is slower than the model gets every commit in fewer frames", async () => {
  const steps = 64;
  const rounds = 300;
  let published = 0;
  let reading: () => void = () => {};
  const gate = new Promise<void>((resolve) => (reading = resolve));
  cluster.play = async (job) => {
    const ids = canvas("Hi.", steps);
    // Every step many times over, so that the stream's and the socket's buffers are full long before the end.
    for (let round = 0; round < rounds; round++) {
      for (let step = 0; step < steps; step++, published++) publishStep(job, ids, step);
      await new Promise(setImmediate);
    }
    await gate;
    return result(ids);
  };
  const seen = new Set<number>();
  let frames = 0;
  for await (const event of client.stream({ prompt: "Hello", params: { genLength: steps } })) {
    if (event.kind === "started") {
      // Not reading on until all is published.
      await vi.waitFor(() => expect(published).toBe(steps * rounds), { timeout: 20_000 });
      reading();
    }
    if (event.kind !== "frame") continue;
    frames++;
    for (const { position } of event.frame.commits) seen.add(position);
  }
  expect(seen.size).toBe(steps);
  expect(frames).toBeLessThan(published / 2);
});
