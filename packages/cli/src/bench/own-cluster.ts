import { setMaxListeners } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient, type Usage } from "@unmask/client";
import { createLogger, type Metrics } from "@unmask/runtime";
import type { Io } from "../io.js";
import type { Cluster } from "../serve/cluster.js";
import { type ServeFlags, serveSettings } from "../serve/settings.js";

/** Not the default strategy: a fixed schedule has the same steps wherever it runs. */
export const params = { strategy: "low_confidence", blockLength: 8, eosEarlyStop: false };
export const prompts = Array.from(
  { length: 16 },
  (_, i) => `Tom has ${i + 11} marbles and buys ${i + 3} more. How many has he?`,
);

/** A whole cluster in this process with a client, for as long as a measurement takes. */
export interface OwnCluster {
  readonly cluster: Cluster;
  readonly client: UnmaskClient;
  readonly modelFolder: string;
  close(): Promise<void>;
}

/**
 * On free ports and a data folder of its own; workers have one thread each.
 * @param redisUrl where the queue is, instead of in the folder; what else is in that queue would be worked on, too
 */
export async function startOwnCluster(
  given: ServeFlags,
  io: Io,
  metrics?: Metrics,
  redisUrl?: string,
): Promise<OwnCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), "unmask-bench-"));
  const any = "127.0.0.1:0";
  const env = redisUrl === undefined ? {} : { REDIS_URL: redisUrl };
  const settings = { ...serveSettings({ threads: 1, grpc: any, http: any, ...given }, { ...io, env }), dataDir };
  const { startCluster } = await import("../serve/cluster.js");
  const cluster = await startCluster(settings, createLogger({ level: "silent" }), metrics);
  const client = new UnmaskClient({ address: `127.0.0.1:${cluster.grpcPort}` });
  return {
    cluster,
    client,
    modelFolder: settings.modelFolder,
    async close() {
      client.close();
      await cluster.close({ graceMs: 0 });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A request that is done, as its client saw it. */
export interface Answered {
  readonly endToEndMs: number;
  readonly usage: Usage;
}

/** Keeps `clients` requests under way. @returns the way to stop, which resolves when none is left */
export function keepAsking(
  client: UnmaskClient,
  clients: number,
  genLength: number,
  onAnswer: (answered: Answered) => void = () => {},
): () => Promise<void> {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  let asked = 0;
  const ask = async () => {
    while (!stopping.signal.aborted) {
      const prompt = prompts[asked++ % prompts.length]!;
      const startMs = performance.now();
      await client.generate({ prompt, params: { ...params, genLength } }, { signal: stopping.signal }).then(
        ({ usage }) => onAnswer({ endToEndMs: performance.now() - startMs, usage }),
        () => {},
      );
    }
  };
  const asking = Array.from({ length: clients }, ask);
  return async () => {
    stopping.abort();
    await Promise.all(asking);
  };
}
