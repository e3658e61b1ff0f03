import { once } from "node:events";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, type Cluster, canvas, never, result, startCluster, text } from "../testing/cluster.js";

/** The official client, unmodified, against a gateway on a real socket. */

let cluster: Cluster;
let openai: OpenAI;
beforeAll(async () => {
  cluster = await startCluster();
  openai = new OpenAI({ baseURL: `${cluster.url}/v1`, apiKey: "none", maxRetries: 0 });
});
afterAll(() => cluster.close());
beforeEach(() => {
  cluster.play = answer("Hi.");
  cluster.taken.length = 0;
});

const messages = [{ role: "user", content: "Hello" }] as const satisfies OpenAI.ChatCompletionMessageParam[];
const ask = (more: object = {}) =>
  openai.chat.completions.create({ model: "tiny", messages: [...messages], ...more }) as Promise<OpenAI.ChatCompletion>;
async function refusal(call: Promise<unknown>) {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof OpenAI.APIError)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
  const { status, code, param, type, message } = error;
  return { status, code, param, type, message };
}
const job = () => vi.waitFor(() => cluster.taken.at(-1) ?? expect.fail("no job was taken"), { timeout: 10_000 });

describe("chat.completions.create", () => {
  test("answers a conversation", async () => {
    const response = await ask();
    const prompt_tokens = text.encodeChat(messages).length;
    const completion_tokens = text.encode("Hi.").length;
    expect(response).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      object: "chat.completion",
      model: "tiny",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: "Hi.", refusal: null },
          finish_reason: "stop",
          logprobs: null,
          unmask: { seed: expect.any(Number), steps: expect.any(Number) },
        },
      ],
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    });
    expect(Math.abs(response.created * 1000 - Date.now())).toBeLessThan(60_000);
    expect((await job()).payload.promptIds).toEqual(text.encodeChat(messages));
  });

  test("takes parts of text, a developer's message, and its own answer back", async () => {
    const { choices } = await ask();
    await ask({
      messages: [
        { role: "developer", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "Hel" },
            { type: "text", text: "lo" },
          ],
        },
        choices[0]!.message,
        { role: "user", content: "Again?" },
      ],
    });
    expect(cluster.taken.at(-1)!.payload.promptIds).toEqual(
      text.encodeChat([
        { role: "system", content: "Be brief." },
        { role: "user", content: "Hello" },
        { role: "assistant", content: "Hi." },
        { role: "user", content: "Again?" },
      ]),
    );
  });

  test.each(["max_tokens", "max_completion_tokens"])(
    "%s bounds the answer, and an answer that fills it ends by length",
    async (name) => {
      cluster.play = async ({ payload: { params } }) =>
        result([...text.encode("12345"), ...Array(params.genLength).fill(text.special.eos)].slice(0, params.genLength));
      expect((await ask({ [name]: 5 })).choices[0]).toMatchObject({
        finish_reason: "length",
        message: { content: "12345" },
      });
      expect((await job()).payload.params.maxLength).toBe(5);
      expect((await ask({ [name]: 6 })).choices[0]).toMatchObject({ finish_reason: "stop" });
    },
  );

  test("max_tokens above the model's canvas makes it longer, as far as the context goes", async () => {
    await ask({ max_tokens: 4096, block_length: 8 });
    const { promptIds, params } = (await job()).payload;
    const room = text.maxLength - promptIds.length;
    expect(params.genLength).toBe(room - (room % 8));
    expect(params.maxLength).toBe(params.genLength);
  });

  test("the parameters of diffusion are further fields", async () => {
    await ask({
      gen_length: 16,
      block_length: 4,
      steps: 8,
      strategy: "threshold",
      threshold: 0.7,
      temperature: 0.5,
      seed: 7,
    });
    expect((await job()).payload.params).toMatchObject({
      genLength: 16,
      blockLength: 4,
      steps: 8,
      strategy: "threshold",
      threshold: 0.7,
      temperature: 0.5,
      seed: 7,
    });
  });

  test("n answers are n jobs with seeds of their own, the first that of n = 1", async () => {
    cluster.play = (active) => answer(`${active.payload.params.seed}`)(active);
    const { choices, usage } = await ask({ n: 3, seed: 41 });
    expect(choices.map(({ index, message }) => [index, message.content])).toEqual([
      [0, "41"],
      [1, "42"],
      [2, "43"],
    ]);
    expect(usage!.prompt_tokens).toBe(text.encodeChat(messages).length);
    expect(usage!.completion_tokens).toBe(6);
  });

  test("without a seed each call has another, and with an Idempotency-Key a repetition is the same job", async () => {
    const seeds = (await Promise.all([ask(), ask()])).map(
      ({ choices }) => (choices[0] as unknown as { unmask: { seed: number } }).unmask.seed,
    );
    expect(new Set(seeds).size).toBe(2);
    cluster.taken.length = 0;
    const options = { headers: { "idempotency-key": "once" } };
    const create = () =>
      openai.chat.completions.create({ model: "tiny", messages: [...messages], temperature: 1, n: 2 }, options);
    expect((await create()).id).toBe((await create()).id);
    expect(cluster.taken).toHaveLength(2);
  });

  test("logprobs are the logarithms of the confidences at commit", async () => {
    const { choices } = await ask({ logprobs: true });
    expect(choices[0]!.logprobs!.content).toEqual(
      text.encode("Hi.").map((id) => {
        const token = text.tokenText(id);
        return { token, logprob: Math.log(0.5), bytes: [...Buffer.from(token)], top_logprobs: [] };
      }),
    );
  });

  test("logit_bias bans tokens", async () => {
    await ask({ logit_bias: { 5: -100, 9: -100 } });
    expect((await job()).payload.params.bannedIds).toEqual([5, 9]);
  });

  test("what asks for nothing is taken", async () => {
    const neutral = {
      top_p: 1,
      presence_penalty: 0,
      frequency_penalty: null,
      tools: [],
      tool_choice: "none",
      response_format: { type: "text" },
      user: "u",
      metadata: { a: "b" },
      store: false,
      stop: [],
      modalities: ["text"],
    };
    expect((await ask(neutral)).choices[0]!.message.content).toBe("Hi.");
  });

  test("stop is a text or several, and the answer ends before it", async () => {
    for (const stop of ["i.", ["z", "i."]]) {
      const [choice] = (await ask({ stop })).choices;
      expect(choice).toMatchObject({ message: { content: "H" }, finish_reason: "stop" });
    }
    expect((await job()).payload.params.stop).toEqual(["z", "i."]);
  });

  test.each<[object, string, RegExp]>([
    [{ stop: new Array(17).fill("a") }, "stop", /stop must be at most 16 texts, got 17/],
    [{ top_p: 0.9 }, "top_p", /^400 top_p must be 1, got 0.9: .*use temperature$/],
    [{ presence_penalty: 0.5 }, "presence_penalty", /must be 0, got 0.5: /],
    [{ top_p: 0.9, top_logprobs: 2 }, "top_p", /^400 top_p must be 1, got 0.9: .*; top_logprobs must be 0, got 2: /],
    [{ steps: "8", top_k: 5 }, "steps", /^400 steps must be of type number, got "8"; top_k is not a known field/],
    [{ frequency_penalty: -1 }, "frequency_penalty", /must be 0/],
    [{ tools: [{ type: "function", function: { name: "f" } }] }, "tools", /calls no tools/],
    [{ response_format: { type: "json_object" } }, "response_format", /must be \{"type": "text"\}/],
    [{ logprobs: true, top_logprobs: 3 }, "top_logprobs", /must be 0/],
    [{ logit_bias: { 5: 10 } }, "logit_bias", /must be -100/],
    [{ logit_bias: { 99999: -100 } }, "logit_bias", /logit_bias must be ids from 0 to 319/],
    [{ n: 17 }, "n", /integer from 1 to 16/],
    [{ max_tokens: 0 }, "max_tokens", /max_tokens must be an integer from 1 to/],
    [{ max_completion_tokens: 2 ** 40 }, "max_completion_tokens", /max_completion_tokens must be an integer from 1 to/],
    [{ temperature: -1 }, "temperature", /between 0 and 100, got -1/],
    [{ temperature: "hot" }, "temperature", /of type number, got "hot"/],
    [{ seed: 1.5 }, "seed", /integer/],
    [{ steps: 0 }, "steps", /steps must be an integer/],
    [{ best_of_breed: 1 }, "best_of_breed", /not a known field/],
    [{ messages: [] }, "messages", /must not be empty/],
    [{ messages: "hi" }, "messages", /must be an array/],
    [
      { messages: [{ role: "tool", content: "x", tool_call_id: "1" }] },
      "messages[0].tool_call_id",
      /has no meaning here/,
    ],
    [
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "x" } }] }] },
      "messages[0].content[0]",
      /reads text only/,
    ],
  ])("%j is refused by name", async (more, param, message) => {
    const error = await refusal(ask(more));
    expect(error).toMatchObject({ status: 400, param, type: "invalid_request_error", code: "invalid_argument" });
    expect(error.message).toMatch(message);
    expect(cluster.taken).toEqual([]);
  });

  test("a model that is not served is 404 with OpenAI's code", async () => {
    expect(await refusal(ask({ model: "gpt-4o" }))).toMatchObject({
      status: 404,
      code: "model_not_found",
      param: "model",
    });
  });

  test("what the cluster fails with keeps its status", async () => {
    const { ServingError } = await import("@unmask/wire");
    cluster.play = () => Promise.reject(new ServingError("RESOURCE_EXHAUSTED", "full"));
    expect(await refusal(ask())).toMatchObject({ status: 429, type: "rate_limit_error" });
    cluster.play = () => Promise.reject(new ServingError("UNAVAILABLE", "no worker"));
    expect(await refusal(ask({ n: 3 }))).toMatchObject({ status: 503, type: "server_error", code: "unavailable" });
  });

  test("when one of n fails the others are cancelled", async () => {
    const { ServingError } = await import("@unmask/wire");
    let fail = () => {};
    cluster.play = (active) => {
      if (active.payload.params.seed !== 2) return never(active);
      return new Promise((_, reject) => {
        fail = () => reject(new ServingError("INTERNAL", "broken"));
      });
    };
    const call = refusal(ask({ n: 3, seed: 1 }));
    await vi.waitFor(() => expect(cluster.taken).toHaveLength(3), { timeout: 10_000 });
    fail();
    expect(await call).toMatchObject({ status: 500 });
    const others = cluster.taken.filter(({ payload }) => payload.params.seed !== 2);
    for (const { signal } of others) if (!signal.aborted) await once(signal, "abort");
  });
});

