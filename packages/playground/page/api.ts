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

/** What is asked, but for how it is decoded. */
export interface Question {
  /** "": the server's default. */
  readonly model: string;
  readonly messages: readonly Turn[];
  /** Of an answer that is there but for its gaps. */
  readonly parts?: readonly Part[] | undefined;
}

/** An answer. @throws {Error} with the server's own words, for a person to read */
export function ask(
  { model, messages, parts }: Question,
  params: Params,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const body = { ...(model !== "" && { model }), messages };
  return parts
    ? stream("/v1/infill", { ...body, parts, params: paramsForGaps(params) }, signal)
    : stream("/v1/generate", { ...body, params }, signal);
}

async function* stream(path: string, body: object, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const response = await reach(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...keyHeaders() },
    body: JSON.stringify({ ...body, stream: true }),
    signal,
  });
  if (!response.ok || !response.body) throw await refusal(response);
  for await (const { event, data } of untilCut(readEvents(response.body))) {
    const value = JSON.parse(data);
    if (event === "started") yield { kind: "started", started: value };
    else if (event === "frame") yield { kind: "frame", frame: value };
    else if (event === "error") throw new Error(value.error?.message ?? data);
    else if (event === "result") {
      yield { kind: "result", result: value };
      return;
    }
  }
  throw cut();
}

/** A connection that breaks is a TypeError that says "network error", or whatever the browser calls it. */
async function* untilCut<T>(events: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* events;
  } catch (error) {
    throw error instanceof TypeError ? cut() : error;
  }
}

function cut(): Error {
  return new Error("the connection ended before the answer did; ask again");
}

/** Browsers say of a server that is away no more than that fetching failed. */
function reach(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, init).catch((error) => {
    throw init.signal?.aborted ? error : new Error("the server cannot be reached");
  });
}

/** Served models, the default one first. */
export async function modelNames(): Promise<string[]> {
  const response = await reach("/v1/models", { headers: keyHeaders() });
  if (!response.ok) throw await refusal(response);
  const body = await response.json();
  return body.data.map((model: { id: string }) => model.id);
}

async function refusal(response: Response): Promise<Error> {
  const body = await response.json().catch(() => undefined);
  const message = body?.error?.message ?? body?.message ?? `the server answered ${response.status}`;
  return response.status === 401 ? new KeyNeeded(message) : new Error(message);
}
