import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GenerateParams, type GenerateRequest, UnmaskClient } from "@unmask/client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { enginesOf, type Served, serve, UnmaskProcess } from "./support/serve.js";

/** The whole cluster, as `unmask serve` starts it, with the shipped model. */

const emma =
  "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?";

// Some of these decode for ten seconds on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 180_000 });

/** 32 requests of mixed lengths and settings; those with a temperature have seeds. */
const mixed: GenerateRequest[] = Array.from({ length: 32 }, (_, i) => {
  const genLength = [16, 24, 32, 48, 64][i % 5]!;
  const settings: GenerateParams[] = [
    {},
    { blockLength: 8, steps: genLength / 2 },
    { strategy: "threshold", threshold: 0.8 },
    { strategy: "random", seed: i },
    { temperature: 0.9, seed: i },
    { cfgScale: 1.5 },
    { eosEarlyStop: false, confidenceEosEotInf: true },
    { blockLength: 8, steps: genLength, suffixWindow: 4 },
    { strategy: "entropy_bounded", entropyBound: 0.5, minLength: 4 },
    { strategy: "factor", bannedIds: [20, 21] },
    { strategy: "remdm_confidence", steps: genLength * 2, seed: i },
    { strategy: "hierarchical", pins: [{ position: 5, tokenId: 20 }], maxLength: 12 },
    { strategy: "wino" },
    { strategy: "wino", draftThreshold: 0.2, cfgScale: 0.5, blockLength: 8, suffixWindow: 4, steps: genLength },
    { stop: ["."], pins: [{ position: 0, text: "Tom" }] },
  ];
  const prompt = `${"Tom has some red marbles. ".repeat(i % 4)}Tom has ${i + 2} marbles and buys ${i + 3} more. How many has he?`;
  return { prompt, params: { genLength, blockLength: genLength, ...settings[i % settings.length] } };
});

/** A whole answer without an early end: long enough that something can happen in its middle. */
const long: GenerateRequest = {
  prompt: emma,
  params: {
    genLength: 160,
    blockLength: 16,
    steps: 160,
    strategy: "low_confidence",
    logitsEosInf: true,
    eosEarlyStop: false,
  },
};

async function firstFrame(client: UnmaskClient, request: GenerateRequest, signal: AbortSignal): Promise<void> {
  for await (const event of client.stream(request, { signal })) if (event.kind === "frame") return;
}

