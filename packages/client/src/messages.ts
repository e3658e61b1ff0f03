import { randomUUID } from "node:crypto";
import { findProblem, type ParameterName, parameterNames, parameters, publicName } from "@unmask/diffusion";
import {
  type FieldViolation,
  type GenerateRequestInput,
  type InfillRequestInput,
  type GenerateResponse as ResponseMessage,
  ServingError,
  type StreamGenerateResponse,
} from "@unmask/wire";
import type {
  GenerateParams,
  GenerateRequest,
  GenerateResponse,
  InfillRequest,
  Message,
  StreamEvent,
} from "./types.js";

/**
 * The wire's form of a request. Values are the server's to judge; checked here is only what it could not see, because
 * the encoding would silently make another number of it.
 * @throws {ServingError} INVALID_ARGUMENT for a number that the wire cannot carry, or unless exactly one input is given
 */
export function toMessage(request: GenerateRequest): GenerateRequestInput {
  const { model, params, requestId } = request;
  return {
    ...toInput(request),
    ...(model === undefined ? {} : { model }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(params === undefined ? {} : { params: toParams(params) }),
  };
}

/** With an id of its own where it has none: a repeated call is the same job then. */
export function withId<Message extends { requestId?: string }>(message: Message): Message {
  return message.requestId ? message : { ...message, requestId: randomUUID() };
}

type InputMessage = Pick<GenerateRequestInput, "prompt" | "conversation" | "rawPrompt" | "promptIds">;

/** The same for a text with gaps. */
export function toInfillMessage(request: InfillRequest): InfillRequestInput {
  const { model, params, requestId, parts } = request;
  const before = request as AnyInput;
  const hasInput = [before.prompt, before.messages, before.rawPrompt, before.promptIds].some(
    (part) => part !== undefined,
  );
  for (const { gap } of parts) if (gap) int32("parts.gap.tokens", gap.tokens);
  return {
    ...(hasInput && toInput(before)),
    ...(model === undefined ? {} : { model }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(params === undefined ? {} : { params: toParams(params) }),
    parts: parts.map(({ text, gap }) => (gap ? { gap } : { text: text ?? "" })),
  };
}

interface AnyInput {
  prompt?: string;
  messages?: readonly Message[];
  rawPrompt?: string;
  promptIds?: readonly number[];
}

/** @throws {ServingError} INVALID_ARGUMENT unless exactly one input is given */
export function toInput(request: AnyInput): InputMessage {
  const { prompt, messages, rawPrompt, promptIds } = request;
  const given: InputMessage[] = [];
  if (prompt !== undefined) given.push({ prompt });
  if (messages !== undefined) given.push({ conversation: { messages: [...messages] } });
  if (rawPrompt !== undefined) given.push({ rawPrompt });
  if (promptIds !== undefined) given.push({ promptIds: { ids: promptIds.map((id) => int32("prompt_ids", id)) } });
  if (given.length === 1) return given[0]!;
  const message = `a request needs exactly one of prompt, messages, rawPrompt and promptIds, got ${given.length} of them`;
  throw new ServingError("INVALID_ARGUMENT", message, { field: "prompt" });
}

function toParams(params: GenerateParams): NonNullable<GenerateRequestInput["params"]> {
  if (parameterNames.some((name) => !isCarried(name, params[name]))) throw refusal(params);
  for (const id of params.bannedIds ?? []) int32("banned_ids", id);
  for (const { position, tokenId } of params.pins ?? []) {
    int32("pins.position", position);
    if (tokenId !== undefined) int32("pins.token_id", tokenId);
  }
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

/** @throws {ServingError} INVALID_ARGUMENT */
export function checkSeed(seed: number | undefined): void {
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
    throw notCarried("seed", seed, `0 to ${Number.MAX_SAFE_INTEGER}`);
}

function isCarried(name: ParameterName, value: unknown): boolean {
  if (parameters[name].kind !== "integer" || typeof value !== "number") return true;
  return name === "seed" ? Number.isSafeInteger(value) && value >= 0 : value === (value | 0);
}

/** In the words of the server, which never sees the request. */
function refusal({ pins: _, ...params }: GenerateParams): ServingError {
  const violations = parameterNames.flatMap((name): FieldViolation[] => {
    const value = name === "pins" ? undefined : params[name];
    const problem = value === undefined ? undefined : findProblem(name, value);
    const field = publicName(name);
    return problem === undefined ? [] : [{ field, message: `${field} ${problem}` }];
  });
  const message = violations.map((violation) => violation.message).join("; ");
  return new ServingError("INVALID_ARGUMENT", message, { violations });
}

/** @throws {ServingError} INVALID_ARGUMENT */
export function int32(field: string, value: number): number {
  if (Number.isInteger(value) && value === (value | 0)) return value;
  throw notCarried(field, value, `${-(2 ** 31)} to ${2 ** 31 - 1}`);
}

function notCarried(field: string, value: unknown, range: string): ServingError {
  return new ServingError("INVALID_ARGUMENT", `${field} must be an integer from ${range}, got ${value}`, { field });
}

/** @throws {ServingError} INTERNAL when the server left a part out */
export function toResponse({ finishReason, usage, ...message }: ResponseMessage): GenerateResponse {
  if (usage === null) throw new ServingError("INTERNAL", "the server's answer has no usage");
  return { ...message, finishReason: finishReason === "FINISH_REASON_STOP" ? "stop" : "length", usage };
}

/** What this version of the client does not know is left out. */
export async function* toEvents(messages: AsyncIterable<StreamGenerateResponse>): AsyncGenerator<StreamEvent> {
  for await (const message of messages) {
    const event = toEvent(message);
    if (event) yield event;
  }
}

function toEvent(message: StreamGenerateResponse): StreamEvent | undefined {
  if (message.started) return { kind: "started", started: message.started };
  if (message.frame) return { kind: "frame", frame: message.frame };
  if (message.result) return { kind: "result", response: toResponse(message.result) };
  return undefined;
}
