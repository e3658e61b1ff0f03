import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { ServingError } from "@unmask/wire";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { run } from "./program.js";
import { serveAnswers } from "./testing/generation-server.js";

let server: Awaited<ReturnType<typeof serveAnswers>>;
beforeAll(async () => {
  server = await serveAnswers((request) => {
    if (request.params?.temperature === -1) {
      throw new ServingError("INVALID_ARGUMENT", "temperature must be between 0 and 100,\n got -1");
    }
    const turns = request.conversation?.messages.map((message) => `${message.role}:${message.content}`);
    return turns?.join(" ") ?? `You said ${request.prompt ?? request.rawPrompt}`;
  });
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
});

async function unmask(args: string[], stdin = "", env: Record<string, string> = { UNMASK_SERVER: server.address }) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await run(args, { env, stdin: Readable.from([stdin]), stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test("piped, an answer is its text and a newline", async () => {
  expect(await unmask(["generate", "hello"])).toEqual({ code: 0, out: "You said hello\n", err: "" });
});

test("--json is one object on one line", async () => {
  const { code, out } = await unmask(["generate", "hello", "--json"]);
  expect(code).toBe(0);
  expect(out.endsWith("}\n")).toBe(true);
  expect(JSON.parse(out)).toEqual({
    text: "You said hello",
    finish_reason: "stop",
    usage: {
      prompt_tokens: 5,
      completion_tokens: 2,
      forwards: 8,
      steps: 4,
      positions_forwarded: 40,
      committed_tokens: 4,
      committed_per_forward: 0.5,
      wasted_tokens: 2,
      queue_ms: 1,
      total_ms: 250,
    },
    model: "tiny",
    request_id: "r1",
  });
});

test("- and nothing read standard input, without its last newline", async () => {
  expect((await unmask(["generate", "-"], "two\nlines\n")).out).toBe("You said two\nlines\n");
  expect((await unmask(["generate"], "piped")).out).toBe("You said piped\n");
});

test("flags become the request's parameters, and what is not given is not sent", async () => {
  await unmask([
    ..."generate --gen-length 64 --block-length 16 --steps 32 --temperature 0.5 --cfg-scale 1".split(" "),
    ..."--strategy threshold --threshold 0.9 --seed 7 --logits-eos-inf --confidence-eos-eot-inf".split(" "),
    ..."--no-eos-early-stop --model tiny --raw text".split(" "),
  ]);
  await unmask(["generate", "hello"]);
  const [full, bare] = server.received;
  expect(full).toMatchObject({ model: "tiny", input: "rawPrompt", rawPrompt: "text" });
  expect(full?.params).toMatchObject({
    genLength: 64,
    blockLength: 16,
    steps: 32,
    temperature: 0.5,
    cfgScale: 1,
    strategy: "threshold",
    threshold: 0.9,
    seed: 7,
    logitsEosInf: true,
    confidenceEosEotInf: true,
    eosEarlyStop: false,
  });
  expect(bare?.params?.genLength).toBeUndefined();
  expect(bare?.params?.eosEarlyStop).toBeUndefined();
});

test("what the server refuses is one line and 2", async () => {
  expect(await unmask(["generate", "hello", "--temperature", "-1"])).toEqual({
    code: 2,
    out: "",
    err: "error: temperature must be between 0 and 100, got -1\n",
  });
});

test("a server that is not there is one line and 1", async () => {
  const { code, err } = await unmask(["generate", "hello", "--server", "127.0.0.1:1"]);
  expect(code).toBe(1);
  expect(err).toMatch(/^error: no Unmask server answers at 127\.0\.0\.1:1.*\n$/);
});

test.each([
  [["generate", "hi", "--steps", "ten"], /^error: option '--steps <n>' argument 'ten' is invalid\. Give a number/],
  [["generate", "hi", "--seeds", "3"], /^error: unknown option '--seeds' \(Did you mean --seed\?\)\n$/],
  [["generate", "hi", "--server", "here"], /^error: option '--server <host:port>' argument 'here' .*HOST:PORT/],
  [["generat", "hi"], /^error: unknown command 'generat' \(Did you mean generate\?\)\n$/],
  [["frobnicate"], /^error: unknown command 'frobnicate' \(see unmask --help\)\n$/],
  [["generate", "two", "prompts"], /^error: too many arguments .*\(see unmask generate --help\)\n$/],
  [
    ["serve", "--grpc", "50051"],
    /^error: option '--grpc <host:port>' argument '50051' is invalid\. It must be HOST:PORT/,
  ],
  [["serve", "--workers", "0"], /^error: option '--workers <n>' argument '0' .* from 1 to 64/],
])("%j is a usage error: one line and 2", async (args, line) => {
  const { code, out, err } = await unmask(args);
  expect({ code, out, lines: err.split("\n").length }).toEqual({ code: 2, out: "", lines: 2 });
  expect(err).toMatch(line);
});

test("a bad UNMASK_SERVER is one line and 2, and --server goes before it", async () => {
  const { code, err } = await unmask(["generate", "hi"], "", { UNMASK_SERVER: "zzz" });
  expect(code).toBe(2);
  expect(err).toMatch(/^error: UNMASK_SERVER must be HOST:PORT.*, got "zzz"\n$/);
  expect((await unmask(["generate", "hi", "--server", server.address], "", { UNMASK_SERVER: "zzz" })).code).toBe(0);
});

test("a model folder that is not there is one line and 2", async () => {
  const { code, err } = await unmask(["serve", "--model", "no-such-folder", "--log-level", "silent"], "", {
    REDIS_URL: "redis://127.0.0.1:1",
  });
  expect(code).toBe(2);
  expect(err).toMatch(/^error: [^\n]+\n$/);
});

test("help and version go to standard output with 0; no command shows the help with 2", async () => {
  expect(await unmask(["--version"])).toMatchObject({ code: 0, out: "0.1.0\n" });
  for (const args of [["--help"], ["generate", "--help"], ["chat", "--help"], ["serve", "--help"]]) {
    const { code, out, err } = await unmask(args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Usage: unmask/);
  }
  expect(await unmask([])).toMatchObject({ code: 2, out: "" });
});

test("piped chat answers each line, with the whole conversation each time", async () => {
  const { code, out, err } = await unmask(["chat"], "one\n\ntwo\n/reset\nthree\n/exit\nnever\n");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe("user:one\nuser:one assistant:user:one user:two\nuser:three\n");
  expect(server.received).toHaveLength(3);
});
