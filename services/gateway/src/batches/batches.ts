import type { Consumer, JobQueue } from "@unmask/queue";
import type { Logger } from "@unmask/runtime";
import { ServingError } from "@unmask/wire";
import { newId } from "../files/folder-files.js";
import type { TenantSpace } from "../files/tenant-space.js";
import { stopping } from "../job-calls.js";
import { shown } from "../shown.js";
import { type Batch, endedAtMs, hasEnded, limits, withStatus } from "./batch.js";
import { type BatchJob, finalize, type RunnerParts, runBatch } from "./runner.js";

export interface NewBatch {
  readonly tenant: string;
  readonly inputFileId: string;
  readonly endpoint: string;
  readonly completionWindow: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface BatchesParts extends RunnerParts {
  readonly queue: JobQueue<BatchJob, null, never>;
  readonly space: TenantSpace;
  /** Of a tenant, that have not ended; approximately, since several gateways take them. */
  readonly tenantBatches: number;
  /** Aborted when the server stops. */
  readonly leaving: AbortSignal;
  readonly log: Logger;
}

/** Batches that this process runs at once; the others wait for it, or for another gateway. */
const concurrency = 2;
/** How often records without a runner, and expired files, are looked for. */
const sweepMs = 3_600_000;

/** Batches, whichever gateway runs them. Every failure is a ServingError. */
export class Batches {
  readonly #parts: BatchesParts;
  readonly #consumer: Consumer;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: BatchesParts) {
    this.#parts = parts;
    this.#consumer = parts.queue.consume(
      async (job) => {
        await runBatch(job, parts);
        return null;
      },
      { concurrency },
    );
    const sweep = () => this.#sweep().catch((err: unknown) => parts.log.warn({ err }, "batches not swept"));
    sweep();
    this.#timer = setInterval(sweep, sweepMs);
    this.#timer.unref();
  }

  async create({ tenant, inputFileId, endpoint, completionWindow, metadata }: NewBatch): Promise<Batch> {
    const { store, files, endpoints } = this.#parts;
    const known = endpoints.map(({ path }) => path);
    if (!known.includes(endpoint))
      throw refuse("endpoint", `must be one of ${known.join(", ")}, got ${shown(endpoint)}`);
    if (completionWindow !== "24h") throw refuse("completion_window", `must be "24h", got ${shown(completionWindow)}`);
    const input = await files.find(inputFileId);
    if (!input || input.tenant !== tenant) throw notFound(`file ${shown(inputFileId)}`, "input_file_id");
    if (input.purpose !== "batch")
      throw refuse("input_file_id", `must be a file for batches, ${inputFileId} is for ${input.purpose}`);
    checkMetadata(metadata);
    await this.#checkRoom(tenant);
    const nowMs = Date.now();
    const batch: Batch = {
      id: newId("batch_"),
      tenant,
      endpoint,
      inputFileId,
      metadata,
      status: "validating",
      errors: [],
      counts: { total: 0, completed: 0, failed: 0 },
      createdAtMs: nowMs,
      expiresAtMs: nowMs + limits.windowMs,
      at: { validating: nowMs },
    };
    // A record without a job is found by the next sweep; a job without a record would run nothing.
    await store.save(batch);
    await this.#submit(batch.id);
    return batch;
  }

  /** @throws {ServingError} NOT_FOUND for another tenant's, too */
  async get(id: string, tenant: string): Promise<Batch> {
    const batch = await this.#parts.store.find(id);
    if (batch?.tenant !== tenant) throw notFound(`batch ${shown(id)}`, "batch_id");
    return batch;
  }

  /** @returns the tenant's, newest first, those behind `after` */
  async list(tenant: string, limit: number, after?: string): Promise<{ batches: Batch[]; hasMore: boolean }> {
    const batches: Batch[] = [];
    for await (const batch of this.#parts.store.list(after)) {
      if (batch.tenant !== tenant) continue;
      if (batches.length === limit) return { batches, hasMore: true };
      batches.push(batch);
    }
    return { batches, hasMore: false };
  }

  /** Its runner ends it soon, with the results that are there. */
  async cancel(id: string, tenant: string): Promise<Batch> {
    const { store, queue } = this.#parts;
    const batch = await this.get(id, tenant);
    if (hasEnded(batch)) {
      const message = `batch ${id} has ended already: ${batch.status}`;
      throw new ServingError("FAILED_PRECONDITION", message, { field: "batch_id" });
    }
    await store.askToCancel(id);
    await queue.cancel(id);
    this.#endWithoutRunner(id);
    return this.get(id, tenant);
  }

  /** Calls `onBatch` with the batch as it stands and whenever it has changed. Resolves when it has ended. */
  async watch(id: string, tenant: string, signal: AbortSignal, onBatch: (batch: Batch) => void): Promise<void> {
    const { queue, leaving } = this.#parts;
    const stop = AbortSignal.any([signal, leaving]);
    let change = () => {};
    let changed = false;
    const tell = () => {
      changed = true;
      change();
    };
    const unwatch = await queue.watch(id, tell);
    // For a change whose news was lost.
    const timer = setInterval(tell, 2000);
    stop.addEventListener("abort", tell);
    try {
      for (;;) {
        changed = false;
        const batch = await this.get(id, tenant);
        onBatch(batch);
        if (hasEnded(batch)) return;
        if (!changed) await new Promise<void>((resolve) => (change = resolve));
        signal.throwIfAborted();
        if (leaving.aborted) throw stopping();
      }
    } finally {
      clearInterval(timer);
      stop.removeEventListener("abort", tell);
      await unwatch();
    }
  }

  /** Batches that run here go back to the queue, for another gateway or the next start. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#consumer.handBack();
  }

  /** @throws {ServingError} RESOURCE_EXHAUSTED where a tenant has as much as it may: another batch makes files, too */
  async #checkRoom(tenant: string): Promise<void> {
    const { space, store, tenantBatches } = this.#parts;
    await space.check(tenant);
    const open = await store.countOpen(tenant);
    if (open < tenantBatches) return;
    const who = tenant === "" ? "this server" : `tenant ${tenant}`;
    const message = `${who} has ${open} batches that have not ended, and the limit is ${tenantBatches}; cancel some, or wait`;
    throw new ServingError("RESOURCE_EXHAUSTED", message, {
      reason: "TOO_MANY_BATCHES",
      quotaSubject: who,
      retryAfterMs: 60_000,
    });
  }

  async #submit(id: string): Promise<void> {
    await this.#parts.queue.submit(id, { batchId: id }, 1);
  }

  /**
   * A cancelled batch ends by its runner, which makes its files. Where the queue ended the runner's job before it ran, that
   * is done here.
   */
  async #endWithoutRunner(id: string): Promise<void> {
    const { store, queue, leaving, log } = this.#parts;
    try {
      await queue.outcome(id, leaving).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
      const batch = await store.find(id);
      if (batch && !hasEnded(batch)) await store.save(await finalize(batch, "cancelled", this.#parts));
    } catch (err) {
      // The next sweep finds it.
      if (!leaving.aborted) log.warn({ batchId: id, err }, "cancelled batch not ended");
    }
  }

  /** Takes up batches that have no runner: their job was lost with its Redis, or their gateway died between two writes. */
  async #sweep(): Promise<void> {
    const { store, files, queue, leaving } = this.#parts;
    await files.sweep(Date.now());
    for await (const batch of store.list()) {
      if (leaving.aborted) return;
      if (hasEnded(batch)) {
        // Its files are gone by then.
        if (endedAtMs(batch) < Date.now() - limits.outputMs) await store.remove(batch.id);
        continue;
      }
      if (batch.status === "cancelling") {
        await queue.cancel(batch.id);
        await this.#endWithoutRunner(batch.id);
        continue;
      }
      await this.#submit(batch.id);
      const { outcome } = await queue.find(batch.id);
      const now = outcome && (await store.find(batch.id));
      if (!now || hasEnded(now)) continue;
      const message = outcome.state === "failed" ? outcome.error.message : "its runner ended without an end";
      await store.save({ ...withStatus(now, "failed", Date.now()), errors: [{ code: "internal", message }] });
    }
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ServingError && error.code === "NOT_FOUND";
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  const entries = Object.entries(metadata);
  if (entries.length > 16) throw refuse("metadata", `must have at most 16 entries, got ${entries.length}`);
  for (const [key, value] of entries) {
    if (typeof value !== "string" || key.length > 64 || value.length > 512)
      throw refuse("metadata", `must be text of at most 512 characters under keys of at most 64, got ${shown(key)}`);
  }
}

/** Of a gateway that was given no place for files. */
export function noFolder(): ServingError {
  const message = "this gateway keeps no files; start it with UNMASK_FILES, a folder that all gateways share";
  return new ServingError("FAILED_PRECONDITION", message);
}

export function notFound(what: string, field: string): ServingError {
  return new ServingError("NOT_FOUND", `${what} is not known: it never was, it expired, or it was deleted`, { field });
}

function refuse(field: string, problem: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", `${field} ${problem}`, { field });
}
