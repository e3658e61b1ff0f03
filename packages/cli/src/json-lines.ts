import { ServingError } from "@unmask/wire";

/** One line of a file, without its newline. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** More than any request may have; without a bound, a file without newlines would be read whole. */
const maxLineLength = 16 * 1024 * 1024;

/**
 * The lines that say something, as they come in. However long the input, one chunk and one line are in memory.
 * @param input UTF-8
 * @throws {ServingError} INVALID_ARGUMENT for a line of more than 16 Mi characters
 */
export async function* readLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = "";
  for await (const chunk of input) {
    const parts = (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })).split("\n");
    parts[0] = rest + parts[0];
    rest = parts.pop() ?? "";
    for (const text of parts) {
      number++;
      if (text.trim() !== "") yield { number, text };
    }
    if (rest.length <= maxLineLength) continue;
    const message = `line ${number + 1} has more than ${maxLineLength} characters; give one JSON object a line`;
    throw new ServingError("INVALID_ARGUMENT", message);
  }
  rest += decoder.decode();
  if (rest.trim() !== "") yield { number: number + 1, text: rest };
}

/**
 * @returns the object on a line
 * @throws {ServingError} INVALID_ARGUMENT for anything else
 */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ServingError("INVALID_ARGUMENT", `is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ServingError("INVALID_ARGUMENT", `must be a JSON object, got ${text.trim().slice(0, 40)}`);
}
