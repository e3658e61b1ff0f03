import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ActiveJob,
  type GenerateJob,
  type GenerateResult,
  type GenerationQueue,
  openQueue,
  type QueueOptions,
  type ScoreJob,
  type ScoreResult,
} from "@unmask/queue";
import { createLogger, createMetrics, type Metrics } from "@unmask/runtime";
import { loadText, type ModelText } from "@unmask/text";
import { encodeFrame } from "@unmask/wire";
import { type Gateway, type GatewayConfig, startGateway } from "../start-gateway.js";

export const text: ModelText = await loadText(
  fileURLToPath(new URL("../../../../packages/text/testdata/tiny", import.meta.url)),
);

/** What the answer is, and when its steps happen. */
export type Play = (job: ActiveJob<GenerateJob>) => Promise<GenerateResult>;

/** What a score is. */
export type PlayScore = (job: ActiveJob<ScoreJob>) => Promise<ScoreResult>;

/** A gateway on real sockets over a real queue; the scheduler's place is taken by {@link Cluster.play}. */
export interface Cluster {
  readonly queue: GenerationQueue;
  readonly gateway: Gateway;
  readonly metrics: Metrics;
  readonly grpcAddress: string;
  readonly url: string;
  /** Jobs as they were taken from the queue. */
  readonly taken: ActiveJob<GenerateJob>[];
  readonly takenScores: ActiveJob<ScoreJob>[];
  /** Decodes jobs from now on. */
  play: Play;
  playScore: PlayScore;
  /** Another gateway on the same queue. */
  another(config?: Partial<GatewayConfig>): Promise<Gateway>;
  close(): Promise<void>;
}

/** @param place of the queue; left out, embedded in a folder of its own */
export async function startCluster(config: Partial<GatewayConfig> = {}, place?: QueueOptions): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), "unmask-gateway-"));
  const queue: GenerationQueue = await openQueue(place ?? { dataDir });
  const metrics = createMetrics();
  const log = createLogger({ level: "silent" });
  const anyPort = "127.0.0.1:0";
  const start = (changes: Partial<GatewayConfig> = {}) =>
    startGateway({
      queue,
      models: [text],
      grpcAddress: anyPort,
      httpAddress: anyPort,
      log,
      metrics,
      ...config,
      ...changes,
    });
  const gateway = await start();
  const taken: ActiveJob<GenerateJob>[] = [];
  const takenScores: ActiveJob<ScoreJob>[] = [];
  const consumer = queue.consume(
    (job) => {
      if (job.payload.kind === "score") {
        takenScores.push(job as ActiveJob<ScoreJob>);
        return cluster.playScore(job as ActiveJob<ScoreJob>);
      }
      taken.push(job as ActiveJob<GenerateJob>);
      return cluster.play(job as ActiveJob<GenerateJob>);
    },
    { concurrency: 64 },
  );
  const cluster: Cluster = {
    queue,
    gateway,
    metrics,
    grpcAddress: `127.0.0.1:${gateway.grpcPort}`,
    url: `http://127.0.0.1:${gateway.httpPort}`,
    taken,
    takenScores,
    play: answer("Hi."),
    playScore: scoreEachToken,
    another: start,
    async close() {
      await gateway.close({ graceMs: 0 });
      await consumer.handBack();
      await queue.close();
      rmSync(dataDir, { recursive: true });
    },
  };
  return cluster;
}

/** The canvas of an answer: its text, then end tokens. */
export function canvas(answerText: string, genLength: number): number[] {
  const ids = [...text.encode(answerText), text.special.eot ?? text.special.eos];
  return [...ids, ...Array<number>(genLength).fill(text.special.eos)].slice(0, genLength);
}

export function result(answerIds: readonly number[]): GenerateResult {
  const tokens = answerIds.length;
  const cost = { steps: tokens, forwards: tokens, positionsForwarded: tokens * 10, committedTokens: tokens };
  const commits = { confidences: answerIds.map(() => 0.5), commitSteps: answerIds.map((_, step) => step) };
  return { answerIds, ...commits, ...cost, hurriedTokens: 0, queueMs: 1.5, totalMs: 20.5 };
}

/** Answers at once, one frame for every token. */
export function answer(answerText: string): Play {
  return async (job) => {
    const ids = canvas(answerText, job.payload.params.genLength);
    for (const step of ids.keys()) publishStep(job, ids, step);
    return result(ids);
  };
}

/** A likelihood of −1 a token; the greedy check, where asked for, gives the continuation back. */
export const scoreEachToken: PlayScore = async ({ payload: { continuationIds, params } }) => ({
  logLikelihood: -continuationIds.length,
  standardError: 0.25,
  samples: params.mcNum,
  tokenLogProbs: continuationIds.map(() => -1),
  ...(params.greedyCheck && { greedyIds: continuationIds }),
  forwards: params.mcNum,
  positions: params.mcNum * 10,
  queueMs: 1.5,
  totalMs: 20.5,
});

export function publishStep(job: ActiveJob<GenerateJob>, ids: readonly number[], step: number): void {
  const commits = [{ position: step, tokenId: ids[step]!, text: "", confidence: 0.5 }];
  job.publish(encodeFrame({ step, forwards: step + 1, masked: ids.length - step - 1, commits }));
}

/** Runs until the job is cancelled or handed back. */
export const never: Play = (job) =>
  new Promise((_, reject) => {
    const end = () => reject(job.signal.reason);
    if (job.signal.aborted) end();
    else job.signal.addEventListener("abort", end);
  });
