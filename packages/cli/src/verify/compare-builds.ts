import { readFile } from "node:fs/promises";
import { compareModels } from "@unmask/denoiser";
import { loadText, type Message } from "@unmask/text";
import { ServingError } from "@unmask/wire";

export interface CompareBuilds {
  readonly model: string;
  readonly against: string;
  readonly prompts: string;
  /** Prompts at most. */
  readonly limit: number;
  readonly threads: number;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

interface Prompt {
  readonly ids: number[];
  /** The last number of a right answer. */
  readonly answer: number | undefined;
}

/** @returns what the comparison found, in lines for a person */
export async function compareBuilds(options: CompareBuilds): Promise<string[]> {
  const { model, against, threads, onProgress, signal } = options;
  const text = await loadText(against);
  const encode = (messages: readonly Message[]) =>
    text.hasChatTemplate ? text.encodeChat(messages) : text.encode(messages.map(({ content }) => content).join("\n"));
  const prompts = await readPrompts(options.prompts, options.limit, encode);
  const found = await compareModels(
    against,
    model,
    prompts.map(({ ids }) => ids),
    {
      threads,
      signal,
      ...(text.special.eot !== undefined && { eotId: text.special.eot }),
      onProgress: ({ done, total }) => onProgress(done, total),
    },
  );
  const visible = (ids: readonly number[]) => text.decode(ids.slice(0, text.visibleLength(ids)));
  const asked = prompts.flatMap(({ answer }, i) =>
    answer === undefined ? [] : [{ answer, given: found.answers[i]! }],
  );
  const right = (of: "a" | "b") =>
    asked.filter(({ answer, given }) => lastNumber(visible(given[of])) === answer).length;
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const { mean, max } = found.confidenceError;
  return [
    `prompts            ${found.prompts}`,
    `argmax agreement   ${percent(found.argmaxAgreement)} of ${found.predictions}`,
    `confidence error   mean ${mean.toExponential(1)}, max ${max.toFixed(3)}`,
    `equal answers      ${percent(found.answersEqual)}`,
    ...(asked.length > 0 ? [`right              ${right("b")} of ${asked.length}, ${against}: ${right("a")}`] : []),
  ];
}

async function readPrompts(
  path: string,
  limit: number,
  encode: (messages: readonly Message[]) => number[],
): Promise<Prompt[]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new ServingError("NOT_FOUND", `${path} cannot be read: ${(cause as Error).message}`, { cause });
  });
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new ServingError("INVALID_ARGUMENT", `${path} has no prompts`);
  return lines.slice(0, limit).map((line, i) => {
    try {
      const { messages, prompt, answer } = JSON.parse(line);
      const turns: Message[] = messages ?? [{ role: "user", content: String(prompt) }];
      return { ids: encode(turns), answer: typeof answer === "number" ? answer : undefined };
    } catch (cause) {
      throw new ServingError("INVALID_ARGUMENT", `${path}:${i + 1} is no JSON line with messages or prompt`, { cause });
    }
  });
}

function lastNumber(text: string): number | undefined {
  const last = text.match(/\d+/g)?.at(-1);
  return last === undefined ? undefined : Number(last);
}
