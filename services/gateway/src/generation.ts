import type { GenerateJob, GenerateResult, GenerationQueue } from "@unmask/queue";
import type { Logger } from "@unmask/runtime";
import type { ModelText } from "@unmask/text";
import type { Frame, GenerateRequestMessage, GenerateResponse } from "@unmask/wire";
import { JobCalls, type JobEnd } from "./job-calls.js";
import { type AcceptedRequest, validate } from "./validate.js";

export interface StartedEvent {
  readonly requestId: string;
  readonly model: string;
  readonly promptTokens: number;
  readonly genLength: number;
}

export interface RunOptions {
  /** Aborted when the caller leaves or its time is over, with the ServingError to end with. */
  readonly signal: AbortSignal;
  readonly onStarted?: (started: StartedEvent) => void;
  /** Asks for frames; each comes with its tokens' text. */
  readonly onFrame?: (frame: Frame) => void;
  /** In the queue, 1 (first) to 2097151. Default: that of a caller who waits. */
  readonly priority?: number;
  /** An abort ends the wait, not the job. */
  readonly detached?: boolean;
}

/** What gRPC and HTTP both call. Every failure is a ServingError. */
export interface Generation {
  /** @throws {ServingError} for everything that is wrong with the request; nothing is queued then */
  accept(request: GenerateRequestMessage): AcceptedRequest;
  /** Queues the request's job, or joins it, and waits for its end. */
  run(accepted: AcceptedRequest, options: RunOptions): Promise<GenerateResponse>;
  /** Ends detached jobs at their next step; what cannot be told goes on to its end. */
  cancel(jobIds: readonly string[]): Promise<void>;
}

export interface GenerationParts {
  readonly queue: GenerationQueue;
  /** At least one; the first is the default. */
  readonly models: readonly ModelText[];
  /** Aborted when the server stops. */
  readonly leaving: AbortSignal;
  readonly log: Logger;
}

/** Jobs that one call tries: the first, and others in place of those that came to nothing for somebody else. */
const maxAttempts = 8;

export function createGeneration({ queue, models, leaving, log }: GenerationParts): Generation {
  const calls = new JobCalls(queue, leaving, log);
  return {
    accept: (request) => validate(request, models),
    async cancel(jobIds) {
      for (const id of jobIds) {
        await queue.cancel(id).catch((err: unknown) => log.warn({ jobId: id, err }, "job not cancelled"));
      }
    },
    async run(accepted, { signal, onStarted, onFrame, priority, detached = false }) {
      const { text } = accepted;
      const job: GenerateJob = { ...accepted.job, ...(detached && { detached }) };
      const withText = onFrame && ((frame: Frame) => onFrame(addText(frame, text)));
      let onSubmitted = onStarted && (() => onStarted(startedEvent(accepted)));
      for (let attempt = 1; ; attempt++) {
        const id = attempt === 1 ? accepted.jobId : `${accepted.jobId}-${attempt}`;
        const end = await calls.run(id, job, { signal, onSubmitted, onFrame: withText, priority });
        onSubmitted = undefined;
        if (failedForAnother(end) && attempt < maxAttempts) continue;
        if (end.outcome.state === "failed") throw end.outcome.error;
        return toResponse(accepted, end.outcome.result);
      }
    },
  };
}

/**
 * A repeated call joins the job of the earlier one. Where that one had failed, or its caller left and so cancelled it, the
 * repetition deserves a try of its own.
 */
function failedForAnother({ created, outcome }: JobEnd): boolean {
  return outcome.state === "failed" && (!created || outcome.error.code === "CANCELLED");
}

function startedEvent({ requestId, text, job }: AcceptedRequest): StartedEvent {
  return { requestId, model: text.name, promptTokens: job.promptIds.length, genLength: job.params.genLength };
}

export function addText(frame: Frame, text: ModelText): Frame {
  return { ...frame, commits: frame.commits.map((commit) => ({ ...commit, text: text.tokenText(commit.tokenId) })) };
}

export function toResponse(
  { text, job }: Pick<AcceptedRequest, "text" | "job">,
  { answerIds, confidences, ...cost }: GenerateResult,
): GenerateResponse {
  const visible = text.visibleLength(answerIds);
  const tokenIds = answerIds.slice(0, visible);
  const { genLength, maxLength = genLength } = job.params;
  return {
    requestId: job.requestId,
    model: text.name,
    text: text.decode(tokenIds),
    tokenIds,
    // An answer that fills max_length ends there because it had to.
    finishReason: visible < Math.min(maxLength, genLength) ? "FINISH_REASON_STOP" : "FINISH_REASON_LENGTH",
    usage: { promptTokens: job.promptIds.length, completionTokens: visible, ...cost },
    confidences: confidences.slice(0, visible),
  };
}
