import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient } from "@unmask/client";
import { publicPackage } from "@unmask/wire";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve, UnmaskProcess } from "./support/serve.js";

/** What a request may ask of its answer, through the whole cluster, with the shipped model. */

const emma =
  "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?";

let folder: string;
let served: Served;
let client: UnmaskClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-requests-"));
  served = await serve(join(folder, "data"));
  client = new UnmaskClient({ address: served.grpc });
});
afterAll(async () => {
  client?.close();
  await served?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function post(path: string, body: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`http://${served.http}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function unmask(...args: string[]) {
  const { code, stdout, stderr } = await new UnmaskProcess([...args, "--server", served.grpc]).exited;
  return { code, stdout, stderr };
}

describe("a stop text", () => {
  test("ends the answer before it, and its sequence as soon as it is settled", async () => {
    const whole = await client.generate({ prompt: emma });
    const cut = whole.text.indexOf(". ");
    expect(cut).toBeGreaterThan(0);
    const stopped = await client.generate({ prompt: emma, params: { stop: ["zebra", ". "] } });
    expect(stopped).toMatchObject({ text: whole.text.slice(0, cut), finishReason: "stop", stop: ". " });
    expect(stopped.usage.forwards).toBeLessThan(whole.usage.forwards);
    expect(stopped.usage.completionTokens).toBe(stopped.tokenIds.length);
    const { json } = await post("/v1/generate", { prompt: emma, stop: [". "] });
    expect(json).toMatchObject({ text: stopped.text, stop: ". ", finish_reason: "stop" });
    expect(await unmask("generate", emma, "--stop", ". ")).toMatchObject({ stdout: `${stopped.text}\n` });
  });

  test("is not streamed, nor what may be its beginning", async () => {
    const whole = await client.generate({ prompt: emma });
    const response = await fetch(`http://${served.http}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        model: "pebble",
        messages: [{ role: "user", content: emma }],
        stop: whole.text.slice(10, 20),
        stream: true,
        seed: 0,
      }),
    });
    const chunks = (await response.text()).split("\n").filter((line) => line.startsWith("data: {"));
    const text = chunks.map((line) => JSON.parse(line.slice(6)).choices[0]?.delta?.content ?? "").join("");
    expect(text).toBe(whole.text.slice(0, whole.text.indexOf(whole.text.slice(10, 20))));
  });
});

