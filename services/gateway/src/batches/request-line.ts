import { createHash } from "node:crypto";
import type { Line } from "../files/lines.js";
import { shown } from "../shown.js";
import { type BatchError, limits } from "./batch.js";

/** One request of a batch. */
export interface RequestLine {
  /** From 1. */
  readonly number: number;
  readonly customId: string;
  readonly body: object;
}

/** @returns the request, or what is wrong with the line */
export function parseLine({ number, text }: Line, endpoint: string, maxLineBytes: number): RequestLine | BatchError {
  const wrong = (code: string, message: string, param?: string): BatchError => {
    return { code, message, line: number, ...(param !== undefined && { param }) };
  };
  if (text === undefined) return wrong("line_too_long", `a line must be at most ${maxLineBytes} bytes`);
  const json = parseJson(text);
  if (!isObject(json)) return wrong("invalid_json_line", "the line is not a JSON object");
  const { custom_id, method, url, body } = json as Record<string, unknown>;
  if (typeof custom_id !== "string" || custom_id === "" || custom_id.length > limits.customIdCharacters) {
    const range = `text of 1 to ${limits.customIdCharacters} characters`;
    return wrong("invalid_custom_id", `custom_id must be ${range}, got ${shown(custom_id)}`, "custom_id");
  }
  if (method !== "POST") return wrong("invalid_method", `method must be "POST", got ${shown(method)}`, "method");
  if (url !== endpoint)
    return wrong("mismatched_url", `url must be the batch's endpoint ${endpoint}, got ${shown(url)}`, "url");
  if (!isObject(body)) return wrong("invalid_body", `body must be a JSON object, got ${shown(body)}`, "body");
  return { number, customId: custom_id, body };
}

export function isRequest(parsed: RequestLine | BatchError): parsed is RequestLine {
  return "customId" in parsed;
}

/**
 * Reads a whole input file, one line at a time.
 * @returns how many requests it has, and what is wrong with it; at most {@link limits}.errors of that
 */
export async function validateLines(
  lines: AsyncIterable<Line>,
  endpoint: string,
  maxLineBytes: number,
): Promise<{ total: number; errors: BatchError[] }> {
  const errors: BatchError[] = [];
  // Digests, so that long ids cost no more than short ones.
  const seen = new Map<string, number>();
  let total = 0;
  for await (const line of lines) {
    total++;
    if (total > limits.lines) {
      errors.push({
        code: "too_many_requests",
        message: `a batch has at most ${limits.lines} requests`,
        line: line.number,
      });
      break;
    }
    const parsed = parseLine(line, endpoint, maxLineBytes);
    if (!isRequest(parsed)) errors.push(parsed);
    else {
      const digest = createHash("sha256").update(parsed.customId).digest("base64url").slice(0, 22);
      const first = seen.get(digest);
      if (first === undefined) seen.set(digest, line.number);
      else
        errors.push({
          code: "duplicate_custom_id",
          message: `custom_id ${shown(parsed.customId)} is line ${first}'s already`,
          line: line.number,
          param: "custom_id",
        });
    }
    if (errors.length >= limits.errors) break;
  }
  if (total === 0) errors.push({ code: "empty_file", message: "the input file has no requests" });
  return { total, errors };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
