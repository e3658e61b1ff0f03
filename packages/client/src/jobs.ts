import { type JobMessage, JobServiceClient, type JobStateMessage, ServingError } from "@unmask/wire";
import type { Connection } from "./connection.js";
import { toInfillMessage, toMessage, toResponse, withId } from "./messages.js";
import type { CallOptions, Frame, GenerateRequest, GenerateResponse, InfillRequest } from "./types.js";

export type JobState = "queued" | "running" | "completed" | "failed" | "cancelled";

export interface Job {
  readonly id: string;
  readonly state: JobState;
  /** "" for a job that was cancelled before it started, as is the model; the numbers are 0. */
  readonly requestId: string;
  readonly model: string;
  /** Prompt length, tokens. */
  readonly promptTokens: number;
  /** Answer canvas, tokens. */
  readonly genLength: number;
  /** As far as the job has come. */
  readonly submittedAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  /** Of a completed job. */
  readonly result: GenerateResponse | undefined;
  /** Of a failed or cancelled job. */
  readonly error: ServingError | undefined;
}

export type JobEvent = { readonly kind: "job"; readonly job: Job } | { readonly kind: "frame"; readonly frame: Frame };

/** Jobs that outlive the call that submits them: submit now, collect later, also over another gateway. */
export class JobsClient {
  readonly #connection: Connection;
  readonly #stub: InstanceType<typeof JobServiceClient>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#stub = new JobServiceClient(connection.address, connection.credentials);
  }

  /** @returns the job as soon as it is in the queue; with a known requestId and the same content, the one that is there */
  async submit(request: GenerateRequest, options: CallOptions = {}): Promise<Job> {
    const message = withId(toMessage(request));
    return this.#job((metadata, settings, done) => this.#stub.submit(message, metadata, settings, done), options);
  }

  /** The same for a text with gaps. */
  async submitInfill(request: InfillRequest, options: CallOptions = {}): Promise<Job> {
    const message = withId(toInfillMessage(request));
    return this.#job((metadata, settings, done) => this.#stub.submitInfill(message, metadata, settings, done), options);
  }

  /** @throws {ServingError} NOT_FOUND an hour after its end */
  async get(id: string, options: CallOptions = {}): Promise<Job> {
    return this.#job((metadata, settings, done) => this.#stub.get({ id }, metadata, settings, done), options);
  }

  /** Ends it at its next step. @returns the job as it stands, perhaps still running */
  async cancel(id: string, options: CallOptions = {}): Promise<Job> {
    return this.#job((metadata, settings, done) => this.#stub.cancel({ id }, metadata, settings, done), options);
  }

  /** The job as it stands, its frames, and the job when it has ended. Leaving the loop changes nothing for the job. */
  async *watch(id: string, options: CallOptions = {}): AsyncGenerator<JobEvent, void, undefined> {
    const start = (...[metadata, settings]: Parameters<Parameters<Connection["stream"]>[0]>) =>
      this.#stub.watch({ id }, metadata, settings);
    for await (const { job, frame } of this.#connection.stream(start, options)) {
      if (job) yield { kind: "job", job: toJob(job) };
      if (frame) yield { kind: "frame", frame };
    }
  }

  close(): void {
    this.#stub.close();
  }

  async #job(start: Parameters<Connection["unary"]>[0], options: CallOptions): Promise<Job> {
    return toJob((await this.#connection.unary(start, options)) as JobMessage);
  }
}

const states: Readonly<Record<JobStateMessage, JobState | undefined>> = {
  JOB_STATE_UNSPECIFIED: undefined,
  JOB_STATE_QUEUED: "queued",
  JOB_STATE_RUNNING: "running",
  JOB_STATE_COMPLETED: "completed",
  JOB_STATE_FAILED: "failed",
  JOB_STATE_CANCELLED: "cancelled",
};

function toJob(message: JobMessage): Job {
  const { id, requestId, model, promptTokens, genLength, submittedAtMs, startedAtMs, endedAtMs, result, error } =
    message;
  const state = states[message.state];
  if (!state) throw new ServingError("INTERNAL", `the server says that job ${id} is ${message.state}`);
  const date = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));
  return {
    id,
    state,
    requestId,
    model,
    promptTokens,
    genLength,
    submittedAt: date(submittedAtMs),
    startedAt: date(startedAtMs),
    endedAt: date(endedAtMs),
    result: result ? toResponse(result) : undefined,
    error: error ? ServingError.fromStatus(error) : undefined,
  };
}
