import { once } from "node:events";
import { connect, createServer } from "node:net";
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import {
  type GenerateRequestMessage,
  type GenerateResponseInput,
  type GenerationServiceHandlers,
  generationService,
  type InfillRequestMessage,
  type ScoreRequestMessage,
  type ScoreResponseInput,
  ServingError,
} from "@unmask/wire";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UnmaskClient } from "./client.js";
import type { ScoreRequest } from "./score.js";
import type { GenerateRequest, StreamEvent } from "./types.js";

const response: GenerateResponseInput = {
  requestId: "r",
  model: "tiny",
  text: "Hi.",
  tokenIds: [1, 2],
  confidences: [0.5, 1],
  finishReason: "FINISH_REASON_STOP",
  usage: {
    promptTokens: 5,
    completionTokens: 2,
    forwards: 8,
    steps: 8,
    queueMs: 1.5,
    totalMs: 20,
    positionsForwarded: 60,
    committedTokens: 8,
    committedPerForward: 1,
    wastedTokens: 6,
    hurriedTokens: 0,
  },
};
const expected = {
  commitSteps: [],
  stop: "",
  gaps: [],
  ...response,
  finishReason: "stop",
};

const scoreResponse: ScoreResponseInput = {
  requestId: "s",
  model: "tiny",
  logLikelihood: -2.5,
  standardError: 0.25,
  samples: 16,
  tokenIds: [4, 5],
  tokenLogProbs: [-1, -1.5],
  isGreedy: false,
  greedyIds: [4, 6],
  greedyText: "46",
  usage: { promptTokens: 5, continuationTokens: 2, forwards: 18, positionsForwarded: 126, queueMs: 1.5, totalMs: 20 },
};

let server: Server;
let client: UnmaskClient;
let address: string;
let received: GenerateRequestMessage[];
let scored: ScoreRequestMessage[];
let infilled: InfillRequestMessage[];
let handlers: GenerationServiceHandlers;

/** A real server; each test says what it answers. */
beforeEach(async () => {
  received = [];
  scored = [];
  infilled = [];
  handlers = {
    Generate: (_, callback) => callback(null, response),
    StreamGenerate: (call) => {
      call.write({ started: { requestId: "r", model: "tiny", promptTokens: 5, genLength: 8 } });
      call.write({
        frame: { step: 0, forwards: 1, masked: 7, commits: [{ position: 3, tokenId: 9, text: "H" }], remasked: [2] },
      });
      call.write({ result: response });
      call.end();
    },
    Infill: (_, callback) => callback(null, response),
    StreamInfill: (call) => handlers.StreamGenerate(call as never),
    Score: (_, callback) => callback(null, scoreResponse),
  };
  server = new Server();
  server.addService(generationService, {
    Generate: (call, callback) => {
      received.push(call.request);
      handlers.Generate(call, callback);
    },
    StreamGenerate: (call) => handlers.StreamGenerate(call),
    Infill: (call, callback) => {
      infilled.push(call.request);
      handlers.Infill(call, callback);
    },
    StreamInfill: (call) => {
      infilled.push(call.request);
      handlers.StreamInfill(call);
    },
    Score: (call, callback) => {
      scored.push(call.request);
      handlers.Score(call, callback);
    },
  } satisfies GenerationServiceHandlers);
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  address = `127.0.0.1:${port}`;
  client = new UnmaskClient({ address });
});
afterEach(() => {
  client.close();
  server.forceShutdown();
});

describe("a text with gaps", () => {
  test("arrives piece by piece, with what stands before it, if anything", async () => {
    const parts = [{ text: "a" }, { gap: { tokens: 2 } }, { gap: { tokens: 3, variable: true } }];
    await client.infill({ parts });
    expect(await client.infill({ prompt: "Hello", parts, params: { seed: 3 }, model: "tiny" })).toEqual(expected);
    const sent = [
      { part: "text", text: "a" },
      { part: "gap", gap: { tokens: 2, variable: false } },
      { part: "gap", gap: { tokens: 3, variable: true } },
    ];
    expect(infilled[0]).toMatchObject({ parts: sent });
    expect(infilled[0]!.input).toBeUndefined();
    expect(infilled[1]).toMatchObject({ input: "prompt", prompt: "Hello", parts: sent, params: { seed: 3 } });
    const kinds: string[] = [];
    for await (const { kind } of client.streamInfill({ parts })) kinds.push(kind);
    expect(kinds).toEqual(["started", "frame", "result"]);
    expect(infilled[2]).toMatchObject({ parts: sent });
    await expect(client.infill({ parts: [{ gap: { tokens: 1.5 } }] })).rejects.toMatchObject({
      message: "parts.gap.tokens must be an integer from -2147483648 to 2147483647, got 1.5",
    });
  });
});

