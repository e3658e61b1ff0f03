import { setMaxListeners } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient } from "@unmask/client";
import { resolveParams } from "@unmask/diffusion";
import { createLogger } from "@unmask/runtime";
import { Command } from "commander";
import { BareLoops } from "../bench/bare-loops.js";
import { spreadOf } from "../bench/summary.js";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { number, sameAs } from "../options/values.js";
import { rules, serveSettings } from "../serve/settings.js";

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

/** Not the default strategy: a fixed schedule has the same steps in both. */
const params = { strategy: "low_confidence", blockLength: 8, eosEarlyStop: false };
const prompts = Array.from(
  { length: 16 },
  (_, i) => `Tom has ${i + 11} marbles and buys ${i + 3} more. How many has he?`,
);

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
  const dataDir = await mkdtemp(join(tmpdir(), "unmask-bench-"));
  const any = "127.0.0.1:0";
  const given = { ...(flags.model !== undefined && { model: flags.model }), workers, threads: 1, grpc: any, http: any };
  const settings = { ...serveSettings(given, { ...io, env: {} }), dataDir };
  const { startCluster } = await import("../serve/cluster.js");
  const { loadText } = await import("@unmask/text");
  const text = await loadText(settings.modelFolder);
  const inputs = prompts.map((prompt) => {
    const promptIds = text.encodeChat([{ role: "user", content: prompt }]);
    return {
      promptIds,
      params: resolveParams({ ...params, genLength }, promptIds.length, text),
      special: text.special,
    };
  });
  const cluster = await startCluster(settings, createLogger({ level: "silent" }));
  const loops = await BareLoops.start(workers, settings.modelFolder, 1, inputs);
  const client = new UnmaskClient({ address: `127.0.0.1:${cluster.grpcPort}` });
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
    client.close();
    loops.close();
    await cluster.close({ graceMs: 0 });
    await rm(dataDir, { recursive: true, force: true });
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
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  let asked = 0;
  const ask = async () => {
    while (!stopping.signal.aborted) {
      const prompt = prompts[asked++ % prompts.length]!;
      await client.generate({ prompt, params: { ...params, genLength } }, { signal: stopping.signal }).catch(() => {});
    }
  };
  const asking = Array.from({ length: clients }, ask);
  // Until everything is under way: the cluster is measured full, as the bare loops are.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const [before, startMs] = [await stepsSoFar(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, forMs));
  const [after, endMs] = [await stepsSoFar(), performance.now()];
  stopping.abort();
  await Promise.all(asking);
  return ((after - before) / (endMs - startMs)) * 1000;
}
