import type { GenerateJob, GenerateResult, GenerationQueue } from "@unmask/queue";
import type { Logger } from "@unmask/runtime";
import { findStop, type ModelText } from "@unmask/text";
import type { Frame, GenerateRequestMessage, GenerateResponse, InfillRequestMessage } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import type { Checks } from "./checks.js";
import { validateInfill } from "./infill.js";
import type { CallParts } from "./job-calls.js";
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
  /** An abort ends the wait, not the job. */
  readonly detached?: boolean;
}

/** What gRPC and HTTP both call. Every failure is a ServingError. */
export interface Generation {
  /**
   * @param checks what is known to be wrong already; left out, nothing
   * @throws {ServingError} for everything that is wrong with the request; nothing is queued then
   */
  accept(request: GenerateRequestMessage, caller: Caller, checks?: Checks): AcceptedRequest;
  /** The same for a text with gaps. */
  acceptInfill(request: InfillRequestMessage, caller: Caller, checks?: Checks): AcceptedRequest;
  /** Queues the request's job, or joins it, and waits for its end. */
  run(accepted: AcceptedRequest, options: RunOptions): Promise<GenerateResponse>;
  /** Ends detached jobs at their next step; what cannot be told goes on to its end. */
  cancel(jobIds: readonly string[]): Promise<void>;
}

export interface GenerationParts extends CallParts {
  readonly queue: GenerationQueue;
  readonly log: Logger;
}

export function createGeneration({ queue, calls, models, log }: GenerationParts): Generation {
  return {
    accept: (request, caller, checks) => validate(request, models, caller, checks),
    acceptInfill: (request, caller, checks) => validateInfill(request, models, caller, checks),
    async cancel(jobIds) {
      for (const id of jobIds) {
        await queue.cancel(id).catch((err: unknown) => log.warn({ jobId: id, err }, "job not cancelled"));
      }
    },
    async run(accepted, { signal, onStarted, onFrame, detached = false }) {
      const { text, quota } = accepted;
      const job: GenerateJob = { ...accepted.job, ...(detached && { detached }) };
      const withText = onFrame && ((frame: Frame) => onFrame(addText(frame, text)));
      const onSubmitted = onStarted && (() => onStarted(startedEvent(accepted)));
      const options = { signal, onSubmitted, onFrame: withText, quota };
      return toResponse(accepted, await calls.result(accepted.jobId, job, options));
    },
  };
}

/**
 * Counts what these requests take, prompts and canvases, against their caller's rate.
 * @throws {ServingError} RESOURCE_EXHAUSTED where that is too much; nothing is counted then
 */
export async function spendTokens(caller: Caller, accepted: readonly AcceptedRequest[]): Promise<void> {
  await caller.spendTokens(accepted.reduce((sum, { job }) => sum + job.promptIds.length + job.params.genLength, 0));
}

function startedEvent({ requestId, text, job }: AcceptedRequest): StartedEvent {
  return { requestId, model: text.name, promptTokens: job.promptIds.length, genLength: job.params.genLength };
}

export function addText(frame: Frame, text: ModelText): Frame {
  const named = (commits: Frame["commits"]) =>
    commits.map((commit) => ({ ...commit, text: text.tokenText(commit.tokenId) }));
  return { ...frame, commits: named(frame.commits), provisional: named(frame.provisional) };
}

export function toResponse(
  { text, job }: Pick<AcceptedRequest, "text" | "job">,
  { answerIds, confidences, commitSteps, gaps, ...cost }: GenerateResult,
): GenerateResponse {
  const { params } = job;
  const visible = text.visibleLength(answerIds);
  const stop = findStop(text, answerIds.slice(0, visible), params.stop);
  const length = stop?.length ?? visible;
  const tokenIds = answerIds.slice(0, length);
  // An answer that fills max_length ends there because it had to; an infilling is as long as it is.
  const isFull = !job.template && visible >= Math.min(params.maxLength, params.genLength);
  return {
    requestId: job.requestId,
    model: text.name,
    text: stop?.text ?? text.decode(tokenIds),
    tokenIds,
    finishReason: stop || !isFull ? "FINISH_REASON_STOP" : "FINISH_REASON_LENGTH",
    usage: {
      promptTokens: job.promptIds.length,
      completionTokens: length,
      committedPerForward: cost.forwards > 0 ? cost.committedTokens / cost.forwards : 0,
      wastedTokens: commitSteps.filter((step, position) => position >= length && step >= 0).length,
      ...cost,
    },
    confidences: confidences.slice(0, length),
    commitSteps: params.reportSteps ? commitSteps.slice(0, length) : [],
    stop: stop?.stop ?? "",
    gaps: (gaps ?? []).map(({ start, length: tokens }) => {
      const ids = answerIds.slice(start, start + tokens);
      return { position: start, tokenIds: ids, text: text.decode(ids) };
    }),
  };
}