describe("unmask serve", () => {
  let folder: string;
  let served: Served;
  let client: UnmaskClient;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-cluster-"));
    served = await serve(join(folder, "data"));
    client = new UnmaskClient({ address: served.grpc });
  });
  afterAll(async () => {
    client?.close();
    await served?.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const metric = async (line: RegExp): Promise<number> => {
    const text = await (await fetch(`http://${served.http}/metrics`)).text();
    return Number(line.exec(text)?.[1] ?? 0);
  };

  test("32 mixed requests at once all finish, each with the text it gives alone", async () => {
    const alone = [];
    for (const request of mixed) alone.push(await client.generate(request));
    const together = await Promise.all(mixed.map((request) => client.generate(request)));
    for (const [i, response] of together.entries()) {
      expect(response.tokenIds, JSON.stringify(mixed[i])).toEqual(alone[i]!.tokenIds);
      expect(response.usage.forwards).toBe(alone[i]!.usage.forwards);
    }
  });

  test("a stream's commits add up to its answer", async () => {
    const committed = new Map<number, string>();
    for await (const event of client.stream({ prompt: emma })) {
      if (event.kind === "frame") for (const c of event.frame.commits) committed.set(c.position, c.text);
      if (event.kind !== "result") continue;
      const { text, tokenIds } = event.response;
      expect(tokenIds.map((_, position) => committed.get(position)).join("")).toBe(text);
    }
    expect(committed.size).toBeGreaterThan(0);
  });

  test("a job that nobody waited for is watched from its middle: a snapshot, then every step", async () => {
    const { id } = await client.jobs.submit(long);
    await expect.poll(async () => (await client.jobs.get(id)).state).toBe("running");
    const committed = new Map<number, number>();
    let snapshots = 0;
    for await (const event of client.jobs.watch(id)) {
      if (event.kind === "frame") {
        if (event.frame.snapshot) snapshots++;
        for (const { position, tokenId } of event.frame.commits) committed.set(position, tokenId);
      } else if (event.job.result) {
        const { tokenIds } = event.job.result;
        expect(tokenIds.map((_, position) => committed.get(position))).toEqual(tokenIds);
      }
    }
    expect(snapshots).toBe(1);
  });

  test("kill -9 of the engine in mid-generation delays the answer and changes nothing in it", async () => {
    const quiet = await client.generate(long);
    const steps = /^unmask_sequence_steps_total\{.*\} (\d+)$/m;
    const before = await metric(steps);
    const disturbed = client.generate(long);
    await expect.poll(() => metric(steps), { timeout: 10_000 }).toBeGreaterThan(before + 20);
    for (const pid of enginesOf(served.pid)) process.kill(pid, "SIGKILL");
    expect((await disturbed).tokenIds).toEqual(quiet.tokenIds);
    // Whether a step was under way just then is chance; scheduler.test.ts has that one.
    await expect.poll(() => metric(/^unmask_engine_restarts_total (\d+)$/m)).toBeGreaterThan(0);
  });

  test("a client that goes away frees its sequence", async () => {
    const controller = new AbortController();
    const cancelled = /^unmask_sequences_finished_total\{outcome="cancelled"\} (\d+)$/m;
    const before = await metric(cancelled);
    await firstFrame(client, long, controller.signal);
    await expect.poll(() => metric(cancelled)).toBe(before + 1);
    expect(await metric(/^unmask_sequences_running (\d+)$/m)).toBe(0);
  });

  test("a second server on the same folder is refused, with its reason in one line", async () => {
    const second = await new UnmaskProcess(["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"], {
      UNMASK_DATA: join(folder, "data"),
    }).exited;
    expect(second.code).toBe(2);
    expect(second.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(second.stderr).toContain(String(served.pid));
  });
});

describe("unmask serve, stopped and started again", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-restart-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("kill -9 loses no job: the next start finishes it from its checkpoint, with the same text", async () => {
    const dataDir = join(folder, "killed");
    const first = await serve(dataDir);
    const client = new UnmaskClient({ address: first.grpc });
    const quiet = await client.generate(long);
    const request = { ...long, requestId: "killed-in-the-middle" };
    try {
      for await (const event of client.stream(request)) {
        if (event.kind === "frame" && event.frame.masked < 100) first.child.kill("SIGKILL");
      }
    } catch {
      // The server is gone.
    }
    expect((await first.exited).signal).toBe("SIGKILL");
    client.close();
    const second = await serve(dataDir);
    const again = new UnmaskClient({ address: second.grpc });
    const resumed = await again.generate(request);
    expect(resumed.tokenIds).toEqual(quiet.tokenIds);
    const text = await (await fetch(`http://${second.http}/metrics`)).text();
    const stepsHere = Number(/^unmask_sequence_steps_total\{.*\} (\d+)$/m.exec(text)?.[1]);
    expect(stepsHere).toBeLessThan(quiet.usage.steps);
    again.close();
    expect((await second.kill("SIGINT")).code).toBe(0);
  });

  test("Ctrl-C finishes what is running, says so, and exits with 0", async () => {
    const served = await serve(join(folder, "stopped"));
    const client = new UnmaskClient({ address: served.grpc });
    let response: string | undefined;
    // Short enough for its eight seconds of grace on a busy machine.
    const short = { ...long, params: { ...long.params, genLength: 64, steps: 64 } };
    for await (const event of client.stream(short)) {
      if (event.kind === "started") served.child.kill("SIGINT");
      if (event.kind === "result") response = event.response.text;
    }
    expect(response).toBeTruthy();
    client.close();
    const { code, stdout } = await served.exited;
    expect(code).toBe(0);
    expect(stdout).toContain("1 running finished, 0 handed back");
  });
});
