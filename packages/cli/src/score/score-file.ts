import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { ScoreRequest, ScoreResponse, UnmaskClient } from "@unmask/client";
import { ServingError, toServingError } from "@unmask/wire";
import { type Io, openInput, openOutput } from "../io.js";
import { type Line, readLines } from "../json-lines.js";
import { LiveLine } from "../view/live-line.js";
import { parseItem } from "./item.js";
import { type LineOutcome, outcomeJson, outcomeText } from "./outcome.js";
import { Tally } from "./tally.js";

export interface ScoreFileOptions {
  readonly client: UnmaskClient;
  /** Of every score. */
  readonly settings: Pick<ScoreRequest, "model" | "mcNum" | "cfgScale" | "seed" | "greedyCheck">;
  /** Continuations scored at a time, ≥ 1. */
  readonly concurrency: number;
  readonly io: Io;
  readonly signal: AbortSignal;
  /** JSON lines even on a terminal. */
  readonly json?: boolean;
  /** A file for the results instead of standard output. */
  readonly out?: string;
}

/** Fields that the command's flags set, so that a line is not at fault. */
const flagFields = ["mc_num", "cfg_scale", "seed"];

/**
 * Scores a file line by line and writes results in its order, each as soon as it and those before it are there.
 * @param file path, or - for standard input
 * @throws {ServingError} INVALID_ARGUMENT after the last line, where some could not be scored; at once for a failure that is
 *   no line's own
 */
export async function scoreFile(file: string, options: ScoreFileOptions): Promise<void> {
  const { io, signal, concurrency, out } = options;
  const input = await openInput(file, io);
  const output = await openOutput(out, io).catch((error: unknown) => {
    input.destroy();
    throw error;
  });
  // What is written on a terminal is progress enough.
  const onTerminal = out === undefined && io.stdout.isTTY === true;
  const status = onTerminal ? undefined : new LiveLine(io);
  const toText = onTerminal && !options.json ? outcomeText : outcomeJson;
  const tally = new Tally();
  const startMs = performance.now();
  const seconds = () => (performance.now() - startMs) / 1000;
  try {
    // Node's own map keeps the order and reads no further ahead than this.
    const lines = Readable.from(readLines(input)).map((line: Line) => scoreLine(line, options), {
      concurrency,
      signal,
    });
    for await (const outcome of lines as AsyncIterable<LineOutcome>) {
      tally.add(outcome);
      if ("error" in outcome && toText === outcomeJson) {
        status?.clear();
        io.stderr.write(`line ${outcome.line}: ${outcome.error.message}\n`);
      }
      if (!(await output.write(`${toText(outcome)}\n`))) break;
      status?.show(() => tally.progress(seconds()));
    }
  } finally {
    status?.clear();
    await output.close();
  }
  for (const line of tally.summary(seconds())) io.stderr.write(`${line}\n`);
  if (tally.failed > 0)
    throw new ServingError("INVALID_ARGUMENT", `${tally.failed} of ${tally.lines} lines could not be scored`);
}

async function scoreLine({ number, text }: Line, { client, settings, signal }: ScoreFileOptions): Promise<LineOutcome> {
  try {
    const item = parseItem(text);
    const scores: ScoreResponse[] = [];
    for (const target of item.targets)
      scores.push(await patiently(client, { ...item.input, ...target, ...settings }, signal));
    return { line: number, item, scores };
  } catch (thrown) {
    const error = toServingError(thrown);
    if (error.code === "INVALID_ARGUMENT" && !flagFields.includes(error.field ?? "")) return { line: number, error };
    throw error;
  }
}

/** A cluster that is full says when to come again; a long file is no reason to give up. */
async function patiently(client: UnmaskClient, request: ScoreRequest, signal: AbortSignal): Promise<ScoreResponse> {
  for (;;) {
    try {
      return await client.score(request, { signal });
    } catch (thrown) {
      const { code, retryAfterMs = 1000 } = toServingError(thrown);
      if (code !== "RESOURCE_EXHAUSTED") throw thrown;
      await sleep(retryAfterMs, undefined, { signal });
    }
  }
}
