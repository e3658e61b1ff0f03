import type { ActiveJob } from "@unmask/queue";
import type { Logger } from "@unmask/runtime";
import { ServingError, toServingError } from "@unmask/wire";
import { anyone, type Caller } from "../access/caller.js";
import { type Endpoint, runAll } from "../endpoint.js";
import type { FileStore } from "../files/file-store.js";
import { readLines } from "../files/lines.js";
import type { Generation } from "../generation.js";
import { type Batch, type BatchStatus, hasEnded, limits, withStatus } from "./batch.js";
import type { BatchStore } from "./batch-store.js";
import { InFlight } from "./in-flight.js";
import { LineSet, Parts, type PartWriter } from "./parts.js";
import { patiently } from "./patience.js";
import { isRequest, parseLine, type RequestLine, validateLines } from "./request-line.js";

/** What the queue holds of a batch; everything else is in its store. */
export interface BatchJob {
  readonly batchId: string;
}

export interface RunnerParts {
  readonly store: BatchStore;
  readonly files: FileStore;
  readonly generation: Generation;
  readonly endpoints: readonly Endpoint[];
  readonly maxLineBytes: number;
  /** Lines whose jobs are in the queue at once. */
  readonly window: number;
  readonly log: Logger;
}

/** How often at most the counts are written and told, milliseconds. */
const progressMs = 500;

/** Why the lines stop before all are done. */
type Cut = "cancelled" | "expired";

/**
 * Runs one batch to its end, from wherever it stands: lines that an earlier runner finished are not run again, and the jobs
 * of those it was waiting for are joined.
 * @throws the signal's reason when the batch is to go on elsewhere
 */
export async function runBatch(job: ActiveJob<BatchJob>, parts: RunnerParts): Promise<void> {
  const { store } = parts;
  let batch = await store.find(job.payload.batchId);
  if (!batch || hasEnded(batch)) return;
  // What the store says of a cancellation is a mark beside the record, which the runner answers at the end.
  const save = async (change: Batch) => {
    batch = change;
    await store.save(change);
    job.publish(new Uint8Array());
  };
  try {
    await new BatchRun(batch, job, parts, save).run();
  } catch (error) {
    if (job.signal.aborted && !isCancelled(job.signal.reason)) throw job.signal.reason;
    parts.log.error({ batchId: batch.id, err: error }, "batch failed");
    const { message } = toServingError(error);
    const errors = [...batch.errors, { code: "internal", message }];
    await save({ ...withStatus(batch, "failed", Date.now()), errors });
  }
}

function isCancelled(reason: unknown): boolean {
  return reason instanceof ServingError && reason.code === "CANCELLED";
}

class BatchRun {
  #batch: Batch;
  readonly #job: ActiveJob<BatchJob>;
  readonly #parts: RunnerParts;
  readonly #save: (batch: Batch) => Promise<void>;
  readonly #finished: Parts;
  readonly #done = new LineSet();
  #savedMs = 0;

  constructor(batch: Batch, job: ActiveJob<BatchJob>, parts: RunnerParts, save: (batch: Batch) => Promise<void>) {
    this.#batch = batch;
    this.#job = job;
    this.#parts = parts;
    this.#save = save;
    this.#finished = new Parts(parts.store.folder(batch.id));
  }

  async run(): Promise<void> {
    if (this.#batch.at.in_progress === undefined && !(await this.#validate())) return;
    const writer = await this.#finished.begin();
    let cut: Cut | undefined;
    try {
      await this.#takeUp();
      cut = await this.#runLines(writer);
      if (cut === "expired") await this.#writeExpired(writer);
    } finally {
      await writer.close();
    }
    await this.#finalize(cut ?? "completed");
  }

  /** @returns whether the input can be run */
  async #validate(): Promise<boolean> {
    const { endpoint, inputFileId } = this.#batch;
    const { files, maxLineBytes } = this.#parts;
    const input = await files.find(inputFileId);
    const missing = { code: "missing_file", message: `the input file ${inputFileId} is gone` };
    const { total, errors } = input
      ? await validateLines(readLines(files.open(inputFileId), maxLineBytes), endpoint, maxLineBytes)
      : { total: 0, errors: [missing] };
    this.#throwIfMoved();
    const status = errors.length > 0 ? "failed" : "in_progress";
    const counts = { total, completed: 0, failed: 0 };
    await this.#change({ ...withStatus(this.#batch, status, Date.now()), errors, counts });
    return status === "in_progress";
  }

