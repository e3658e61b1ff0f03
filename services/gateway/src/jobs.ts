import {
  type FoundJob,
  type GenerateJob,
  type GenerateResult,
  type GenerationQueue,
  queuePriority,
  unknownJob,
} from "@unmask/queue";
import type { ModelText } from "@unmask/text";
import {
  decodeFrame,
  type Frame,
  type GenerateRequestMessage,
  type InfillRequestMessage,
  type JobInput,
  ServingError,
} from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { merge } from "./frame-writer.js";
import { addText, type Generation, spendTokens, toResponse } from "./generation.js";
import { stopping } from "./job-calls.js";
import type { AcceptedRequest } from "./validate.js";

export interface WatchOptions {
  /** Aborted when the watcher leaves; the job goes on. */
  readonly signal: AbortSignal;
  readonly onJob: (job: JobInput) => void;
  readonly onFrame: (frame: Frame) => void;
}

export interface JobsParts {
  readonly queue: GenerationQueue;
  readonly models: readonly ModelText[];
  readonly generation: Generation;
  /** Aborted when the server stops. */
  readonly leaving: AbortSignal;
}

type Found = FoundJob<GenerateJob, GenerateResult>;

/** Jobs that outlive the call that submits them. Every failure is a ServingError. */
export class Jobs {
  readonly #parts: JobsParts;

  constructor(parts: JobsParts) {
    this.#parts = parts;
  }

  async submit(request: GenerateRequestMessage, caller: Caller): Promise<JobInput> {
    return this.#submit(this.#parts.generation.accept(request, caller), caller);
  }

  async submitInfill(request: InfillRequestMessage, caller: Caller): Promise<JobInput> {
    return this.#submit(this.#parts.generation.acceptInfill(request, caller), caller);
  }

  async #submit(accepted: AcceptedRequest, caller: Caller): Promise<JobInput> {
    await spendTokens(caller, [accepted]);
    const { jobId, job, quota } = accepted;
    // The deadline is that of the submission.
    const { deadlineMs: _, ...lasting } = job;
    const submit = (id: string) =>
      this.#parts.queue.submit(id, { ...lasting, detached: true }, queuePriority(job), quota);
    if ((await submit(jobId)).created) return this.get(jobId, caller);
    const found = await this.#find(jobId, caller);
    if (!found.payload || found.payload.detached || found.outcome?.state === "completed")
      return this.#toJob(jobId, found);
    // A call waits for that one, and ends it when it leaves. The same request with the same seed has the same answer.
    const own = `${jobId}-kept`;
    await submit(own);
    return this.get(own, caller);
  }

  /** @throws {ServingError} NOT_FOUND for another tenant's, too */
  async get(id: string, caller: Caller): Promise<JobInput> {
    return this.#toJob(id, await this.#find(id, caller));
  }

  async cancel(id: string, caller: Caller): Promise<JobInput> {
    await this.#find(id, caller);
    await this.#parts.queue.withdraw(id);
    return this.get(id, caller);
  }

  /** Resolves when the job has ended and onJob was told. */
  async watch(id: string, caller: Caller, { signal, onJob, onFrame }: WatchOptions): Promise<void> {
    const { queue, leaving } = this.#parts;
    checkId(id);
    const stop = AbortSignal.any([signal, leaving]);
    let text: ModelText | undefined;
    let early: Frame | undefined;
    let knowsAll = false;
    const unwatch = await queue.watch(id, (bytes) => {
      const frame = decodeFrame(bytes);
      // Steps before the snapshot are in it; whoever holds the job sends one to each new watcher.
      knowsAll ||= frame.snapshot;
      if (!knowsAll) return;
      if (text) onFrame(addText(frame, text));
      else early = early ? merge(early, frame) : frame;
    });
    try {
      const found = await this.#find(id, caller);
      text = this.#textOf(found);
      onJob(this.#toJob(id, found));
      if (found.outcome) return;
      if (early && text) onFrame(addText(early, text));
      await queue.outcome(id, stop);
      const { payload = found.payload, ...ended } = await this.#find(id, caller);
      onJob(this.#toJob(id, { ...ended, payload }));
    } catch (error) {
      signal.throwIfAborted();
      if (leaving.aborted) throw stopping();
      throw error;
    } finally {
      await unwatch();
    }
  }

  async #find(id: string, { tenant }: Caller): Promise<Found> {
    checkId(id);
    const { payload, outcome, ...found } = await this.#parts.queue.find(id);
    // Not a word about what is another's.
    if (payload && (payload.tenant ?? "") !== tenant) throw unknownJob(id);
    if (payload?.kind === "score")
      throw new ServingError(
        "FAILED_PRECONDITION",
        `job ${id} is a score, which only the call that asked for it collects`,
      );
    return { ...found, payload, outcome: outcome as Found["outcome"] };
  }

  #textOf({ payload }: Found): ModelText | undefined {
    return this.#parts.models.find(({ name }) => name === payload?.model);
  }

  #toJob(id: string, found: Found): JobInput {
    const { payload, submittedAtMs, startedAtMs, endedAtMs } = found;
    return {
      id,
      ...(payload && {
        requestId: payload.requestId,
        model: payload.model,
        promptTokens: payload.promptIds.length,
        genLength: payload.params.genLength,
      }),
      ...(submittedAtMs !== undefined && { submittedAtMs }),
      ...(startedAtMs !== undefined && { startedAtMs }),
      ...(endedAtMs !== undefined && { endedAtMs }),
      ...this.#end(found),
    };
  }

  #end(found: Found): Pick<JobInput, "state" | "result" | "error"> {
    const { outcome, payload, state } = found;
    if (!outcome) return { state: state === "active" ? "JOB_STATE_RUNNING" : "JOB_STATE_QUEUED" };
    if (outcome.state === "failed") {
      const ended = outcome.error.code === "CANCELLED" ? "JOB_STATE_CANCELLED" : "JOB_STATE_FAILED";
      return { state: ended, error: outcome.error.toStatus() };
    }
    const text = this.#textOf(found);
    if (!text || !payload)
      throw new ServingError("FAILED_PRECONDITION", `model ${payload?.model} of this job is not served here`);
    return { state: "JOB_STATE_COMPLETED", result: toResponse({ text, job: payload }, outcome.result) };
  }
}

function checkId(id: string): void {
  if (/^[A-Za-z0-9_-]{1,128}$/.test(id)) return;
  const message = `id must be a job's id as Submit returned it, got ${JSON.stringify(id.slice(0, 140))}`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "id" });
}
