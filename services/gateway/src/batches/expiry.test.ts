import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createLogger } from "@unmask/runtime";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { FolderFiles } from "../files/folder-files.js";
import { TenantSpace } from "../files/tenant-space.js";
import { generateEndpoint } from "../generate-endpoint.js";
import { createGeneration } from "../generation.js";
import { JobCalls } from "../job-calls.js";
import { readModels } from "../models.js";
import { answer, type Cluster, never, startCluster, text as tiny } from "../testing/cluster.js";
import type { Batch } from "./batch.js";
import { BatchStore } from "./batch-store.js";
import { Batches } from "./batches.js";
import type { BatchJob } from "./runner.js";

let folder: string;
let cluster: Cluster;
let files: FolderFiles;
let store: BatchStore;
let batches: Batches;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-expiry-"));
  cluster = await startCluster();
  [files, store] = [await FolderFiles.open(join(folder, "files")), await BatchStore.open(join(folder, "batches"))];
});
afterAll(async () => {
  await batches?.close();
  await cluster.close();
  await rm(folder, { recursive: true });
});

/** Batches that are there before anybody runs them: found by the first look for batches without a runner. */
async function record(id: string, lines: number, expiresAtMs: number): Promise<void> {
  const line = (i: number) =>
    JSON.stringify({ custom_id: `c${i}`, method: "POST", url: "/v1/generate", body: { prompt: "x", gen_length: 8 } });
  const input = async function* () {
    for (let i = 0; i < lines; i++) yield Buffer.from(`${line(i)}\n`);
  };
  const about = { filename: "in.jsonl", purpose: "batch", tenant: "" } as const;
  const { id: inputFileId } = await (await files.receive(input(), 1e6)).keep(about);
  const batch: Batch = {
    id,
    tenant: "",
    endpoint: "/v1/generate",
    inputFileId,
    metadata: {},
    status: "validating",
    errors: [],
    counts: { total: 0, completed: 0, failed: 0 },
    createdAtMs: 0,
    expiresAtMs,
    at: { validating: 0 },
  };
  await store.save(batch);
}

/** A batch without lines that ended. */
async function ended(id: string, endedAtMs: number): Promise<void> {
  await record(id, 0, 0);
  const batch = (await store.find(id))!;
  await store.save({ ...batch, status: "completed", at: { completed: endedAtMs } });
}

test("a batch that expires keeps its answers and says of every other line that it expired; one without a runner is taken up", async () => {
  let answered = 0;
  cluster.play = (job) => (answered++ < 2 ? answer("Hi.")(job) : never(job));
  await record("batch_expiring", 6, Date.now() + 4000);
  await record("batch_overdue", 3, Date.now() - 1);
  const day = 24 * 3_600_000;
  await ended("batch_old", Date.now() - 31 * day);
  await ended("batch_young", Date.now() - 29 * day);
  const leaving = new AbortController();
  const log = createLogger({ level: "silent" });
  const calls = new JobCalls(cluster.queue, leaving.signal, log);
  const generation = createGeneration({ queue: cluster.queue, calls, models: readModels([tiny]), log });
  batches = new Batches({
    store,
    files,
    space: new TenantSpace(files, 1e9),
    tenantBatches: 100,
    generation,
    queue: await cluster.queue.sibling<BatchJob, null, never>("unmask-batch"),
    endpoints: [generateEndpoint(generation)],
    maxLineBytes: 10_000,
    window: 4,
    leaving: leaving.signal,
    log,
  });
  const expired = (id: string) =>
    vi.waitFor(
      async () => {
        const batch = await batches.get(id, "");
        expect(batch.status).toBe("expired");
        return batch;
      },
      { timeout: 20_000 },
    );
  const lines = async (fileId: string | undefined) =>
    (await text(files.open(fileId!)))
      .trimEnd()
      .split("\n")
      .map((l) => JSON.parse(l) as { custom_id: string; response: unknown; error: { code: string } });

  const expiring = await expired("batch_expiring");
  expect(expiring.counts).toEqual({ total: 6, completed: 2, failed: 4 });
  expect(await lines(expiring.outputFileId)).toHaveLength(2);
  const errors = await lines(expiring.errorFileId);
  expect(errors.map(({ response, error }) => [response, error.code])).toEqual(Array(4).fill([null, "batch_expired"]));

  const overdue = await expired("batch_overdue");
  expect(overdue.outputFileId).toBeUndefined();
  expect((await lines(overdue.errorFileId)).map(({ custom_id }) => custom_id)).toEqual(["c0", "c1", "c2"]);
  await vi.waitFor(async () => expect(await cluster.queue.counts()).toMatchObject({ active: 0, waiting: 0 }), {
    timeout: 10_000,
  });
  // What ended goes after a month, with its results.
  expect(await store.find("batch_old")).toBeUndefined();
  expect(await store.find("batch_young")).toMatchObject({ status: "completed" });
});
