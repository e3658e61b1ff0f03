import { readEvents } from "./event-stream.js";
import type { ServerEvent } from "./events.js";

/** What a request says beside its prompt; names are the HTTP API's. */
export type Params = Readonly<Record<string, number | string | boolean>>;

export interface Turn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** @throws {Error} with the server's own words, for a person to read */
export async function* generate(
  messages: readonly Turn[],
  params: Params,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const response = await fetch("/v1/generate", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ messages, params, stream: true }),
    signal,
  });
  if (!response.ok || !response.body) throw new Error(await reason(response));
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
  const response = await fetch("/v1/models");
  if (!response.ok) throw new Error(await reason(response));
  const body = await response.json();
  return body.data.map((model: { id: string }) => model.id);
}

async function reason(response: Response): Promise<string> {
  const body = await response.json().catch(() => undefined);
  return body?.error?.message ?? body?.message ?? `the server answered ${response.status}`;
}
