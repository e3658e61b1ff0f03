import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type ScoreRequestMessage, type ScoreResponseInput, ServingError } from "@unmask/wire";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { run } from "../program.js";
import { serveAnswers } from "../testing/generation-server.js";

/** As likely as the continuation is short. */
function score({ continuation = "", mcNum, greedyCheck }: ScoreRequestMessage): ScoreResponseInput {
  if (continuation === "busy" && busy-- > 0) throw new ServingError("RESOURCE_EXHAUSTED", "full", { retryAfterMs: 1 });
  if (continuation === "down") throw new ServingError("UNAVAILABLE", "the queue is gone");
  if (continuation === "")
    throw new ServingError("INVALID_ARGUMENT", "continuation must not be empty", { field: "continuation" });
  if (mcNum === 0) throw new ServingError("INVALID_ARGUMENT", "mc_num must be more", { field: "mc_num" });
  const greedy = greedyCheck ? { isGreedy: continuation === "yes", greedyIds: [1], greedyText: "yes" } : {};
  const usage = { promptTokens: 5, continuationTokens: 2, forwards: 3, positionsForwarded: 21, queueMs: 1, totalMs: 2 };
  return { logLikelihood: -continuation.length, standardError: 0, samples: 3, tokenIds: [1, 2], ...greedy, usage };
}

let busy = 0;
let server: Awaited<ReturnType<typeof serveAnswers>>;
let folder: string;
beforeAll(async () => {
  server = await serveAnswers(() => "", undefined, score);
  folder = await mkdtemp(join(tmpdir(), "unmask-score-"));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  server.scored.length = 0;
});

async function unmask(args: string[], input: object[] | string | Readable, isTTY = false) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  if (isTTY) Object.assign(stdout, { isTTY, columns: 80 });
  const lines = Array.isArray(input) ? input.map((line) => `${JSON.stringify(line)}\n`).join("") : input;
  const stdin = lines instanceof Readable ? lines : Readable.from([lines]);
  const code = await run(["score", ...args], {
    env: { UNMASK_SERVER: server.address },
    stdin,
    stdout: stdout as never,
    stderr,
  });
  stdout.end();
  stderr.end();
  const out = await text(stdout);
  const json = () =>
    out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  return { code, out, json, err: await text(stderr) };
}

const prompt = "Is it?";

test("lines become scores with the command's settings, and JSON lines in their order", async () => {
  const lines = [
    { prompt, continuation: "yes", id: "a" },
    { raw_prompt: "It", continuation: "is" },
    { prompt_ids: [1, 2], continuation_ids: [3] },
    { messages: [{ role: "user", content: "Is it?" }], continuation: "no" },
  ];
  // The third has no text, which this server does not like.
  const { code, json, err } = await unmask(
    ["-", "--mc-num", "8", "--seed", "2", "--cfg-scale", "1.5", "--greedy"],
    lines,
  );
  expect(code).toBe(2);
  expect(json()).toEqual([
    {
      line: 1,
      id: "a",
      log_likelihood: -3,
      standard_error: 0,
      samples: 3,
      tokens: 2,
      is_greedy: true,
      greedy_text: "yes",
    },
    { line: 2, log_likelihood: -2, standard_error: 0, samples: 3, tokens: 2, is_greedy: false, greedy_text: "yes" },
    { line: 3, error: { code: "INVALID_ARGUMENT", message: "continuation must not be empty", field: "continuation" } },
    { line: 4, log_likelihood: -2, standard_error: 0, samples: 3, tokens: 2, is_greedy: false, greedy_text: "yes" },
  ]);
  for (const request of server.scored)
    expect(request).toMatchObject({ mcNum: 8, seed: 2, cfgScale: 1.5, greedyCheck: true });
  expect(server.scored.map(({ input }) => input).sort()).toEqual(["conversation", "prompt", "promptIds", "rawPrompt"]);
  expect(err).toContain("line 3: continuation must not be empty\n");
  expect(err).toMatch(/^4 lines · 3 scores · .* · 9 forwards · /m);
  expect(err).toContain("mean log-likelihood -2.333 · perplexity 3.211 a token\ngreedy: 1 of 3\n");
  expect(err).toMatch(/\nerror: 1 of 4 lines could not be scored\n$/);
});

test("choices have a best one, by likelihood and by likelihood per byte, and answers an accuracy", async () => {
  const lines = [
    { prompt, choices: ["yes", "no"], answer: 1 },
    { prompt, choices: ["yes", "no"], answer: 0 },
    { prompt, choices: ["yes", "no"] },
  ];
  const { code, json, err } = await unmask(["-"], lines);
  expect(code).toBe(0);
  const choices = [expect.objectContaining({ log_likelihood: -3 }), expect.objectContaining({ log_likelihood: -2 })];
  expect(json()).toEqual([
    { line: 1, choices, best: 1, best_per_byte: 0, answer: 1, correct: true, correct_per_byte: false },
    { line: 2, choices, best: 1, best_per_byte: 0, answer: 0, correct: false, correct_per_byte: true },
    { line: 3, choices, best: 1, best_per_byte: 0 },
  ]);
  expect(err).toContain("accuracy 0.500 ± 0.354 (1 of 2) · per byte 0.500 ± 0.354\n");
});

