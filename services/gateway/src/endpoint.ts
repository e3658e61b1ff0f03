import { createHash } from "node:crypto";
import type { GenerateResponse, ServingError } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import type { AcceptedRequest } from "./validate.js";

/** A way to ask for answers with a JSON body: an HTTP route, and what a batch's lines are for. */
export interface Endpoint<P extends Prepared = Prepared> {
  /** Such as "/v1/generate". */
  readonly path: string;
  /**
   * Everything that may be wrong with the body is found here, before anything is queued.
   * @param key the request id of a repeatable request; undefined: each is its own
   * @throws {ServingError} with the caller's own names of fields
   */
  prepare(body: unknown, caller: Caller, key: string | undefined): P;
  errorJson(error: ServingError): object;
}

/** One of a request's answers. */
export interface Choice {
  readonly index: number;
  readonly accepted: AcceptedRequest;
}

/** A request that can be run. */
export interface Prepared {
  /** At least one. */
  readonly choices: readonly Choice[];
  readonly stream: boolean;
  /** @param responses in the order of the choices */
  json(responses: readonly GenerateResponse[]): object;
}

/** Runs all choices; when one fails, the others are ended. */
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
  await Promise.allSettled(running);
  if (failed.signal.aborted) throw failed.signal.reason;
  return Promise.all(running);
}

/** A seed that a repetition has again. @returns 0 to 2⁴⁸ − 1 */
export function seedOf(key: string): number {
  return createHash("sha256").update(key).digest().readUIntBE(0, 6);
}