  /** Finds out what earlier runners finished. */
  async #takeUp(): Promise<void> {
    let [completed, failed] = [0, 0];
    for await (const { line, kind } of this.#finished.finished()) {
      this.#done.add(line);
      if (kind === "output") completed++;
      else failed++;
    }
    this.#batch = { ...this.#batch, counts: { ...this.#batch.counts, completed, failed } };
  }

  /** @returns what stopped it; undefined when every line is done */
  async #runLines(writer: PartWriter): Promise<Cut | undefined> {
    const leftMs = this.#batch.expiresAtMs - Date.now();
    if (leftMs <= 0) return "expired";
    const stop = new AbortController();
    const onAbort = () => stop.abort(this.#job.signal.reason);
    if (this.#job.signal.aborted) onAbort();
    else this.#job.signal.addEventListener("abort", onAbort, { once: true });
    const expiry = setTimeout(() => stop.abort("expired"), leftMs);
    const inFlight = new InFlight(this.#parts.window);
    try {
      for await (const request of this.#requests()) {
        if (this.#done.has(request.number)) continue;
        await inFlight.start(() => this.#runLine(request, writer, stop.signal));
        if (stop.signal.aborted) break;
      }
      await inFlight.settled();
    } finally {
      clearTimeout(expiry);
      this.#job.signal.removeEventListener("abort", onAbort);
    }
    if (!stop.signal.aborted) return undefined;
    if (stop.signal.reason === "expired") return "expired";
    if (isCancelled(stop.signal.reason)) return "cancelled";
    throw stop.signal.reason;
  }

  async *#requests(): AsyncGenerator<RequestLine> {
    const { endpoint, inputFileId } = this.#batch;
    const { files, maxLineBytes } = this.#parts;
    for await (const line of readLines(files.open(inputFileId), maxLineBytes)) {
      const parsed = parseLine(line, endpoint, maxLineBytes);
      if (isRequest(parsed)) yield parsed;
    }
  }

  async #runLine({ number, customId, body }: RequestLine, writer: PartWriter, signal: AbortSignal): Promise<void> {
    const { generation, endpoints } = this.#parts;
    const key = `${this.#batch.id}_${number}`;
    const endpoint = endpoints.find(({ path }) => path === this.#batch.endpoint)!;
    const jobIds: string[] = [];
    let status_code = 200;
    let answer: object;
    try {
      const { choices, stream, json } = endpoint.prepare(body, this.#caller(), key);
      if (stream) throw new ServingError("INVALID_ARGUMENT", "stream must be false in a batch", { field: "stream" });
      const responses = await runAll(choices, signal, ({ index, accepted }, either) => {
        const jobId = `b-${key}-${index}`;
        jobIds.push(jobId);
        const run = () => generation.run({ ...accepted, jobId }, { signal: either, detached: true });
        return patiently(run, either);
      });
      answer = json(responses);
    } catch (error) {
      // Not this line's own failure. Its jobs end only where the batch does.
      if (signal.aborted) {
        if (signal.reason === "expired" || isCancelled(signal.reason)) await generation.cancel(jobIds);
        return;
      }
      const refused = toServingError(error);
      status_code = refused.httpStatus;
      answer = endpoint.errorJson(refused);
    }
    if (signal.aborted && !isCancelled(signal.reason) && signal.reason !== "expired") return;
    const response = { status_code, request_id: key, body: answer };
    const failed = status_code !== 200;
    await writer.append({
      line: number,
      kind: failed ? "error" : "output",
      json: resultLine(key, customId, response, null),
    });
    this.#done.add(number);
    await this.#count(failed ? "failed" : "completed");
  }

  /** Rates are for those who wait; a batch waits for its turn in the queue. */
  #caller(): Caller {
    return { ...anyone, tenant: this.#batch.tenant, priority: "batch" };
  }

  /** Whoever asks for the results learns of each line that came to nothing. */
  async #writeExpired(writer: PartWriter): Promise<void> {
    const error = { code: "batch_expired", message: "the batch expired before this request was run" };
    for await (const { number, customId } of this.#requests()) {
      if (this.#done.has(number)) continue;
      await writer.append({
        line: number,
        kind: "error",
        json: resultLine(`${this.#batch.id}_${number}`, customId, null, error),
      });
      this.#done.add(number);
      await this.#count("failed");
    }
  }

  async #finalize(end: BatchStatus): Promise<void> {
    await this.#change(withStatus(this.#batch, "finalizing", Date.now()));
    await this.#change(await finalize(this.#batch, end, this.#parts));
    await this.#finished.remove();
  }

  async #count(kind: "completed" | "failed"): Promise<void> {
    const { counts } = this.#batch;
    this.#batch = { ...this.#batch, counts: { ...counts, [kind]: counts[kind] + 1 } };
    const nowMs = Date.now();
    if (nowMs - this.#savedMs < progressMs) return;
    this.#savedMs = nowMs;
    await this.#save(this.#batch);
  }

  async #change(batch: Batch): Promise<void> {
    this.#throwIfMoved();
    this.#batch = batch;
    await this.#save(batch);
  }

  /** A runner that lost the batch must not write about it. */
  #throwIfMoved(): void {
    const { aborted, reason } = this.#job.signal;
    if (aborted && !isCancelled(reason)) throw reason;
  }
}

/** Makes the files of what is finished. Doing it again makes the same ones. */
export async function finalize(
  batch: Batch,
  end: BatchStatus,
  { store, files }: Pick<RunnerParts, "store" | "files">,
): Promise<Batch> {
  const finished = new Parts(store.folder(batch.id));
  const make = async (kind: "output" | "error") => {
    const received = await files.receive(finished.content(kind), Number.POSITIVE_INFINITY);
    if (received.bytes === 0) return received.drop();
    const about = {
      filename: `${batch.id}_${kind}.jsonl`,
      purpose: "batch_output",
      tenant: batch.tenant,
      expiresAtMs: Date.now() + limits.outputMs,
    } as const;
    return received.keep(about, `file-${batch.id.replace("batch_", "")}-${kind}`);
  };
  const [output, error] = [await make("output"), await make("error")];
  return {
    ...withStatus(batch, end, Date.now()),
    ...(output && { outputFileId: output.id }),
    ...(error && { errorFileId: error.id }),
  };
}

function resultLine(id: string, customId: string, response: object | null, error: object | null): string {
  return JSON.stringify({ id, custom_id: customId, response, error });
}
