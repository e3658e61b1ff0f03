import { writeFile } from "node:fs/promises";
import type { UnmaskClient } from "@unmask/client";
import { ServingError } from "@unmask/wire";
import { Command } from "commander";
import { type Arrivals, arrivalTimes } from "../bench/arrivals.js";
import { measureAll } from "../bench/measure.js";
import { latencyPlot } from "../bench/plot.js";
import { numbers } from "../bench/random.js";
import { reportLines } from "../bench/report.js";
import { type Goodput, summarise } from "../bench/summary.js";
import { requestsFromFile, syntheticRequests } from "../bench/workload.js";
import type { Io } from "../io.js";
import { addSamplingOptions, type SamplingFlags, samplingParams } from "../options/sampling.js";
import { addServerOptions, type ServerFlags, withClient } from "../options/server.js";
import { number } from "../options/values.js";

interface Flags extends SamplingFlags, ServerFlags {
  readonly numPrompts: number;
  readonly requestRate?: number;
  readonly burstiness: number;
  readonly maxConcurrency?: number;
  readonly rampUpStrategy?: string;
  readonly rampUpStartRps?: number;
  readonly rampUpEndRps?: number;
  readonly dataset?: string;
  readonly randomInputLen: number;
  readonly goodput?: Goodput;
  readonly metricPercentiles: readonly number[];
  readonly numWarmups: number;
  readonly loadSeed: number;
  readonly saveResult?: string;
  readonly plot?: string;
  readonly json?: true;
}

const description = `Ask a running cluster many things, and say how it went.

Tokens are visible ones only: neither the prompt's nor what stands behind an answer's end. Time to first commit is until the first
step's tokens are there. Flags have the names that other servers' benchmarks gave them.`;

export function benchServeCommand(io: Io): Command {
  const command = new Command("serve")
    .summary("load on a running cluster: tokens/s, latency, goodput")
    .description(description)
    .option("--num-prompts <n>", "requests", number, 100)
    .option("--request-rate <rps>", "requests a second (default: inf, all at once)", rate)
    .option("--burstiness <shape>", "of the gaps: 1 is Poisson, less is burstier", number, 1)
    .option("--max-concurrency <n>", "requests under way at once, at most (default: no limit)", number)
    .option("--ramp-up-strategy <kind>", "linear or exponential: the rate goes from one value to another")
    .option("--ramp-up-start-rps <rps>", "where the ramp begins", number)
    .option("--ramp-up-end-rps <rps>", "where the ramp ends", number)
    .option("--dataset <file>", "prompts: JSON lines with prompt or messages, or plain lines; over and over")
    .option("--random-input-len <words>", "length of the synthetic prompts without --dataset", number, 32)
    .option("--goodput <objective...>", "such as ttfc:200 e2el:1000, milliseconds", objective)
    .option("--metric-percentiles <list>", "such as 50,90,99", percentiles, [50, 90, 99])
    .option("--num-warmups <n>", "requests that are not counted, sent before", number, 2)
    .option("--load-seed <n>", "of the prompts and their times", number, 0)
    .option("--save-result <file>", "writes the summary and every request as JSON")
    .option("--plot <file>", "writes every request's latency over time as SVG")
    .option("--json", "print the summary as one JSON object");
  addServerOptions(addSamplingOptions(command));
  return command.action((flags: Flags) => withClient(flags, io, (client, signal) => bench(client, flags, io, signal)));
}

async function bench(client: UnmaskClient, flags: Flags, io: Io, signal: AbortSignal): Promise<void> {
  const { numPrompts, numWarmups, maxConcurrency = Number.POSITIVE_INFINITY } = flags;
  const random = numbers(flags.loadSeed);
  const params = samplingParams(flags);
  const count = numPrompts + numWarmups;
  const requests = flags.dataset
    ? await requestsFromFile(flags.dataset, count, params)
    : syntheticRequests(count, flags.randomInputLen, params, random);
  for (const request of requests.slice(0, numWarmups)) await client.generate(request, { signal });

  const atMs = arrivalTimes(numPrompts, arrivals(flags), random);
  let done = 0;
  const live = "isTTY" in io.stderr && io.stderr.isTTY;
  const tell = () => live && io.stderr.write(`\r${done} of ${numPrompts} answered`);
  const startMs = performance.now();
  const measured = await measureAll(client, requests.slice(numWarmups), atMs, maxConcurrency, signal, () => {
    done += 1;
    tell();
  });
  const summary = summarise(measured, performance.now() - startMs, flags.metricPercentiles, flags.goodput);
  if (live) io.stderr.write("\r\x1b[K");
  io.stdout.write(flags.json ? `${JSON.stringify(summary)}\n` : `${reportLines(summary).join("\n")}\n`);
  if (flags.saveResult) await writeFile(flags.saveResult, `${JSON.stringify({ summary, requests: measured })}\n`);
  if (flags.plot) await writeFile(flags.plot, latencyPlot(measured));
}

/** @throws {ServingError} INVALID_ARGUMENT for rates that are none, or half a ramp */
function arrivals({
  requestRate = Number.POSITIVE_INFINITY,
  burstiness,
  rampUpStrategy,
  rampUpStartRps,
  rampUpEndRps,
}: Flags): Arrivals {
  for (const [name, value] of Object.entries({
    "request-rate": requestRate,
    burstiness,
    "ramp-up-start-rps": rampUpStartRps ?? 1,
    "ramp-up-end-rps": rampUpEndRps ?? 1,
  }))
    if (!(value > 0)) throw new ServingError("INVALID_ARGUMENT", `--${name} must be above 0, got ${value}`);
  if (rampUpStrategy === undefined) return { rate: requestRate, burstiness };
  if (rampUpStrategy !== "linear" && rampUpStrategy !== "exponential")
    throw new ServingError(
      "INVALID_ARGUMENT",
      `--ramp-up-strategy must be linear or exponential, got "${rampUpStrategy}"`,
    );
  if (rampUpStartRps === undefined || rampUpEndRps === undefined)
    throw new ServingError("INVALID_ARGUMENT", "a ramp needs --ramp-up-start-rps and --ramp-up-end-rps");
  return { rate: requestRate, burstiness, ramp: { kind: rampUpStrategy, from: rampUpStartRps, to: rampUpEndRps } };
}

function rate(text: string): number {
  return text === "inf" ? Number.POSITIVE_INFINITY : number(text);
}

function percentiles(text: string): number[] {
  return text.split(",").map(number);
}

function objective(text: string, before: Goodput = {}): Goodput {
  const [name, value] = text.split(":");
  if ((name !== "ttfc" && name !== "e2el") || value === undefined)
    throw new ServingError("INVALID_ARGUMENT", `--goodput must be ttfc:MS or e2el:MS, got "${text}"`);
  return { ...before, [name]: number(value) };
}
