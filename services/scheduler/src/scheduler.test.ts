import {
  RandomStream,
  type RowPrediction,
  resolveParams,
  resolveScoreParams,
  type ScoreCheckpoint,
  type StepRow,
  uniform,
} from "@unmask/diffusion";
import { type ClusterJob, HandBack, type ResultOf, type ScoreJob } from "@unmask/queue";
import { createLogger, createMetrics } from "@unmask/runtime";
import {
  decodeFrame,
  decodeRow,
  encodePrediction,
  type SchedulerMessage,
  type StepResult,
  stepProtocol,
  workerService,
} from "@unmask/wire";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DecodeJob } from "./running.js";
import { Scheduler } from "./scheduler.js";
import type { TakenJob } from "./start-running.js";
import type { WorkerConnection } from "./worker-service.js";

const special = { mask: 99, eos: 98, eot: 97 };

/** Any pure function of the row serves as a model here; the real one has its tests in test/cluster.test.ts. */
function predict(row: StepRow): RowPrediction {
  const key = row.inputIds.reduce((hash, id) => (hash * 31 + id) >>> 0, 7);
  const number = (salt: number) => Float32Array.from(row.candidates, (p) => uniform(key, salt, p, RandomStream.token));
  const tokenIds = Int32Array.from(number(0), (u) => Math.floor(u * 97));
  return {
    tokenIds,
    confidence: number(1),
    margin: number(2),
    entropy: number(3),
    targetLogProb: number(4).map((u) => -u),
  };
}

function withoutFirst(p: RowPrediction): RowPrediction {
  const [tokenIds, confidence, margin] = [p.tokenIds.slice(1), p.confidence.slice(1), p.margin.slice(1)];
  return { tokenIds, confidence, margin, entropy: p.entropy.slice(1), targetLogProb: p.targetLogProb.slice(1) };
}

/** A worker at the other end of the wire: it answers when the test says so. */
class ScriptedWorker implements WorkerConnection {
  readonly hello;
  readonly batches: { batchId: number; rows: StepRow[]; urgent: boolean }[] = [];
  dropped: string | undefined;
  readonly #scheduler: Scheduler;

  constructor(scheduler: Scheduler, workerId: string, modelDigest = "d1", maxInFlight = 1, maxTokens = 10_000) {
    const limits = { maxInFlight, maxRows: 8, maxTokens, maxLength: 1000, vocabSize: 100, shapes: [] };
    this.hello = { protocol: stepProtocol, workerId, model: "m", modelDigest, device: "test", ...limits };
    this.#scheduler = scheduler;
  }

  attach(): string | undefined {
    return this.#scheduler.attached(this);
  }

  send(message: SchedulerMessage): void {
    const { batch } = workerService.Attach.responseDeserialize(workerService.Attach.responseSerialize(message));
    if (batch) this.batches.push({ batchId: batch.batchId, rows: batch.rows.map(decodeRow), urgent: batch.urgent });
  }

  drop(reason: string): void {
    this.dropped = reason;
    this.#scheduler.detached(this);
  }

  /** Answers the oldest batch; `change` makes the answer wrong. */
  answer(change: (prediction: RowPrediction) => RowPrediction = (p) => p): void {
    const { batchId, rows } = this.batches.shift()!;
    const wire = { batchId, rows: rows.map((row) => encodePrediction(change(predict(row)))), forwardMs: 1, waitMs: 0 };
    const bytes = workerService.Attach.requestSerialize({ result: wire });
    this.#scheduler.result(this, workerService.Attach.requestDeserialize(bytes).result as StepResult);
  }

  answerAll(): void {
    while (this.batches.length > 0) this.answer();
  }
}

