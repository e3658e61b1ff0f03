import { definitions, inServerSpan, type Logger, type Metrics } from "@unmask/runtime";
import { type ServingError, toServingError } from "@unmask/wire";
import { stopping } from "./job-calls.js";

/** The ways in, which are also the label of the requests' metric. */
export type Method =
  | "Generate"
  | "StreamGenerate"
  | "Infill"
  | "StreamInfill"
  | "Score"
  | "JobService/Submit"
  | "JobService/SubmitInfill"
  | "JobService/Get"
  | "JobService/Watch"
  | "JobService/Cancel"
  | "BatchService/CreateBatch"
  | "BatchService/GetBatch"
  | "BatchService/ListBatches"
  | "BatchService/CancelBatch"
  | "BatchService/WatchBatch"
  | "BatchService/ReadResults"
  | "POST /v1/generate"
  | "POST /v1/infill"
  | "POST /v1/score"
  | "POST /v1/chat/completions"
  | "POST /v1/completions";

/** Every call that is being answered, over gRPC and HTTP: counted, logged, and waited for when the server stops. */
export class Answering {
  readonly #log: Logger;
  readonly #metrics: Metrics;
  #open = 0;
  #closing = false;
  #onIdle: (() => void) | undefined;

  constructor(log: Logger, metrics: Metrics) {
    this.#log = log;
    this.#metrics = metrics;
  }

  get closing(): boolean {
    return this.#closing;
  }

  /**
   * Runs one call.
   * @throws {ServingError} whatever it failed with; UNAVAILABLE once the server is closing
   */
  track<T>(method: Method, answer: () => Promise<T>): Promise<T> {
    return inServerSpan(method, () => this.#track(method, answer));
  }

  async #track<T>(method: Method, answer: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    this.#open++;
    try {
      if (this.#closing) throw stopping();
      const result = await answer();
      this.#account(method, startMs, undefined);
      return result;
    } catch (thrown) {
      const error = toServingError(thrown);
      this.#account(method, startMs, error);
      throw error;
    } finally {
      this.#open--;
      if (this.#open === 0) this.#onIdle?.();
    }
  }

  /** Takes no more calls. @returns when those that are under way have ended */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#open > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  #account(method: Method, startMs: number, error: ServingError | undefined): void {
    const code = error?.code ?? "OK";
    const ms = Math.round(performance.now() - startMs);
    countRequest(this.#metrics, method, code, ms);
    const fields = { method, code, ms };
    if (!error) this.#log.debug(fields, "request answered");
    // Ours to look into; everything else is the caller's doing, or was logged where it happened.
    else if (code === "INTERNAL") this.#log.error({ ...fields, err: error.cause ?? error }, "request failed");
    // The words about a field quote what stood there, which may be a prompt.
    else if (error.violations.length > 0)
      this.#log.debug({ ...fields, fields: error.violations.map(({ field }) => field) }, "request refused");
    else this.#log.debug({ ...fields, reason: error.message }, "request refused");
  }
}

/** The codes of a request that was not taken, as opposed to one that failed on its way. */
const refusals: ReadonlySet<string> = new Set(definitions.rejections.labels.code);

function countRequest({ requests, rejections, requestDuration }: Metrics, method: Method, code: string, ms: number) {
  requests.inc({ method, code });
  requestDuration.observe({ method }, ms / 1000);
  if (refusals.has(code)) rejections.inc({ code });
}
