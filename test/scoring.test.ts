import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GenerateRequest, type ScoreRequest, type ScoreResponse, UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesOf, type Served, serve } from "./support/serve.js";

/** Scores on the whole cluster, as `unmask serve` starts it, with the shipped model. */

const emma =
  "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?";
const worked = (total: number) =>
  `She runs 75*4=300 meters each time. She runs 300*5=${total} meters a week. The final result is ${total}.`;

const scores: ScoreRequest[] = [
  { prompt: emma, continuation: worked(1500), mcNum: 24 },
  { prompt: emma, continuation: worked(1510), mcNum: 24, seed: 7 },
  { prompt: emma, continuation: "1500", greedyCheck: true },
  { rawPrompt: "She runs 75*4=", continuation: "300 meters each time.", mcNum: 16, cfgScale: 1.5 },
  { prompt: emma, continuation: "She runs 75*4=300 meters", mcNum: 16, greedyCheck: true },
];
const answers: GenerateRequest[] = Array.from({ length: 8 }, (_, i) => {
  const settings = [{}, { temperature: 0.9, seed: i }, { cfgScale: 1.5 }, { strategy: "low_confidence" }][i % 4];
  const prompt = `Tom has ${i + 2} marbles and buys ${i + 3} more. How many has he?`;
  return { prompt, params: { genLength: 32, blockLength: 32, ...settings } };
});
/** Long enough that something can happen in its middle. */
const long: ScoreRequest = { prompt: emma, continuation: worked(1500), mcNum: 96, greedyCheck: true };

/** What does not depend on the clock. */
function numberOf({ requestId, usage: { queueMs, totalMs, ...usage }, ...score }: ScoreResponse) {
  return { ...score, usage };
}

/** For a machine that does much else. */
const patient = { timeout: 20_000 };
const steps = /^unmask_sequence_steps_total\{.*\} (\d+)$/m;
async function metric({ http }: Served, line: RegExp): Promise<number> {
  const text = await (await fetch(`http://${http}/metrics`)).text();
  return Number(line.exec(text)?.[1] ?? 0);
}

describe("scores", () => {
  let folder: string;
  let served: Served;
  let client: UnmaskClient;
  /** Further servers, which a test that fails must not leave behind. */
  const others: Served[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-scoring-"));
    served = await serve(join(folder, "data"));
    client = new UnmaskClient({ address: served.grpc });
  });
  afterAll(async () => {
    client?.close();
    await Promise.all([served, ...others].map((server) => server?.kill("SIGKILL")));
    await rm(folder, { recursive: true, force: true });
  });

  test("say that the right working is likelier than a wrong one, and that a short text is scored exactly", async () => {
    const [right, wrong, short] = await Promise.all(scores.slice(0, 3).map((request) => client.score(request)));
    expect(right!.logLikelihood).toBeGreaterThan(wrong!.logLikelihood);
    expect(right!.standardError).toBeGreaterThan(0);
    expect(short).toMatchObject({ standardError: 0, samples: 2 ** short!.tokenIds.length - 1 });
    expect(short!.greedy).toMatchObject({ isEqual: false });
    for (const { tokenLogProbs, logLikelihood } of [right!, wrong!, short!])
      expect(tokenLogProbs.reduce((a, b) => a + b, 0)).toBeCloseTo(logLikelihood, 6);
  });

  test("are the same to the last bit alone and in a crowd, and change no answer beside them", async () => {
    const aloneScores = [];
    for (const request of scores) aloneScores.push(numberOf(await client.score(request)));
    const aloneAnswers = [];
    for (const request of answers) aloneAnswers.push((await client.generate(request)).tokenIds);
    const [crowdScores, crowdAnswers] = await Promise.all([
      Promise.all([...scores, ...scores].map((request) => client.score(request))),
      Promise.all(answers.map((request) => client.generate(request))),
    ]);
    expect(crowdScores.map(numberOf)).toEqual([...aloneScores, ...aloneScores]);
    expect(crowdAnswers.map(({ tokenIds }) => tokenIds)).toEqual(aloneAnswers);
  });

  test("are delayed and not changed by kill -9 of the engine", async () => {
    const quiet = numberOf(await client.score(long));
    const failed = /^unmask_step_retries_total\{reason="failed"\} (\d+)$/m;
    expect(await metric(served, failed)).toBe(0);
    const before = await metric(served, steps);
    const disturbed = client.score(long);
    await expect.poll(() => metric(served, steps), patient).toBeGreaterThan(before + 20);
    for (const pid of enginesOf(served.pid)) process.kill(pid, "SIGKILL");
    expect(numberOf(await disturbed)).toEqual(quiet);
    expect(await metric(served, failed)).toBeGreaterThan(0);
  });

  test("leave no row behind when their caller goes away", async () => {
    const controller = new AbortController();
    const cancelled = /^unmask_sequences_finished_total\{outcome="cancelled"\} (\d+)$/m;
    const [before, stepsBefore] = [await metric(served, cancelled), await metric(served, steps)];
    const call = client.score(long, { signal: controller.signal });
    await expect.poll(() => metric(served, steps), patient).toBeGreaterThan(stepsBefore + 5);
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
    await expect.poll(() => metric(served, cancelled), patient).toBe(before + 1);
    expect(await metric(served, /^unmask_sequences_running (\d+)$/m)).toBe(0);
  });

  test("go on from their checkpoint after kill -9 of everything, to the same number", async () => {
    const dataDir = join(folder, "killed");
    const first = await serve(dataDir);
    others.push(first);
    const before = new UnmaskClient({ address: first.grpc });
    const quiet = await client.score(long);
    const request = { ...long, requestId: "killed-in-the-middle" };
    const stepsBefore = await metric(first, steps);
    const lost = before.score(request).catch(() => {});
    await expect.poll(() => metric(first, steps), patient).toBeGreaterThan(stepsBefore + quiet.usage.forwards * 0.4);
    await first.kill("SIGKILL");
    await lost;
    before.close();
    const second = await serve(dataDir);
    others.push(second);
    const after = new UnmaskClient({ address: second.grpc });
    expect(numberOf(await after.score(request))).toEqual(numberOf(quiet));
    const forwardsHere = await metric(second, steps);
    expect(forwardsHere).toBeGreaterThan(0);
    expect(forwardsHere).toBeLessThan(quiet.usage.forwards);
    after.close();
  }, 90_000);
});
