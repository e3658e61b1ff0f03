import { readEvents } from "./event-stream.js";
import type { ServerEvent } from "./events.js";
import { type Part, paramsForGaps } from "./gaps.js";
import { keyHeaders } from "./key.js";

/** What a request says beside its prompt; names are the HTTP API's. */
export type Params = Readonly<Record<string, number | string | boolean>>;

export interface Turn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** The server asks for an API key, or for another one. */
export class KeyNeeded extends Error {}

/** An answer. @throws {Error} with the server's own words, for a person to read */
export function generate(messages: readonly Turn[], params: Params, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  return stream("/v1/generate", { messages, params }, signal);
}

/** An answer that stands already but for its gaps. @throws {Error} as {@link generate} does */
export function infill(
  messages: readonly Turn[],
  parts: readonly Part[],
  params: Params,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  return stream("/v1/infill", { messages, parts, params: paramsForGaps(params) }, signal);
}

async function* stream(path: string, body: object, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...keyHeaders() },
    body: JSON.stringify({ ...body, stream: true }),
    signal,
  });
  if (!response.ok || !response.body) throw await refusal(response);
  for await (const { event, data } of readEvents(response.body)) {
    const value = JSON.parse(data);
    if (event === "started") yield { kind: "started", started: value };
    else if (event === "frame") yield { kind: "frame", frame: value };
    else if (event === "result") yield { kind: "result", result: value };
    else if (event === "error") throw new Error(value.error?.message ?? data);
  }
}

/** Served models, the default one first. */
export async function modelNames(): Promise<string[]> {
  const response = await fetch("/v1/models", { headers: keyHeaders() });
  if (!response.ok) throw await refusal(response);
  const body = await response.json();
  return body.data.map((model: { id: string }) => model.id);
}

async function refusal(response: Response): Promise<Error> {
  const body = await response.json().catch(() => undefined);
  const message = body?.error?.message ?? body?.message ?? `the server answered ${response.status}`;
  return response.status === 401 ? new KeyNeeded(message) : new Error(message);
}
