import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Redis } from "ioredis";

/** A redis-server that writes down what it is told before it says so, and can be killed and started again. */
export class DurableRedis {
  readonly port: number;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const durable = [
      "--appendonly",
      "yes",
      "--appendfsync",
      "always",
      "--save",
      "",
      "--maxmemory-policy",
      "noeviction",
    ];
    const args = ["--port", `${this.port}`, "--bind", "127.0.0.1", "--dir", this.#folder, ...durable];
    this.#server = spawn("redis-server", args, { stdio: "ignore" });
    const client = new Redis(this.port, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on("error", () => {});
    // While it reads its file it answers with an error.
    while ((await client.ping().catch(() => "")) !== "PONG");
    client.disconnect();
  }

  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  }
}
