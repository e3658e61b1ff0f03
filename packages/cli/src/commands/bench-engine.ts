import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { UnmaskClient } from "@unmask/client";
import { resolveParams } from "@unmask/diffusion";
import { Command } from "commander";
import { BareLoops } from "../bench/bare-loops.js";
import { keepAsking, params, prompts, startOwnCluster } from "../bench/own-cluster.js";
import { spreadOf } from "../bench/summary.js";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { number, sameAs } from "../options/values.js";
import { rules } from "../serve/settings.js";

interface Flags {
  readonly model?: string;
  readonly workers: number;
  readonly clients: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly genLength: number;
  readonly json?: true;
}

const description = `The whole stack against the bare engine, on this machine, in one run.

Starts a cluster (client, gateway, embedded queue, scheduler, workers over gRPC) and as many bare loops, which do nothing but steps of
the same requests on the same model. They take turns, so that a busy machine slows both; the ratio is the figure to look at.`;

export function benchEngineCommand(io: Io): Command {
  return new Command("engine")
    .summary("the whole stack against a bare loop of the same steps: the ceiling")
    .description(description)
    .option("--model <folder>", "folder of the checkpoint (default: the model that ships, pebble)", sameAs(rules.model))
    .option("--workers <n>", "worker processes, and bare loops, of one thread each", number, availableParallelism())
    .option("--clients <n>", "requests under way in the cluster", number, 8 * availableParallelism())
    .option("--seconds <s>", "of each turn", number, 5)
    .option("--rounds <n>", "turns of each", number, 4)
    .option("--gen-length <tokens>", "of every request", number, 64)
    .option("--json", "print one JSON object")
    .action((flags: Flags) => interruptible((signal) => bench(flags, io, signal)));
}

async function bench(flags: Flags, io: Io, signal: AbortSignal): Promise<void> {
  const { workers, clients, seconds, rounds, genLength } = flags;
  const own = await startOwnCluster({ ...(flags.model !== undefined && { model: flags.model }), workers }, io);
  const { client, cluster, modelFolder } = own;
  const { loadText } = await import("@unmask/text");
  const text = await loadText(modelFolder);
  const inputs = prompts.map((prompt) => {
    const promptIds = text.encodeChat([{ role: "user", content: prompt }]);
    return {
      promptIds,
      params: resolveParams({ ...params, genLength }, promptIds.length, text),
      special: text.special,
    };
  });
  const loops = await BareLoops.start(workers, modelFolder, 1, inputs);
  const stepsSoFar = async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${cluster.httpPort}/metrics`)).text();
    return Number(/^unmask_sequence_steps_total\{.*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
  };
  const measured: { cluster: number; bare: number }[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted();
      const bare = await loops.run(seconds * 1000);
      const whole = await saturated(client, clients, genLength, seconds * 1000, stepsSoFar);
      measured.push({ cluster: whole, bare });
      const ratio = `${((100 * whole) / bare).toFixed(1)} %`;
      if (!flags.json)
        io.stdout.write(`bare ${bare.toFixed(1)} steps/s · cluster ${whole.toFixed(1)} sequence-steps/s · ${ratio}\n`);
    }
  } finally {
    loops.close();
    await own.close();
  }
  const ratios = spreadOf(
    measured.map(({ cluster, bare }) => cluster / bare),
    [50],
  );
  if (flags.json) io.stdout.write(`${JSON.stringify({ rounds: measured, medianRatio: ratios.percentiles.p50 })}\n`);
  else io.stdout.write(`median of the ratio: ${(100 * ratios.percentiles.p50!).toFixed(1)} %\n`);
}

/** @returns sequence-steps a second while `clients` requests are under way all the time */
async function saturated(
  client: UnmaskClient,
  clients: number,
  genLength: number,
  forMs: number,
  stepsSoFar: () => Promise<number>,
): Promise<number> {
  const stop = keepAsking(client, clients, genLength);
  // Until everything is under way: the cluster is measured full, as the bare loops are.
  await sleep(1000);
  const [before, startMs] = [await stepsSoFar(), performance.now()];
  await sleep(forMs);
  const [after, endMs] = [await stepsSoFar(), performance.now()];
  await stop();
  return ((after - before) / (endMs - startMs)) * 1000;
}
