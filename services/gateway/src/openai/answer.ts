import { randomInt } from "node:crypto";
import { type GenerateRequestMessage, type GenerateResponse, ServingError } from "@unmask/wire";
import type { Generation } from "../generation.js";
import { parseBody } from "../http-body.js";
import type { AcceptedRequest } from "../validate.js";
import type { OpenAiRequest } from "./request.js";

/** One of a request's answers. */
export interface Choice {
  readonly index: number;
  readonly accepted: AcceptedRequest;
}

/**
 * Everything that may be wrong is found here, before anything is queued.
 * @param key the request id of a repeatable request; undefined: each call is its own
 * @returns in order of prompts, then of their answers
 * @throws {ServingError} with the caller's own names of fields
 */
export function acceptChoices(request: OpenAiRequest, generation: Generation, key: string | undefined): Choice[] {
  const { bodies, n } = request;
  return bodies.flatMap((body, prompt) => {
    const accepted = withNames(request.names, () => {
      const message = parseBody(key === undefined || "request_id" in body ? body : { ...body, request_id: key });
      return generation.accept(seeded(message));
    });
    return Array.from({ length: n }, (_, i) => ({ index: prompt * n + i, accepted: another(accepted, i) }));
  });
}

/** Runs all; when one fails, the others are cancelled. */
export async function runAll(
  choices: readonly Choice[],
  signal: AbortSignal,
  run: (choice: Choice, signal: AbortSignal) => Promise<GenerateResponse>,
): Promise<GenerateResponse[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const running = choices.map(async (choice) => {
    try {
      return await run(choice, either);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  });
  const ends = await Promise.allSettled(running);
  const first = ends.find((end) => end.status === "rejected");
  if (first) throw failed.signal.reason ?? first.reason;
  return Promise.all(running);
}

/**
 * OpenAI's callers expect another answer each time they sample; a native request has a default seed. With a request id, which
 * makes a repetition the same request, the seed must be the same too, and is the default.
 */
function seeded(message: GenerateRequestMessage): GenerateRequestMessage {
  if (message.requestId !== "" || message.params === null || message.params.seed !== undefined) return message;
  return { ...message, params: { ...message.params, seed: randomInt(2 ** 48 - 1) } };
}

/** The i-th answer to a request; the first is the one that n = 1 has. */
function another(accepted: AcceptedRequest, i: number): AcceptedRequest {
  if (i === 0) return accepted;
  const { job, jobId } = accepted;
  const seed = (job.params.seed + i) % (Number.MAX_SAFE_INTEGER + 1);
  return { ...accepted, jobId: `${jobId}_${i}`, job: { ...job, params: { ...job.params, seed } } };
}

function withNames<T>(names: Readonly<Record<string, string>>, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof ServingError) || error.code !== "INVALID_ARGUMENT") throw error;
    const rename = (text: string) =>
      Object.entries(names).reduce((t, [native, own]) => t.replaceAll(native, own), text);
    const violations = error.violations.map(({ field, message }) => ({
      field: rename(field),
      message: rename(message),
    }));
    throw new ServingError(error.code, rename(error.message), { violations, cause: error });
  }
}
