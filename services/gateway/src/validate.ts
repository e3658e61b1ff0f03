import { InvalidParams, type ParamsInput, type Pin, parameterNames, resolveParams } from "@unmask/diffusion";
import type { GenerateJob } from "@unmask/queue";
import type { ModelText } from "@unmask/text";
import { type GenerateRequestMessage, type PinMessage, type SamplingParamsMessage, ServingError } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { Checks } from "./checks.js";
import { checkRequestId, type Identity, identify } from "./identity.js";
import { findModel, type ServedModel } from "./models.js";
import { checkLength, promptIds } from "./prompt.js";

/** A request that can be put into the queue; only {@link validate} makes one. */
export interface AcceptedRequest extends Identity {
  readonly text: ModelText;
  readonly job: GenerateJob;
}

/**
 * Everything that may be wrong with a request is found here, before anything is queued.
 * @param models those that are served, at least one; the first is meant where the request names none
 * @param checks what is known to be wrong already
 * @throws {ServingError} INVALID_ARGUMENT with every field; NOT_FOUND for a model that is not served
 */
export function validate(
  request: GenerateRequestMessage,
  models: readonly ServedModel[],
  caller: Caller,
  checks = new Checks(),
): AcceptedRequest {
  const text = findModel(request.model, models);
  checks.try(() => checkRequestId(request.requestId));
  const prompt = checks.try(() => promptIds(request, text));
  const input = toInput(request.params, text, checks);
  const resolved = checks.try(() =>
    refusing(() => {
      if (prompt) return resolveParams(input, prompt.length, text);
      // Every other prompt leaves less room; how many blocks there are may depend on it.
      const { steps, ...others } = input;
      return resolveParams(text.blockCausal ? others : { ...others, steps }, 0, text);
    }),
  );
  const { ids, params } = checks.all({ ids: prompt, params: resolved });
  const content = {
    kind: "generate",
    model: text.name,
    promptIds: ids,
    params,
    special: text.special,
    ...(text.blockCausal && { blockCausal: true }),
  } as const satisfies Omit<GenerateJob, "requestId">;
  const identity = identify(request.requestId, content, caller);
  return {
    ...identity,
    text,
    job: { ...content, requestId: identity.requestId, ...placeOf(caller) },
  };
}

/** Where a caller's jobs stand among the others. */
export function placeOf({
  tenant,
  priority,
  deadlineMs,
}: Caller): Pick<GenerateJob, "tenant" | "priority" | "deadlineMs"> {
  return {
    ...(tenant !== "" && { tenant }),
    ...(priority && { priority }),
    ...(deadlineMs !== undefined && { deadlineMs }),
  };
}

/** @throws {ServingError} INVALID_ARGUMENT where `resolve` finds parameters that break rules */
export function refusing<Params>(resolve: () => Params): Params {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof InvalidParams)) throw error;
    throw new ServingError("INVALID_ARGUMENT", error.message, { violations: error.violations, cause: error });
  }
}

/** Only what is a parameter: the message also carries the wire's own marks of what is set. */
export function toInput(message: SamplingParamsMessage | null, text: ModelText, checks: Checks): ParamsInput {
  if (message === null) return {};
  const input: ParamsInput = Object.fromEntries(parameterNames.map((name) => [name, message[name]]));
  return {
    ...input,
    // proto3 text is never absent; empty is how it says so.
    strategy: message.strategy === "" ? undefined : message.strategy,
    pins: message.pins.flatMap((pin, index) => checks.try(() => toPins(pin, `pins[${index}]`, text)) ?? []),
  };
}

/** A word's tokens stand side by side. */
function toPins({ position, what, tokenId, text: word }: PinMessage, field: string, text: ModelText): Pin[] {
  if (what !== "text") return [{ position, id: tokenId ?? 0 }];
  if (word === undefined || word === "") throw refuse(`${field}.text`, "must not be empty");
  checkLength(`${field}.text`, word, text);
  return text.encode(word).map((id, i) => ({ position: position + i, id }));
}

export function refuse(field: string, problem: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", `${field} ${problem}`, { field });
}