describe("chat.completions.create with stream: true", () => {
  const open = (more: object = {}) =>
    openai.chat.completions.create({
      model: "tiny",
      messages: [...messages],
      stream: true,
      gen_length: 8,
      ...more,
    } as OpenAI.ChatCompletionCreateParamsStreaming);

  test("sends the role, the text as it settles, the finish and, when asked for, the usage", async () => {
    const chunks = [];
    for await (const chunk of await open({ stream_options: { include_usage: true } })) chunks.push(chunk);
    const [first, ...rest] = chunks;
    expect(first!.choices[0]!.delta).toEqual({ role: "assistant", content: "" });
    expect(rest.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toBe("Hi.");
    expect(chunks.at(-2)!.choices[0]).toMatchObject({ delta: {}, finish_reason: "stop", unmask: { steps: 8 } });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: text.encode("Hi.").length } });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  test("sends nothing that stands behind a mask, and what settles together in one chunk", async () => {
    const ids = canvas("Hi there.", 16);
    const order = [2, 1, 3, 0, 5, 4, 6];
    const rest = ids.map((_, i) => i).filter((i) => !order.includes(i));
    let step = 0;
    cluster.play = async (active) => {
      const { encodeFrame } = await import("@unmask/wire");
      for (const position of [...order, ...rest]) {
        const commits = [{ position, tokenId: ids[position]!, text: "", confidence: 0.5 }];
        active.publish(encodeFrame({ step: step++, forwards: step, masked: 0, commits }));
      }
      return result(ids);
    };
    const texts: string[] = [];
    for await (const { choices } of await open({ gen_length: 16 }))
      if (choices[0]?.delta.content) texts.push(choices[0].delta.content);
    expect(texts.join("")).toBe("Hi there.");
    const firstFour = ids.slice(0, 4).map(text.tokenText).join("");
    expect(texts[0]).toBe(firstFour);
  });

  test("n answers share a stream, each with its index", async () => {
    cluster.play = (active) => answer(`${active.payload.params.seed}`)(active);
    const texts = ["", ""];
    const finished = new Set<number>();
    for await (const { choices } of await open({ n: 2, seed: 8 }))
      for (const { index, delta, finish_reason } of choices) {
        texts[index] += delta.content ?? "";
        if (finish_reason) finished.add(index);
      }
    expect(texts).toEqual(["8", "9"]);
    expect(finished).toEqual(new Set([0, 1]));
  });

  test("logprobs come with the tokens", async () => {
    const seen: string[] = [];
    for await (const { choices } of await open({ logprobs: true }))
      seen.push(...(choices[0]?.logprobs?.content ?? []).map(({ token }) => token));
    expect(seen).toEqual(text.encode("Hi.").map(text.tokenText));
  });

  test("a refusal has its status, and a failure after the start is thrown from the loop", async () => {
    expect(await refusal(open({ top_p: 0.5 }))).toMatchObject({ status: 400, param: "top_p" });
    const { ServingError } = await import("@unmask/wire");
    cluster.play = () => Promise.reject(new ServingError("UNAVAILABLE", "no worker"));
    const iterate = async () => {
      for await (const _ of await open());
    };
    await expect(iterate()).rejects.toThrow("no worker");
  });

  test("leaving the loop frees the sequence", async () => {
    cluster.play = never;
    const stream = await open();
    const { signal } = await job();
    stream.controller.abort();
    if (!signal.aborted) await once(signal, "abort");
    expect(signal.reason).toMatchObject({ code: "CANCELLED" });
  });

  test("the client's own helper collects the whole answer", async () => {
    const stream = openai.chat.completions.stream({ model: "tiny", messages: [...messages] });
    const { choices } = await stream.finalChatCompletion();
    expect(choices[0]).toMatchObject({ message: { content: "Hi." }, finish_reason: "stop" });
  });
});

