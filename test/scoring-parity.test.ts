import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Denoiser } from "@unmask/denoiser";
import { likelihoodRow, resolveScoreParams } from "@unmask/diffusion";
import { type GenerationQueue, openGenerationQueue, type ScoreJob, type ScoreResult } from "@unmask/queue";
import { createLogger, createMetrics } from "@unmask/runtime";
import { type SchedulerHandle, startScheduler } from "@unmask/scheduler";
import { startWorker } from "@unmask/worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What the authors' own code computed; see test/fixtures/reference/README.md. */
interface LikelihoodCase {
  name: string;
  prompt_ids: number[];
  answer_ids: number[];
  /** 1 = masked, per answer token. */
  patterns: number[][];
  results: { cfg_scale: number; estimate: number }[];
}
interface GreedyCase {
  name: string;
  prompt_ids: number[];
  answer_ids: number[];
  cfg_scale: number;
  is_greedy: boolean;
  greedy_answer_ids: number[];
}
interface Cases {
  special_ids: { mask: number; eos: number; eot: number };
  log_likelihood: LikelihoodCase[];
  suffix_greedy: GreedyCase[];
}

const reference = fileURLToPath(new URL("fixtures/reference", import.meta.url));
const model = "tiny";
const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

describe.each(["tiny-llada", "tiny-llada-bf16-sharded"])("%s scores like the reference", async (checkpoint) => {
  const cases: Cases = JSON.parse(await readFile(join(reference, `${checkpoint}.expected`, "cases.json"), "utf8"));
  const special = cases.special_ids;
  let folder: string;
  let denoiser: Denoiser;
  let queue: GenerationQueue;
  let scheduler: SchedulerHandle;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-scoring-parity-"));
    const modelFolder = join(folder, "model");
    await cp(join(reference, checkpoint), modelFolder, { recursive: true });
    denoiser = await Denoiser.load(modelFolder, { threads: 1 });
    const log = createLogger({ level: "silent" });
    queue = await openGenerationQueue({ dataDir: join(folder, "queue") });
    scheduler = await startScheduler({ queue, address: "127.0.0.1:0", log, metrics: createMetrics() });
    worker = await startWorker({
      model,
      modelFolder,
      schedulers: [`127.0.0.1:${scheduler.port}`],
      threads: 1,
      metrics: createMetrics(),
      log,
    });
  });
  afterAll(async () => {
    await worker?.close();
    await scheduler?.close({ graceMs: 0 });
    await queue?.close();
    await denoiser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Through the queue, the scheduler and a worker: all but the tokenizer, which these checkpoints lack. */
  async function score(
    id: string,
    promptIds: number[],
    continuationIds: number[],
    cfgScale: number,
    greedyCheck = false,
  ) {
    const params = resolveScoreParams({ cfgScale, greedyCheck }, promptIds.length, continuationIds.length, 1024);
    const asked = { requestId: id, model, promptIds, special };
    const job: ScoreJob = { kind: "score", ...asked, continuationIds, params };
    await queue.submit(id, job, 10);
    const outcome = await queue.outcome(id);
    if (outcome.state === "failed") throw outcome.error;
    return outcome.result as ScoreResult;
  }

  const likelihoods = cases.log_likelihood.flatMap((item) => item.results.map((result) => ({ ...item, ...result })));

  test.each(likelihoods)("$name, guidance $cfg_scale: the listed patterns' estimate", async (item) => {
    const { prompt_ids: promptIds, answer_ids: continuationIds, cfg_scale: cfgScale, patterns } = item;
    const masks = patterns.map((pattern) => Int32Array.from([...pattern.keys()].filter((i) => pattern[i] === 1)));
    const scored = { promptIds, continuationIds, cfgScale, special };
    const predictions = await denoiser.run(masks.map((masked) => likelihoodRow(scored, masked)));
    const weighted = predictions.map(({ targetLogProb }, j) => {
      return (continuationIds.length / masks[j]!.length) * targetLogProb.reduce((a, b) => a + b, 0);
    });
    expect(relative(weighted.reduce((a, b) => a + b, 0) / weighted.length, item.estimate)).toBeLessThan(1e-4);
  });

  test.each(likelihoods.filter(({ answer_ids }) => answer_ids.length === 1))(
    "$name, guidance $cfg_scale: one token by a single forward of a worker",
    async ({ name, prompt_ids, answer_ids, cfg_scale, estimate }) => {
      const result = await score(`${name}-${cfg_scale * 10}`, prompt_ids, answer_ids, cfg_scale);
      expect(relative(result.logLikelihood, estimate)).toBeLessThan(1e-4);
      expect(result).toMatchObject({ standardError: 0, samples: 1, forwards: cfg_scale > 0 ? 2 : 1 });
    },
  );

  test.each(likelihoods.filter(({ answer_ids }) => answer_ids.length === 6))(
    "$name, guidance $cfg_scale: a short answer is the mean over all its patterns",
    async ({ name, prompt_ids: promptIds, answer_ids: continuationIds, cfg_scale: cfgScale }) => {
      const byCount = continuationIds.map(() => [] as number[]);
      for (let bits = 1; bits < 2 ** 6; bits++) {
        const masked = Int32Array.from([0, 1, 2, 3, 4, 5].filter((i) => bits & (1 << i)));
        const [prediction] = await denoiser.run([
          likelihoodRow({ promptIds, continuationIds, cfgScale, special }, masked),
        ]);
        byCount[masked.length - 1]!.push((6 / masked.length) * prediction!.targetLogProb.reduce((a, b) => a + b, 0));
      }
      const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      const result = await score(`${name}-${cfgScale * 10}`, promptIds, continuationIds, cfgScale);
      expect(result).toMatchObject({ standardError: 0, samples: 63 });
      expect(relative(result.logLikelihood, mean(byCount.map(mean)))).toBeLessThan(1e-9);
    },
  );

  test.each(cases.suffix_greedy)("$name: the greedy check's verdict and its tokens", async (item) => {
    const { name, prompt_ids, answer_ids, cfg_scale, greedy_answer_ids, is_greedy } = item;
    const { greedyIds } = await score(name, prompt_ids, answer_ids, cfg_scale, true);
    expect(greedyIds).toEqual(greedy_answer_ids);
    expect(greedyIds!.join() === answer_ids.join()).toBe(is_greedy);
  });
});
