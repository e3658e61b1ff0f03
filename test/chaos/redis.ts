import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Redis } from "ioredis";

export interface DurableRedisOptions {
  readonly folder: string;
  readonly bind: string;
  readonly port: number;
  /** Where the process that starts it reaches it. */
  readonly url: string;
  /** What the command line begins with. */
  readonly command: readonly string[];
}

/** A redis-server that writes down what it is told before it says so, and can be killed and started again. */
export class DurableRedis {
  readonly #options: DurableRedisOptions;
  #server: ChildProcess | undefined;

  constructor(options: DurableRedisOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.url;
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
    const { folder, bind, port, url, command } = this.#options;
    const place = ["--port", `${port}`, "--bind", bind, "--protected-mode", "no", "--dir", folder];
    const [program, ...args] = [...command, "redis-server", ...place, ...durable];
    this.#server = spawn(program!, args, { stdio: "ignore" });
    const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
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