describe("an infilling", () => {
  const parts = [{ text: "She runs 75*4=" }, { gap: { tokens: 3 } }, { text: " meters each time." }];

  test("fills its gaps and leaves the text, over gRPC, HTTP and the command line", async () => {
    const response = await client.infill({ prompt: emma, parts });
    const [gap] = response.gaps;
    expect(response.text).toBe(`She runs 75*4=${gap!.text} meters each time.`);
    expect(gap!.tokenIds).toHaveLength(3);
    expect(response.tokenIds.slice(gap!.position, gap!.position + 3)).toEqual(gap!.tokenIds);
    expect(response.usage.committedTokens).toBe(3);
    expect(response.finishReason).toBe("stop");
    const { json } = await post("/v1/infill", { prompt: emma, parts });
    expect(json).toMatchObject({ text: response.text, gaps: [{ text: gap!.text }] });
    const marked = "She runs 75*4=[3] meters each time.";
    expect(await unmask("infill", "--prompt", emma, marked)).toMatchObject({ code: 0, stdout: `${response.text}\n` });
    const masks = await client.infill({
      prompt: emma,
      parts: [{ text: "She runs 75*4=<|mdm_mask|><|mdm_mask|><|mdm_mask|> meters each time." }],
    });
    expect(masks.text).toBe(response.text);
  });

  test("finds the length of gaps that may have several, and has nothing before it if nothing is said", async () => {
    const variable = [{ text: "She runs " }, { gap: { tokens: 4, variable: true } }, { text: " meters a " }];
    const response = await client.infill({
      parts: [...variable, { gap: { tokens: 2, variable: true } }, { text: "." }],
    });
    expect(response.gaps.map(({ tokenIds }) => tokenIds.length)).toEqual([
      expect.toSatisfy((n: number) => n >= 1 && n <= 4),
      expect.toSatisfy((n: number) => n >= 1 && n <= 2),
    ]);
    const [first, second] = response.gaps.map(({ text }) => text);
    expect(response.text).toBe(`She runs ${first} meters a ${second}.`);
    expect(response.usage.promptTokens).toBe(0);
    expect(response.usage.forwards).toBeGreaterThan(6);
  });

  test("is watched as it fills, over gRPC, HTTP and on the command line, and is a batch's line", async () => {
    const open = [{ text: "She runs " }, { gap: { tokens: 6, variable: true } }, { text: " meters." }];
    const whole = await client.infill({ prompt: emma, parts: open });
    const ids = new Map<number, number>();
    const kinds: string[] = [];
    for await (const event of client.streamInfill({ prompt: emma, parts: open })) {
      kinds.push(event.kind);
      if (event.kind !== "frame") continue;
      const { snapshot, remasked, commits } = event.frame;
      if (snapshot) ids.clear();
      for (const position of remasked) ids.delete(position);
      for (const { position, tokenId } of commits) ids.set(position, tokenId);
    }
    expect([kinds[0], kinds[1], kinds.at(-1)]).toEqual(["started", "frame", "result"]);
    // Behind the text is the end of the turn.
    expect(whole.tokenIds.map((_, position) => ids.get(position))).toEqual(whole.tokenIds);
    expect(ids.size).toBe(whole.tokenIds.length + 1);

    const body = { prompt: emma, parts: open, stream: true };
    const response = await fetch(`http://${served.http}/v1/infill`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const events = (await response.text()).match(/^(event|data): .*/gm)!;
    expect([events[0], events[2], events.at(-2)]).toEqual(["event: started", "event: frame", "event: result"]);
    expect(JSON.parse(events.at(-1)!.slice("data: ".length))).toMatchObject({ text: whole.text });

    const order = await unmask("infill", "--prompt", emma, "She runs [..6] meters.", "--report-steps");
    expect(order.stdout).toMatch(
      /^She runs .* meters\.\ngiven {3}"She" {2}" runs".*\n(step \d+ {2}".*" [01]\.\d\d\n)+$/,
    );

    const { stream: _, ...unary } = body;
    const line = JSON.stringify({ custom_id: "a", method: "POST", url: "/v1/infill", body: unary });
    const input = (async function* () {
      yield Buffer.from(line);
    })();
    const { id } = await client.batches.create({ endpoint: "/v1/infill", input });
    for await (const _ of client.batches.watch(id));
    const chunks: Uint8Array[] = [];
    for await (const chunk of client.batches.results(id)) chunks.push(chunk);
    expect(JSON.parse(Buffer.concat(chunks).toString()).response.body).toMatchObject({ text: whole.text });
  });

  test.each<[object, string]>([
    [{ parts: [{ text: "no gap" }] }, "parts have no gap; give at least one, so that there is something to fill"],
    [{ parts: [{ gap: { tokens: 0 } }] }, "parts[0].gap.tokens must be an integer from 1 to 1024, got 0"],
    [{ parts: [{}] }, "parts[0] needs one of text and gap"],
    [{ parts: [{ text: "" }, { gap: { tokens: 1 } }] }, "parts[0].text must not be empty"],
    [{ parts: [{ gap: { tokens: 1 } }], gen_length: 8 }, "gen_length is what the text says; leave it out, got 8"],
    [
      { parts: [{ gap: { tokens: 1 } }], stop: ["x"] },
      "stop has no meaning where the text is there from the start; leave it out",
    ],
    [{ parts: [{ gap: { tokens: 1020 } }, { text: emma }] }, "text has tokens and gaps that must be at most"],
    [
      { parts: [{ text: "a" }, { gap: { tokens: 1024 } }, { gap: { tokens: 1024 } }] },
      "text has tokens and gaps that must be at most 1024 (the model's context), got 1025 up to parts[1]",
    ],
  ])("%j is refused", async (body, message) => {
    const { status, json } = await post("/v1/infill", body);
    expect(status).toBe(400);
    expect(JSON.stringify(json)).toContain(message);
  });
});

test("verify-and-remask gives an answer, and reports what it took", async () => {
  const wino = { strategy: "wino", draftThreshold: 0.5, blockLength: 64 };
  const { text, usage, commitSteps, confidences, tokenIds } = await client.generate({
    prompt: emma,
    params: { ...wino, reportSteps: true },
  });
  expect(text).toMatch(/\d/);
  expect(commitSteps).toHaveLength(tokenIds.length);
  expect(confidences).toHaveLength(tokenIds.length);
  expect(Math.max(...commitSteps)).toBeLessThan(usage.steps);
  expect(usage.committedPerForward).toBeCloseTo(usage.committedTokens / usage.forwards);
  // The end token and what stands behind it.
  expect(usage.wastedTokens).toBeGreaterThan(0);
});

test("what an answer cost has one name for each part, over gRPC, HTTP and on the command line", async () => {
  const usage = publicPackage["unmask.v1.Usage"] as unknown as { type: { field: { name: string }[] } };
  const names = usage.type.field
    .map(({ name }) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .sort();
  const { json } = await post("/v1/generate", { prompt: emma, finish_within_ms: 60_000, report_steps: true });
  expect(Object.keys(json.usage as object).sort()).toEqual(names);
  const command = await unmask("generate", emma, "--json", "--finish-within-ms", "60000", "--report-steps");
  const printed = JSON.parse(command.stdout);
  expect(Object.keys(printed.usage).sort()).toEqual(names);
  const order = (answer: typeof json) => [answer.token_ids, answer.commit_steps, answer.confidences];
  expect(order(json)[1]).toHaveLength((json.token_ids as number[]).length);
  expect(order(printed).slice(0, 2)).toEqual(order(json).slice(0, 2));
  expect(printed.confidences.map((value: number) => Number(value.toPrecision(6)))).toEqual(json.confidences);
});

test("a stream that asks for provisional tokens gets a guess for every mask of its block, and the same answer", async () => {
  const params = { strategy: "low_confidence", genLength: 16, blockLength: 8, steps: 16, eosEarlyStop: false };
  const open = new Set(Array.from({ length: 16 }, (_, position) => position));
  let text = "";
  for await (const event of client.stream({ prompt: emma, params: { ...params, provisional: true } })) {
    if (event.kind === "result") text = event.response.text;
    if (event.kind !== "frame" || event.frame.snapshot) continue;
    const { commits, provisional } = event.frame;
    for (const { position } of commits) open.delete(position);
    const blockOf = (position: number) => Math.floor(position / 8);
    const block = [...open].filter((position) => blockOf(position) === blockOf(commits[0]!.position));
    expect(provisional.map(({ position }) => position)).toEqual(block);
    for (const guess of provisional)
      expect(guess).toMatchObject({ text: expect.any(String), confidence: expect.any(Number) });
  }
  expect(open.size).toBe(0);
  expect(text).toBe((await client.generate({ prompt: emma, params })).text);
});

test("the tokens that are counted are those that somebody sees, up to an end token or a stop text", async () => {
  const counted = async (name: string) => {
    const text = await (await fetch(`http://${served.http}/metrics`)).text();
    return Number(new RegExp(`^unmask_${name}_tokens_total\\{.*\\} (\\d+)$`, "m").exec(text)?.[1]);
  };
  const [visible, committed] = [await counted("visible"), await counted("committed")];
  const { usage } = await client.generate({ prompt: emma, params: { eosEarlyStop: false } });
  expect(usage.wastedTokens).toBe(usage.committedTokens - usage.completionTokens);
  expect((await counted("visible")) - visible).toBe(usage.completionTokens);
  expect((await counted("committed")) - committed).toBe(usage.committedTokens);
  const before = await counted("visible");
  const cut = await client.generate({ prompt: emma, params: { stop: [". "] } });
  expect(cut.usage.completionTokens).toBeLessThan(usage.completionTokens);
  expect((await counted("visible")) - before).toBe(cut.usage.completionTokens);
});

test("words stand where they are pinned", async () => {
  const response = await client.generate({ prompt: emma, params: { pins: [{ position: 0, text: "Emma runs" }] } });
  expect(response.text.startsWith("Emma runs")).toBe(true);
  expect(await unmask("generate", emma, "--pin", "0=Emma runs")).toMatchObject({ stdout: `${response.text}\n` });
});

test("an answer that has to be ready at once takes few steps, and says what that cost", async () => {
  const slow = { strategy: "low_confidence", steps: 64, blockLength: 8, eosEarlyStop: false };
  const { usage } = await client.generate({ prompt: emma, params: { ...slow, finishWithinMs: 1 } });
  expect(usage.steps).toBeLessThan(8);
  expect(usage.hurriedTokens).toBeGreaterThan(0);
  expect(usage.inTime).toBe(false);
  const calm = await client.generate({ prompt: emma, params: { ...slow, finishWithinMs: 600_000 } });
  expect(calm.usage).toMatchObject({ steps: 64, hurriedTokens: 0, inTime: true });
  expect((await client.generate({ prompt: emma, params: slow })).usage.inTime).toBeUndefined();
});

test("edits are refused for a model that was not trained to", async () => {
  await expect(client.generate({ prompt: emma, params: { editThreshold: 0.9 } })).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    field: "edit_threshold",
  });
});