describe("a request", () => {
  test("arrives as it was written, with what was left out left out", async () => {
    const params = { genLength: 8, temperature: 0, strategy: "random", seed: 2 ** 53 - 1, eosEarlyStop: false };
    const withUndefined = { ...params, steps: undefined };
    expect(await client.generate({ prompt: "Hello", params: withUndefined, requestId: "r", model: "tiny" })).toEqual(
      expected,
    );
    const [message] = received;
    expect(message).toMatchObject({ input: "prompt", prompt: "Hello", requestId: "r", model: "tiny", params });
    expect(message?.params?.steps).toBeUndefined();
  });

  test("takes each kind of input", async () => {
    const messages = [{ role: "user", content: "Hi" }] as const;
    const requests: GenerateRequest[] = [{ messages }, { rawPrompt: "1 + 1 =" }, { promptIds: [1, 2] }];
    for (const request of requests) await client.generate(request);
    expect(received.map((message) => message[message.input ?? "prompt"])).toEqual([
      { messages },
      "1 + 1 =",
      { ids: [1, 2] },
    ]);
  });

  test.each<[string, unknown, string]>([
    ["without input", {}, "a request needs exactly one of prompt, messages, rawPrompt and promptIds, got 0 of them"],
    [
      "with two",
      { prompt: "a", rawPrompt: "b" },
      "a request needs exactly one of prompt, messages, rawPrompt and promptIds, got 2 of them",
    ],
    [
      "with half a token",
      { prompt: "a", params: { genLength: 2.5, temperature: -1 } },
      "gen_length must be an integer from 1 to 2147483647, got 2.5; temperature must be between 0 and 100, got -1",
    ],
    [
      "with a negative seed",
      { prompt: "a", params: { seed: -1 } },
      "seed must be an integer from 0 to 9007199254740991, got -1",
    ],
    [
      "with a huge seed",
      { prompt: "a", params: { seed: 2 ** 53 } },
      "seed must be an integer from 0 to 9007199254740991, got 9007199254740992",
    ],
    [
      "with an id that is NaN",
      { promptIds: [Number.NaN] },
      "prompt_ids must be an integer from -2147483648 to 2147483647, got NaN",
    ],
  ])("%s, which the wire would silently change, is refused", async (_, request, message) => {
    await expect(client.generate(request as GenerateRequest)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message,
    });
    await expect(client.stream(request as GenerateRequest).next()).rejects.toMatchObject({ message });
    expect(received).toEqual([]);
  });
});

