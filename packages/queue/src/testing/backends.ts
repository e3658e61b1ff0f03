import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QueueOptions } from "../options.js";
import { hasRedisServer, startRedisServer } from "./redis-server.js";

/** A place to keep queues in, and the options that open one there. */
export interface Place {
  readonly options: QueueOptions;
  remove(): Promise<void>;
}

export interface TestedBackend {
  readonly kind: "redis" | "embedded";
  /** Why its tests cannot run here; undefined when they can. */
  readonly missing?: string;
  start(): Promise<Place>;
}

export const backends: readonly TestedBackend[] = [
  {
    kind: "embedded",
    async start() {
      const dataDir = await mkdtemp(join(tmpdir(), "unmask-queue-"));
      return { options: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) };
    },
  },
  {
    kind: "redis",
    ...(hasRedisServer ? {} : { missing: "no redis-server on PATH" }),
    async start() {
      const server = await startRedisServer();
      return { options: { redisUrl: server.url }, remove: () => server.stop() };
    },
  },
];