describe("the scheduler", () => {
  let scheduler: Scheduler;
  beforeEach(() => {
    const log = createLogger({ level: "silent" });
    scheduler = new Scheduler({ schedulerId: "s", leaseMs: 1000, log, metrics: createMetrics() });
  });

  function job(id: string, genLength = 8, controller = new AbortController()) {
    const frames: Uint8Array[] = [];
    const saved: unknown[] = [];
    const active: DecodeJob = {
      id,
      payload: {
        requestId: id,
        kind: "generate",
        model: "m",
        promptIds: [1, 2, id.length],
        params: resolveParams({ genLength, blockLength: 4, eosEarlyStop: false }, 3, { maxLength: 100 }),
        special,
      },
      checkpoint: undefined,
      submittedAtMs: Date.now(),
      starts: 1,
      signal: controller.signal,
      watched: true,
      onWatch: (listener) => listener(),
      publish: (frame) => frames.push(frame),
      saveCheckpoint: async (checkpoint) => {
        saved.push(structuredClone(checkpoint));
      },
    };
    return { active, frames, saved, controller };
  }

  const worker = (id: string, digest?: string, maxInFlight?: number) => {
    const made = new ScriptedWorker(scheduler, id, digest, maxInFlight);
    expect(made.attach()).toBeUndefined();
    return made;
  };

  /** The result of a job that has a scheduler and a worker for itself. */
  async function alone<Job extends ClusterJob>(taken: TakenJob<Job>): Promise<ResultOf<Job>> {
    const quiet = new Scheduler({
      schedulerId: "quiet",
      leaseMs: 1000,
      log: createLogger({ level: "silent" }),
      metrics: createMetrics(),
    });
    const only = new ScriptedWorker(quiet, "only");
    only.attach();
    const result = quiet.run(taken);
    only.answerAll();
    return result;
  }

  const quietRun = async (genLength = 8) => (await alone(job("a", genLength).active)).answerIds;

  test("keeps what blocks have decided: the first that is finished, and further ones two seconds apart", async () => {
    const { active, saved } = job("a", 20);
    const result = scheduler.run(active);
    const w = worker("w");
    const now = vi.spyOn(performance, "now");
    const startMs = performance.now();
    const at = (ms: number, steps: number) => {
      now.mockReturnValue(startMs + ms);
      for (let i = 0; i < steps; i++) w.answer();
    };
    at(100, 4);
    expect(saved).toHaveLength(1);
    at(1000, 4);
    expect(saved).toHaveLength(1);
    at(2200, 4);
    expect(saved).toHaveLength(2);
    at(9000, 8);
    now.mockRestore();
    await result;
    expect(saved.map((kept) => (kept as { progress: { block: number } }).progress.block)).toEqual([1, 3, 4]);
  });

  test("decodes a job, with a frame for every step and a checkpoint for every finished block but the last", async () => {
    const { active, frames, saved } = job("a");
    const result = scheduler.run(active);
    worker("w").answerAll();
    const { answerIds, steps, forwards } = await result;
    expect(answerIds).not.toContain(special.mask);
    expect({ steps, forwards }).toEqual({ steps: 8, forwards: 8 });
    const told = frames.map(decodeFrame);
    // A watcher who comes before the first step is told that there is nothing yet.
    expect(told[0]).toMatchObject({ step: -1, snapshot: true, commits: [], masked: 8 });
    expect(told.slice(1).map((f) => f.masked)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    for (const { commits } of told) for (const c of commits) expect(answerIds[c.position]).toBe(c.tokenId);
    expect(saved).toHaveLength(1);
  });

  test("tells who begins to watch in the middle all that is decided, pins included, and then every step", async () => {
    const { active, frames } = job("a");
    const params = { ...active.payload.params, pins: [{ position: 6, id: 9 }] };
    let begin = () => {};
    let watched = false;
    const late: DecodeJob = {
      ...active,
      payload: { ...active.payload, params },
      get watched() {
        return watched;
      },
      onWatch: (listener) => {
        begin = listener;
      },
    };
    const result = scheduler.run(late);
    const w = worker("w");
    for (let i = 0; i < 3; i++) w.answer();
    expect(frames).toEqual([]);
    watched = true;
    begin();
    w.answerAll();
    const { answerIds } = await result;
    const [snapshot, ...rest] = frames.map(decodeFrame);
    expect(snapshot).toMatchObject({ step: 2, forwards: 3, masked: 4, snapshot: true });
    const seen = snapshot!.commits.map(({ position, tokenId }) => [position, tokenId]);
    expect(seen).toContainEqual([6, 9]);
    for (const { commits } of rest) seen.push(...commits.map(({ position, tokenId }) => [position, tokenId]));
    expect(Object.fromEntries(seen)).toEqual({ ...answerIds });
    expect(rest.map((frame) => frame.masked)).toEqual([3, 2, 1, 0]);
  });

  test("goes on from a checkpoint to the same answer", async () => {
    const first = job("a");
    const whole = scheduler.run(first.active);
    const w = worker("w");
    w.answerAll();
    const { active } = job("a");
    const resumed = scheduler.run({ ...active, checkpoint: first.saved[0] as DecodeJob["checkpoint"] });
    expect(w.batches[0]!.rows[0]!.step).toBe(4);
    w.answerAll();
    expect((await resumed).answerIds).toEqual((await whole).answerIds);
  });

  test("an infilling tries each length of a gap before it is decoded, and goes on from a checkpoint with what it found", async () => {
    const { active, saved } = job("a");
    const [fixed, open] = [new Array(4).fill(5), (n: number) => new Array(n).fill(special.mask)];
    const template = [...fixed, ...open(3), ...fixed, ...open(6)];
    const gaps = [
      { start: 4, length: 3, variable: true },
      { start: 11, length: 6 },
    ];
    const params = resolveParams({ blockLength: 8 }, 3, { maxLength: 100 }, template.length);
    const infill: DecodeJob = { ...active, payload: { ...active.payload, params, template, gaps } };
    const result = scheduler.run(infill);
    const w = worker("w");
    for (const length of [1, 2, 3]) {
      expect(w.batches[0]!.rows[0]!.inputIds).toHaveLength(3 + template.length - 3 + length);
      w.answer();
    }
    w.answerAll();
    const { answerIds, forwards, gaps: filled } = await result;
    const [first, second] = filled!;
    expect(first!.start).toBe(4);
    expect(second).toEqual({ start: 8 + first!.length, length: 6 });
    expect(answerIds).toHaveLength(14 + first!.length);
    expect(answerIds).not.toContain(special.mask);
    expect(forwards).toBe(3 + first!.length + 6);
    // The gap that was sized is in a block of its own.
    const checkpoint = saved[0] as NonNullable<DecodeJob["checkpoint"]>;
    expect(checkpoint.gapLengths).toEqual([first!.length, 6]);
    const resumed = scheduler.run({ ...infill, checkpoint });
    w.answerAll();
    expect(await resumed).toMatchObject({ answerIds, forwards, gaps: filled });
  });

  test("a short sequence leaves the batch at once, and a new one takes its place", async () => {
    const w = worker("w");
    const long = scheduler.run(job("long", 40).active);
    const short = scheduler.run(job("short", 4).active);
    for (let i = 0; i < 5; i++) w.answer();
    expect((await short).steps).toBe(4);
    const late = scheduler.run(job("late", 4).active);
    w.answer();
    expect(w.batches[0]!.rows).toHaveLength(2);
    w.answerAll();
    expect((await late).steps).toBe(4);
    expect((await long).steps).toBe(40);
  });

  test.each<[string, (p: RowPrediction) => RowPrediction]>([
    ["an id outside the vocabulary", (p) => ({ ...p, tokenIds: p.tokenIds.map(() => 100) })],
    ["a negative id", (p) => ({ ...p, tokenIds: p.tokenIds.map(() => -1) })],
    ["the mask", (p) => ({ ...p, tokenIds: p.tokenIds.map(() => special.mask) })],
    ["NaN confidence", (p) => ({ ...p, confidence: p.confidence.map(() => Number.NaN) })],
    ["a confidence above 1", (p) => ({ ...p, confidence: p.confidence.map(() => 2) })],
    ["NaN margins", (p) => ({ ...p, margin: p.margin.map(() => Number.NaN) })],
    ["an infinite entropy", (p) => ({ ...p, entropy: p.entropy.map(() => Number.POSITIVE_INFINITY) })],
    ["too few numbers", withoutFirst],
  ])("a worker that answers %s is dropped, and the step runs elsewhere", async (_name, nonsense) => {
    const result = scheduler.run(job("a").active);
    const broken = worker("broken");
    broken.answer();
    broken.answer(nonsense);
    expect(broken.dropped).toContain("unusable result");
    worker("sound").answerAll();
    expect((await result).answerIds).toEqual(await quietRun());
  });

  test("a worker is told which batches interactive work leads, for its line of several schedulers' batches", () => {
    const w = worker("w");
    for (const priority of ["batch", "interactive"] as const) {
      const { active } = job(priority);
      scheduler.run({ ...active, payload: { ...active.payload, priority } }).catch(() => {});
    }
    expect(w.batches[0]!.urgent).toBe(false);
    w.answer();
    expect(w.batches[0]!.urgent).toBe(true);
  });

  test("a suffix window's rows are charged at the length they have: more of them share a batch", () => {
    const rowsOfFirstBatch = (suffixWindow: number) => {
      const log = createLogger({ level: "silent" });
      const fresh = new Scheduler({ schedulerId: "s", leaseMs: 1000, log, metrics: createMetrics() });
      for (const id of ["a", "b", "c", "d"]) {
        const { active } = job(id, 80);
        const params = { ...active.payload.params, suffixWindow };
        fresh.run({ ...active, payload: { ...active.payload, params } }).catch(() => {});
      }
      const w = new ScriptedWorker(fresh, "w", "d1", 1, 100);
      w.attach();
      return w.batches[0]!.rows.map((row) => row.inputIds.length);
    };
    // A worker of 100 padded tokens: one canvas of 83, or some windows.
    expect(rowsOfFirstBatch(0)).toEqual([83]);
    expect(rowsOfFirstBatch(4).length).toBeGreaterThan(1);
    expect(rowsOfFirstBatch(4).length * Math.max(...rowsOfFirstBatch(4))).toBeLessThanOrEqual(100);
  });

  test("a lost worker costs one step, and its late result is void", async () => {
    const result = scheduler.run(job("a").active);
    const lost = worker("lost");
    lost.answer();
    lost.answer();
    scheduler.detached(lost);
    const other = worker("other");
    expect(other.batches[0]!.rows[0]!.step).toBe(2);
    lost.answer((p) => ({ ...p, tokenIds: p.tokenIds.map(() => 1) }));
    other.answerAll();
    expect((await result).answerIds).toEqual(await quietRun());
  });

  test("a step that no worker can do ends its sequence with a reason", async () => {
    const w = worker("w");
    const result = scheduler.run(job("a").active);
    for (let i = 0; i < 5; i++) scheduler.failure(w, w.batches.shift()!.batchId, "out of memory");
    await expect(result).rejects.toMatchObject({ code: "INTERNAL", message: expect.stringContaining("5 times") });
  });

  test("a cancelled sequence is not in the next batch", async () => {
    const w = worker("w");
    const { active, controller } = job("a");
    const cancelled = scheduler.run(active);
    const other = scheduler.run(job("other").active);
    controller.abort(new Error("the client left"));
    await expect(cancelled).rejects.toThrow("the client left");
    w.answer();
    expect(w.batches[0]!.rows).toHaveLength(1);
    w.answerAll();
    expect((await other).steps).toBe(8);
  });

  test("a job that is handed back takes its state along", async () => {
    const w = worker("w");
    const { active, saved, controller } = job("a");
    const result = scheduler.run(active);
    w.answer();
    w.answer();
    controller.abort(new HandBack());
    // Its third step is under way, and counts.
    expect(saved).toEqual([]);
    w.answer();
    await expect(result).rejects.toThrow(HandBack);
    expect(saved).toMatchObject([{ progress: { step: 3 } }]);
    expect(w.batches).toEqual([]);
    const resumed = scheduler.run({ ...job("a").active, checkpoint: saved[0] as DecodeJob["checkpoint"] });
    w.answerAll();
    expect((await resumed).answerIds).toEqual(await quietRun());
  });

  test("a job that is handed back does not wait for a worker that says nothing", async () => {
    worker("silent");
    const { active, saved, controller } = job("a");
    const result = scheduler.run(active);
    controller.abort(new HandBack());
    await expect(result).rejects.toThrow(HandBack);
    expect(saved).toHaveLength(1);
  });

  test("says of its oldest jobs how far each is and who has it, and of the others how many there are", async () => {
    const w = worker("w");
    const results = Array.from({ length: 25 }, (_, i) => scheduler.run(job(`job-number-${i}`).active));
    for (const result of results) result.catch(() => {});
    w.answer();
    const { running, sequences } = scheduler.report();
    expect(running).toBe(25);
    expect(sequences).toHaveLength(20);
    const [first, , , , , , , , , last] = sequences;
    expect(first).toMatchObject({ jobId: "job-numb", model: "m", priority: "standard", steps: 8, length: 8 });
    expect(first).toMatchObject({ step: 1, tokens: 1 });
    expect(last).toMatchObject({ step: 0, tokens: 0 });
    const inBatch = sequences.filter(({ workerIds }) => workerIds.length > 0);
    expect(inBatch.length).toBe(w.batches[0]!.rows.length);
    for (const { workerIds } of inBatch) expect(workerIds).toEqual(["w"]);
  });

  test("workers with other weights under the same name are refused", () => {
    worker("w", "d1");
    expect(new ScriptedWorker(scheduler, "v", "d2").attach()).toContain("digest d1, this worker has d2");
  });

  describe("told the time", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["performance", "Date"] });
      return () => vi.useRealTimers();
    });
    const pass = (ms: number) => {
      vi.advanceTimersByTime(ms);
      scheduler.tick();
    };

    test("a late batch runs on an idle worker as well; the first answer counts, and the other is void", async () => {
      const result = scheduler.run(job("a", 40).active);
      const workers = [worker("w"), worker("v")];
      // Long enough for both to be known: 1 ms a step.
      for (let step = 0; step < 20; step++) {
        vi.advanceTimersByTime(1);
        workers.find((w) => w.batches.length > 0)!.answer();
      }
      const late = workers.find((w) => w.batches.length > 0)!;
      const other = workers.find((w) => w !== late)!;
      pass(5);
      expect(other.batches).toEqual([]);
      pass(20);
      expect(other.batches[0]!.rows).toEqual(late.batches[0]!.rows);
      other.answer();
      expect(other.batches[0]!.rows[0]!.step).toBe(21);
      late.answer((p) => ({ ...p, tokenIds: p.tokenIds.map(() => 1) }));
      for (let busy = other; busy; busy = workers.find((w) => w.batches.length > 0)!) busy.answerAll();
      const { answerIds, steps } = await result;
      expect(steps).toBe(40);
      expect(answerIds).toEqual(await quietRun(40));
    });

    test("a worker that hangs loses its batch, and gets work again when it has answered and shown that it can", async () => {
      const result = scheduler.run(job("a", 40).active);
      const w = worker("w");
      for (let step = 0; step < 10; step++) w.answer();
      pass(900);
      scheduler.heard(w);
      // Longer than a lease, and than twenty of its steps.
      pass(200);
      const other = worker("v");
      expect(other.batches[0]!.rows).toEqual(w.batches[0]!.rows);
      w.answer((p) => ({ ...p, tokenIds: p.tokenIds.map(() => 1) }));
      other.answerAll();
      expect((await result).answerIds).toEqual(await quietRun(40));
      const [first, second] = [scheduler.run(job("b").active), scheduler.run(job("c").active)];
      expect(w.batches).toEqual([]);
      scheduler.heard(w);
      scheduler.heard(other);
      pass(300);
      scheduler.run(job("d").active).catch(() => {});
      expect(w.batches[0]!.rows).toHaveLength(1);
      for (let busy = w; busy; busy = [w, other].find((one) => one.batches.length > 0)!) busy.answerAll();
      expect([(await first).steps, (await second).steps]).toEqual([8, 8]);
    });

    test("a worker that answered nonsense gets nothing at first when it attaches again", async () => {
      const result = scheduler.run(job("a").active);
      worker("w").answer((p) => ({ ...p, tokenIds: p.tokenIds.map(() => 100) }));
      const again = worker("w");
      expect(again.batches).toEqual([]);
      pass(300);
      again.answerAll();
      expect((await result).answerIds).toEqual(await quietRun());
    });

    test("a job that is not done by its deadline fails, and says so", async () => {
      const w = worker("w");
      const { active } = job("a");
      const late = scheduler.run({ ...active, payload: { ...active.payload, deadlineMs: Date.now() + 100 } });
      const other = scheduler.run(job("other").active);
      w.answer();
      pass(101);
      await expect(late).rejects.toMatchObject({ code: "DEADLINE_EXCEEDED" });
      w.answerAll();
      expect((await other).steps).toBe(8);
    });

    test("a job whose model nobody serves fails after a while, and says so", async () => {
      const result = scheduler.run(job("a").active);
      pass(59_999);
      pass(1);
      await expect(result).rejects.toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("model m") });
    });
  });

  describe("scores a continuation", () => {
    const params = resolveScoreParams({ mcNum: 40, greedyCheck: true, seed: 3 }, 3, 12, 100);
    const continuationIds = Array.from({ length: 12 }, (_, i) => i + 20);

    function scoreJob(checkpoint?: ScoreCheckpoint) {
      const { active, controller } = job("score");
      const saved: ScoreCheckpoint[] = [];
      const payload: ScoreJob = { kind: "score", model: "m", promptIds: [1, 2, 3], continuationIds, params, special };
      const saveCheckpoint = async (kept: ScoreCheckpoint) => void saved.push(structuredClone(kept));
      const taken: TakenJob<ScoreJob> = { ...active, payload, checkpoint, saveCheckpoint };
      return { taken, saved, controller };
    }

    const quietScore = async () => {
      const { queueMs, totalMs, ...outcome } = await alone(scoreJob().taken);
      return outcome;
    };

    test("in batches with other sequences' steps, never more than nine rows of it at once", async () => {
      const quiet = await quietScore();
      expect(quiet).toMatchObject({ samples: 40, greedyIds: { length: 12 } });
      const w = worker("w", "d1", 3);
      const answer = scheduler.run(job("a", 12).active);
      const result = scheduler.run(scoreJob().taken);
      const other = scheduler.run({ ...scoreJob().taken, id: "other" });
      let shared = 0;
      let most = 0;
      for (; w.batches.length > 0; w.answer()) {
        const rows = w.batches.flatMap((batch) => batch.rows);
        most = Math.max(most, rows.filter((row) => row.inputIds.length === 15).length);
        if (w.batches[0]!.rows.some((row) => row.targetIds) && w.batches[0]!.rows.some((row) => !row.targetIds))
          shared++;
      }
      expect(shared).toBeGreaterThan(5);
      expect(most).toBeLessThanOrEqual(2 * 9 + 1);
      expect(await result).toMatchObject(quiet);
      expect(await other).toMatchObject(quiet);
      expect((await answer).steps).toBe(12);
    });

    test("to the same number when workers fail and die", async () => {
      const quiet = await quietScore();
      const result = scheduler.run(scoreJob().taken);
      const w = worker("w", "d1", 2);
      w.answer();
      scheduler.failure(w, w.batches.shift()!.batchId, "out of memory");
      w.answer();
      scheduler.detached(w);
      const other = worker("other", "d1", 2);
      other.batches.reverse();
      other.answerAll();
      expect(await result).toMatchObject(quiet);
    });

    test("goes on from what was saved, to the same number", async () => {
      const quiet = await quietScore();
      const { taken, saved, controller } = scoreJob();
      const first = scheduler.run(taken);
      const w = worker("w", "d1", 2);
      for (let i = 0; i < 6; i++) w.answer();
      controller.abort(new HandBack());
      await expect(first).rejects.toThrow(HandBack);
      const result = scheduler.run(scoreJob(saved.at(-1)).taken);
      scheduler.detached(w);
      const next = worker("next");
      let rows = 0;
      for (; next.batches.length > 0; next.answer()) rows += next.batches[0]!.rows.length;
      const { forwards, ...number } = quiet;
      expect(await result).toMatchObject(number);
      expect(rows).toBeLessThan(forwards - 5);
    });

    test("and stops when it is cancelled, with all its rows", async () => {
      const w = worker("w", "d1", 2);
      const { taken, controller } = scoreJob();
      const result = scheduler.run(taken);
      const answer = scheduler.run(job("a").active);
      controller.abort(new Error("the client left"));
      await expect(result).rejects.toThrow("the client left");
      w.answer();
      w.answer();
      for (; w.batches.length > 0; w.answer()) expect(w.batches[0]!.rows.length).toBe(1);
      expect((await answer).steps).toBe(8);
    });

    test.each([Number.NaN, 0.5, Number.NEGATIVE_INFINITY])("never with a log-probability of %d", async (value) => {
      scheduler.run(scoreJob().taken).catch(() => {});
      const w = worker("w");
      w.answer((p) => ({ ...p, targetLogProb: p.targetLogProb.map(() => value) }));
      expect(w.dropped).toContain("log-probability");
    });
  });
});
