import { readFile } from "node:fs/promises";
import type { GenerateParams, GenerateRequest } from "@unmask/client";
import { ServingError } from "@unmask/wire";

/** Words that every byte-level vocabulary knows; what they say does not matter to a forward pass. */
const words = "the sum of all numbers in a row and then some more of them each day".split(" ");

/**
 * Requests of synthetic prompts.
 * @param promptWords about as many tokens, more where the vocabulary is small
 */
export function syntheticRequests(
  count: number,
  promptWords: number,
  params: GenerateParams,
  random: () => number,
): GenerateRequest[] {
  const word = () => words[Math.floor(random() * words.length)]!;
  return Array.from({ length: count }, () => {
    const prompt = Array.from({ length: Math.max(1, promptWords) }, word).join(" ");
    return { prompt, params };
  });
}

/**
 * Requests from a file, over and over until there are enough: JSON lines with `prompt` or `messages`, or plain lines.
 * @throws {ServingError} INVALID_ARGUMENT with the line that is none of these; NOT_FOUND for a missing file
 */
export async function requestsFromFile(
  path: string,
  count: number,
  params: GenerateParams,
): Promise<GenerateRequest[]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new ServingError("NOT_FOUND", `${path} cannot be read: ${(cause as Error).message}`, { cause });
  });
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new ServingError("INVALID_ARGUMENT", `${path} has no prompts`);
  const inputs = lines.map((line, i) => parseLine(line, `${path}:${i + 1}`));
  return Array.from({ length: count }, (_, i) => ({ ...inputs[i % inputs.length]!, params }));
}

function parseLine(
  line: string,
  where: string,
): { prompt: string } | Pick<GenerateRequest & { messages: [] }, "messages"> {
  if (!line.startsWith("{")) return { prompt: line };
  try {
    const { prompt, messages } = JSON.parse(line);
    if (typeof prompt === "string") return { prompt };
    if (Array.isArray(messages)) return { messages: messages as [] };
  } catch (cause) {
    throw new ServingError("INVALID_ARGUMENT", `${where} is not JSON: ${(cause as Error).message}`, { cause });
  }
  throw new ServingError("INVALID_ARGUMENT", `${where} has neither a prompt nor messages`);
}
