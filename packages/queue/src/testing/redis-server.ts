import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { hasProgram } from "../../../../test/support/programs.js";

export const hasRedisServer = hasProgram("redis-server");

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A redis-server of the test's own, on a free port, in a temporary folder. */
export async function startRedisServer(onPort?: number): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "unmask-redis-"));
  const port = onPort ?? (await freePort());
  const server = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""], {
    stdio: "ignore",
  });
  const url = `redis://127.0.0.1:${port}`;
  await answering(url);
  return {
    url,
    async stop() {
      await ended(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** ioredis itself tries again until the server is up. */
async function answering(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.ping();
  client.disconnect();
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}