test.each([
  ["{", "is not JSON: "],
  ["[1]", "must be a JSON object, got [1]"],
  [{ continuation: "a" }, "a line needs exactly one of prompt, messages, raw_prompt and prompt_ids, got none"],
  [{ prompt, raw_prompt: "b", continuation: "a" }, "raw_prompt and prompt_ids, got prompt and raw_prompt"],
  [
    { prompt, continuation: "a", choices: [] },
    "continuation, continuation_ids and choices, got continuation and choices",
  ],
  [{ prompt: 5, continuation: "a" }, "prompt must be a string, got 5"],
  [
    { messages: [{ role: "user" }], continuation: "a" },
    "messages must be a list of objects with role and content, got ",
  ],
  [{ prompt, continuation_ids: ["a"] }, 'continuation_ids must be a list of numbers, got ["a"]'],
  [{ prompt, choices: ["a"] }, "choices must be at least two, got 1"],
  [{ prompt, choices: ["a", "b"], answer: 2 }, "answer must be the index of a choice, 0 to 1, got 2"],
])("%j is told with its number, and the others are scored", async (line, message) => {
  const bad = typeof line === "string" ? line : JSON.stringify(line);
  const good = JSON.stringify({ prompt, continuation: "yes" });
  const { code, json, err } = await unmask(["-"], `${good}\n\n${bad}\n${good}`);
  expect(code).toBe(2);
  expect(json().map((result) => result.line)).toEqual([1, 3, 4]);
  expect(json()[1].error.message).toContain(message);
  expect(err).toContain("line 3: ");
  expect(err).toContain(message);
});

test("a failure that is no line's own ends the run", async () => {
  const lines = [
    { prompt, continuation: "yes" },
    { prompt, continuation: "down" },
  ];
  const down = await unmask(["-"], lines);
  expect({ code: down.code, err: down.err }).toEqual({ code: 1, err: "error: the queue is gone\n" });
  const flag = await unmask(["-", "--mc-num", "0"], lines);
  expect({ code: flag.code, err: flag.err }).toEqual({ code: 2, err: "error: mc_num must be more\n" });
});

test("a server that is full is asked again", async () => {
  busy = 3;
  const { code, json } = await unmask(["-"], [{ prompt, continuation: "busy" }]);
  expect({ code, score: json()[0].log_likelihood }).toEqual({ code: 0, score: -4 });
  expect(server.scored).toHaveLength(4);
});

test("a file is read and another one written; those that cannot be are one line and 2", async () => {
  const [file, out] = [join(folder, "in.jsonl"), join(folder, "out.jsonl")];
  await writeFile(file, `${JSON.stringify({ prompt, continuation: "yes" })}\r\n`.repeat(20));
  const written = await unmask([file, "--out", out], "");
  expect({ code: written.code, out: written.out }).toEqual({ code: 0, out: "" });
  expect((await readFile(out, "utf8")).trim().split("\n")).toHaveLength(20);
  for (const args of [["no-such-file"], [folder], [file, "--out", join(folder, "no", "such")]]) {
    const { code, err } = await unmask(args, "");
    expect(code).toBe(2);
    expect(err).toMatch(/^error: cannot (read|write) .*\n$/);
  }
});

test("each result is written when it is there, while the input goes on; and no more is read ahead than needed", async () => {
  const line = `${JSON.stringify({ prompt, continuation: "yes" })}\n`;
  let read = 0;
  async function* endless() {
    for (; read < 10_000; read++) yield line;
  }
  const [stdin, stdout, stderr] = [
    Readable.from(endless(), { highWaterMark: 1 }),
    new PassThrough(),
    new PassThrough(),
  ];
  const running = run(["score", "-", "--concurrency", "2"], {
    env: { UNMASK_SERVER: server.address },
    stdin: stdin as never,
    stdout: stdout as never,
    stderr,
  });
  // Nobody reads the results, so the pipe is full soon.
  await expect.poll(() => stdout.readableLength, { timeout: 10_000 }).toBeGreaterThan(16_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(read).toBeLessThan(1000);
  expect(stdout.read().toString()).toContain('"line":1,');
  stdout.destroy();
  await running;
});

test("on a terminal results are text, with the best choice and the answer marked", async () => {
  const lines = [
    { prompt, continuation: "yes" },
    { prompt, choices: ["yes", "no"], answer: 0 },
  ];
  const { out } = await unmask(["-", "--greedy"], lines, true);
  expect(out).toBe(
    [
      "line 1     -3.000 exactly  2 tokens  greedy",
      "line 2",
      '   *    -3.000 exactly  2 tokens  greedy  "yes"',
      '  >     -2.000 exactly  2 tokens  not greedy  "no"',
      "",
    ].join("\n"),
  );
  expect((await unmask(["-", "--json"], lines, true)).json()).toHaveLength(2);
});