describe("a score", () => {
  test("arrives as it was written, and comes back with what greedy decoding gives", async () => {
    const score = await client.score({ prompt: "a", continuationIds: [4, 5], mcNum: 16, seed: 7, greedyCheck: true });
    const { isGreedy, greedyIds, greedyText, ...same } = scoreResponse;
    expect(score).toEqual({ ...same, greedy: { isEqual: false, tokenIds: [4, 6], text: "46" } });
    const target = { target: "continuationIds", continuationIds: { ids: [4, 5] } };
    expect(scored[0]).toMatchObject({ input: "prompt", prompt: "a", ...target, mcNum: 16, seed: 7, greedyCheck: true });
    expect(scored[0]?.cfgScale).toBeUndefined();
  });

  test("that is asked for again is the same request", async () => {
    handlers.Score = (_, callback) =>
      scored.length < 3 ? callback({ code: status.UNAVAILABLE, details: "restarting" }) : callback(null, scoreResponse);
    await client.score({ prompt: "a", continuation: "b" });
    expect(scored).toHaveLength(3);
    expect(scored[0]!.requestId).not.toBe("");
    expect(new Set(scored.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test("without a check or an error has neither", async () => {
    handlers.Score = (_, callback) => callback(null, { usage: {}, logLikelihood: -1 });
    const { greedy, standardError } = await client.score({ rawPrompt: "a", continuation: "b" });
    expect({ greedy, standardError }).toEqual({ greedy: undefined, standardError: undefined });
  });

  test.each([
    [{ prompt: "a" }, "a score needs exactly one of continuation and continuationIds, got neither"],
    [
      { prompt: "a", continuation: "b", continuationIds: [1] },
      "a score needs exactly one of continuation and continuationIds, got both",
    ],
    [{ prompt: "a", continuation: "b", mcNum: 0.5 }, /^mc_num must be an integer .* got 0.5$/],
    [{ prompt: "a", continuation: "b", seed: -1 }, /^seed must be an integer .* got -1$/],
    [{ continuation: "b" }, /^a request needs exactly one of prompt, messages, rawPrompt and promptIds/],
  ])("%j, which the wire could not carry, is refused", async (request, message) => {
    await expect(client.score(request as unknown as ScoreRequest)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(scored).toEqual([]);
  });
});

test("a stream gives each event its kind", async () => {
  const events: StreamEvent[] = [];
  for await (const event of client.stream({ prompt: "Hello" })) events.push(event);
  expect(events).toEqual([
    { kind: "started", started: { requestId: "r", model: "tiny", promptTokens: 5, genLength: 8 } },
    {
      kind: "frame",
      frame: {
        step: 0,
        forwards: 1,
        masked: 7,
        commits: [{ position: 3, tokenId: 9, text: "H", confidence: 0 }],
        remasked: [2],
        provisional: [],
        snapshot: false,
      },
    },
    { kind: "result", response: expected },
  ]);
});

describe("failures are ServingErrors", () => {
  test("with the server's code and words", async () => {
    const failure = { code: status.RESOURCE_EXHAUSTED, details: "the queue is full" };
    handlers.Generate = (_, callback) => callback(failure);
    handlers.StreamGenerate = (call) => call.emit("error", failure);
    const error = { name: "ServingError", code: "RESOURCE_EXHAUSTED", message: "the queue is full", exitCode: 1 };
    await expect(client.generate({ prompt: "a" })).rejects.toMatchObject(error);
    await expect(client.stream({ prompt: "a" }).next()).rejects.toMatchObject(error);
  });

  test("that name the address and what to do where nobody listens", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const free = `127.0.0.1:${(holder.address() as { port: number }).port}`;
    holder.close();
    await once(holder, "close");
    const lost = new UnmaskClient({ address: free, retries: 0 });
    const message = `no Unmask server answers at ${free}; start one with "npm start", or give the address of one that runs`;
    await expect(lost.generate({ prompt: "a" })).rejects.toMatchObject({ code: "UNAVAILABLE", message });
    await expect(lost.stream({ prompt: "a" }).next()).rejects.toMatchObject({ code: "UNAVAILABLE", message });
    lost.close();
  });

  test("when the server stops in the middle of a call", async () => {
    handlers.Generate = () => server.forceShutdown();
    const once = new UnmaskClient({ address, retries: 0 });
    await expect(once.generate({ prompt: "a" })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: `the server at ${address} went away during the call; it may have stopped: call again, with the same requestId to find the same job`,
    });
    once.close();
  });

  test.each(["destroy", "resetAndDestroy"] as const)("when the connection is cut by %s", async (cut) => {
    const wire = createServer((socket) => {
      const onward = connect(Number(address.split(":")[1]), "127.0.0.1");
      for (const end of [socket, onward]) end.on("error", () => {});
      socket.pipe(onward).pipe(socket);
      handlers.Generate = () => socket[cut]();
    });
    await once(wire.listen(0, "127.0.0.1"), "listening");
    const through = new UnmaskClient({ address: `127.0.0.1:${(wire.address() as { port: number }).port}`, retries: 0 });
    await expect(through.generate({ prompt: "a" })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("went away during the call"),
    });
    through.close();
    wire.close();
  });
});

describe("a call that fails is made again", () => {
  /** Refuses the first calls so, then answers. */
  function refuseFirst(times: number, error: ServingError): string[] {
    const ids: string[] = [];
    const refused = (id: string) => ids.push(id) <= times;
    handlers.Generate = ({ request }, callback) =>
      refused(request.requestId) ? callback(error.toGrpc()) : callback(null, response);
    handlers.StreamGenerate = (call) => {
      if (refused(call.request.requestId)) return void call.emit("error", error.toGrpc());
      call.write({ result: response });
      call.end();
    };
    return ids;
  }
  const soon = new ServingError("RESOURCE_EXHAUSTED", "full", { retryAfterMs: 30 });

  test("as the same request, not sooner than the server said", async () => {
    const ids = refuseFirst(2, soon);
    const startMs = performance.now();
    expect(await client.generate({ prompt: "a" })).toMatchObject({ text: "Hi." });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(60);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("also a stream, while nothing of it has come", async () => {
    const ids = refuseFirst(1, new ServingError("UNAVAILABLE", "no worker"));
    const events: StreamEvent[] = [];
    for await (const event of client.stream({ prompt: "a", requestId: "mine" })) events.push(event);
    expect(events).toMatchObject([{ kind: "result" }]);
    expect(ids).toEqual(["mine", "mine"]);
  });

  test("no more often than its retries, and never for what would fail again", async () => {
    let ids = refuseFirst(9, soon);
    await expect(client.generate({ prompt: "a" })).rejects.toMatchObject({ message: "full", retryAfterMs: 30 });
    expect(ids).toHaveLength(3);
    for (const error of [
      new ServingError("INVALID_ARGUMENT", "wrong"),
      new ServingError("RESOURCE_EXHAUSTED", "too large"),
      new ServingError("RESOURCE_EXHAUSTED", "come back tomorrow", { retryAfterMs: 86_400_000 }),
    ]) {
      ids = refuseFirst(9, error);
      await expect(client.generate({ prompt: "a" })).rejects.toMatchObject({ message: error.message });
      expect(ids).toHaveLength(1);
    }
  });

  test("within its deadline, and not after its abort", async () => {
    const ids = refuseFirst(9, new ServingError("UNAVAILABLE", "later", { retryAfterMs: 20_000 }));
    await expect(client.generate({ prompt: "a" }, { deadlineMs: 5000 })).rejects.toMatchObject({ message: "later" });
    const abort = new AbortController();
    const call = client.generate({ prompt: "a" }, { signal: abort.signal });
    await expect.poll(() => ids.length).toBe(2);
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
    expect(ids).toHaveLength(2);
  });
});

describe("a call ends", () => {
  /** A server that never answers, and hears when the caller is gone. */
  function silence(): Promise<void> {
    return new Promise((resolve) => {
      handlers.Generate = (call) => call.once("cancelled", resolve);
      handlers.StreamGenerate = (call) => {
        call.write({ started: {} });
        call.once("cancelled", resolve);
      };
    });
  }

  test("when its signal is aborted", async () => {
    const gone = silence();
    const abort = new AbortController();
    const call = client.generate({ prompt: "a" }, { signal: abort.signal });
    setImmediate(() => abort.abort());
    await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
    await client
      .generate({ prompt: "a" }, { signal: abort.signal })
      .catch((error) => expect(error.code).toBe("CANCELLED"));
    const later = new AbortController();
    const stream = client.stream({ prompt: "a" }, { signal: later.signal });
    await stream.next();
    later.abort();
    await expect(stream.next()).rejects.toMatchObject({ code: "CANCELLED" });
    await gone;
  });

  test("when the loop over its events is left", async () => {
    const gone = silence();
    for await (const _ of client.stream({ prompt: "a" })) break;
    await gone;
  });

  test("at its deadline", async () => {
    silence();
    const error = { code: "DEADLINE_EXCEEDED" };
    await expect(client.generate({ prompt: "a" }, { deadlineMs: 50 })).rejects.toMatchObject(error);
    await expect(client.generate({ prompt: "a" }, { deadlineMs: 0 })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message:
        "deadlineMs must be a number of milliseconds above 0 and at most 2147483647, got 0; leave it out for no deadline",
    });
  });
});