describe("completions.create", () => {
  test("continues text as it is", async () => {
    const response = await openai.completions.create({ model: "tiny", prompt: "1 + 1 =", logprobs: 0 });
    expect(response).toMatchObject({
      object: "text_completion",
      choices: [{ text: "Hi.", index: 0, finish_reason: "stop" }],
    });
    expect((await job()).payload.promptIds).toEqual(text.encode("1 + 1 ="));
    const { tokens, token_logprobs, text_offset } = response.choices[0]!.logprobs!;
    expect(tokens).toEqual(text.encode("Hi.").map(text.tokenText));
    expect(token_logprobs).toEqual(tokens!.map(() => Math.log(0.5)));
    expect(text_offset![0]).toBe(0);
  });

  test("takes several prompts and ids, n answers for each", async () => {
    cluster.play = (active) => answer(`${active.payload.promptIds.length}.${active.payload.params.seed}`)(active);
    const response = await openai.completions.create({ model: "tiny", prompt: [[5, 6], [7]], n: 2, seed: 1 });
    expect(response.choices.map((choice) => choice.text)).toEqual(["2.1", "2.2", "1.1", "1.2"]);
    expect(response.usage!.prompt_tokens).toBe(3);
    await openai.completions.create({ model: "tiny", prompt: [5, 6, 7] });
    expect(cluster.taken.at(-1)!.payload.promptIds).toEqual([5, 6, 7]);
  });

  test("streams", async () => {
    let all = "";
    for await (const { choices } of await openai.completions.create({ model: "tiny", prompt: "x", stream: true }))
      all += choices[0]!.text;
    expect(all).toBe("Hi.");
  });

  test.each<[object, string]>([
    [{ suffix: "end" }, "suffix"],
    [{ echo: true }, "echo"],
    [{ best_of: 2 }, "best_of"],
    [{ logprobs: 5 }, "logprobs"],
    [{ prompt: [] }, "prompt"],
    [{ prompt: [5, 999] }, "prompt[1]"],
    [{ prompt: "" }, "prompt"],
  ])("%j is refused by name", async (more, param) => {
    expect(await refusal(openai.completions.create({ model: "tiny", prompt: "x", ...more }))).toMatchObject({
      status: 400,
      param,
    });
  });
});

describe("models", () => {
  test("list and retrieve", async () => {
    const all = [];
    for await (const model of openai.models.list()) all.push(model.id);
    expect(all).toEqual(["tiny"]);
    expect(await openai.models.retrieve("tiny")).toMatchObject({ id: "tiny", object: "model", owned_by: "unmask" });
    expect(await refusal(openai.models.retrieve("other"))).toMatchObject({ status: 404, code: "model_not_found" });
  });
});

test("a body that is no JSON, or too large, is refused in OpenAI's shape", async () => {
  const post = async (body: string) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${cluster.url}/v1/chat/completions`, { method: "POST", headers, body });
    return [response.status, await response.json()];
  };
  const error = { type: "invalid_request_error", param: "body" };
  expect(await post("{")).toMatchObject([400, { error }]);
  expect(await post(JSON.stringify("x".repeat(1024 * 1024)))).toMatchObject([400, { error }]);
  expect(await post("[1]")).toMatchObject([
    400,
    { error: { ...error, message: "the body must be a JSON object, got [1]" } },
  ]);
});
