import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildDenoiseGraph } from "@unmask/denoiser";
import { freePort } from "../../packages/queue/src/testing/redis-server.js";
import { UnmaskProcess } from "../support/serve.js";
import { attachLiar } from "./liar.js";
import { Link } from "./link.js";
import type { Fault, Targets } from "./plan.js";
import { DurableRedis } from "./redis.js";

const model = fileURLToPath(new URL("../../models/pebble", import.meta.url));

interface Service {
  /** As an operator would start it. */
  start(): UnmaskProcess;
  running: UnmaskProcess;
  /** Killed, and not started again yet. */
  down: boolean;
}

/** A whole cluster of processes, every connection between two of them over a link that can be cut. */
export class ChaosCluster {
  readonly #folder: string;
  readonly #redis: DurableRedis;
  readonly #services = new Map<string, Service>();
  readonly #links = new Map<string, Link>();
  readonly #gateways: string[] = [];
  readonly #operations = new Map<string, string>();
  readonly #schedulerPorts: number[] = [];
  #digest = "";
  #closed = false;

  private constructor(folder: string, redisPort: number) {
    this.#folder = folder;
    this.#redis = new DurableRedis(redisPort, folder);
  }

  /**
   * Two gateways, two schedulers, three workers, one Redis.
   * @param ofGateways further settings of theirs
   */
  static async start(ofGateways: Record<string, string> = {}): Promise<ChaosCluster> {
    const folder = await mkdtemp(join(tmpdir(), "unmask-chaos-"));
    const cluster = new ChaosCluster(folder, await freePort());
    await cluster.#redis.start();
    cluster.#digest = (await buildDenoiseGraph(model)).manifest.modelDigest;
    for (const name of ["scheduler-1", "scheduler-2"]) {
      const port = await freePort();
      cluster.#schedulerPorts.push(port);
      await cluster.#add(name, "scheduler", { UNMASK_SCHEDULER_LISTEN: `127.0.0.1:${port}`, UNMASK_GRACE_MS: "500" });
    }
    for (const name of ["gateway-1", "gateway-2"]) {
      const address = `127.0.0.1:${await freePort()}`;
      cluster.#gateways.push(address);
      await cluster.#add(name, "gateway", { UNMASK_GRPC: address, UNMASK_GRACE_MS: "500", ...ofGateways });
    }
    for (const name of ["worker-1", "worker-2", "worker-3"]) {
      const ways = await Promise.all(
        cluster.#schedulerPorts.map((port, i) => cluster.#link(`${name} to scheduler-${i + 1}`, port)),
      );
      await cluster.#add(name, "worker", { UNMASK_SCHEDULERS: ways.map((port) => `127.0.0.1:${port}`).join() });
    }
    const workers = [...cluster.#services].filter(([name]) => name.startsWith("worker"));
    await Promise.all(workers.map(([, { running }]) => running.printed(/attached to scheduler/)));
    const gateways = [...cluster.#services].filter(([name]) => name.startsWith("gateway"));
    await Promise.all(gateways.map(([, { running }]) => running.printed(/gateway listening/)));
    return cluster;
  }

  /** gRPC endpoints. */
  get gateways(): readonly string[] {
    return this.#gateways;
  }

  /** Where each process serves /metrics: its name → HOST:PORT. */
  get operations(): ReadonlyMap<string, string> {
    return this.#operations;
  }

  /** Process ids by name. */
  get pids(): ReadonlyMap<string, number> {
    return new Map([...this.#services].map(([name, { running }]) => [name, running.pid]));
  }

  get redisPort(): number {
    return this.#redis.port;
  }

  get targets(): Targets {
    const named = (kind: string) => [...this.#services.keys()].filter((name) => name.startsWith(kind));
    return {
      gateways: named("gateway"),
      schedulers: named("scheduler"),
      workers: named("worker"),
      links: [...this.#links.keys()],
    };
  }

  /** Does it, and mends it again. What only clients can do is not for here. */
  async suffer(fault: Fault): Promise<void> {
    switch (fault.kind) {
      case "kill":
      case "terminate": {
        const service = this.#services.get(fault.target)!;
        if (service.down) return;
        service.down = true;
        service.running.child.kill("SIGCONT");
        await service.running.kill(fault.kind === "kill" ? "SIGKILL" : "SIGTERM");
        await sleep(fault.downMs);
        if (!this.#closed) service.running = service.start();
        service.down = false;
        return;
      }
      case "pause": {
        const { child } = this.#services.get(fault.target)!.running;
        child.kill("SIGSTOP");
        await sleep(fault.forMs);
        child.kill("SIGCONT");
        return;
      }
      case "cut": {
        const link = this.#links.get(fault.link)!;
        link.cut();
        await sleep(fault.forMs);
        link.heal(fault.heal);
        return;
      }
      case "restart_redis":
        await this.#redis.kill();
        await sleep(fault.downMs);
        if (!this.#closed) await this.#redis.start();
        return;
      case "liar": {
        const port = this.#schedulerPorts[fault.atMs % this.#schedulerPorts.length]!;
        const hello = {
          workerId: `liar-${fault.atMs}`,
          model: "pebble",
          modelDigest: this.#digest,
          device: "liar",
          maxInFlight: 2,
          maxRows: 8,
          maxTokens: 8192,
          maxLength: 1024,
          vocabSize: 1024,
        };
        const leave = attachLiar(`127.0.0.1:${port}`, hello, fault.lie);
        await sleep(fault.forMs);
        leave();
        return;
      }
      case "drop_clients":
      case "burst":
        return;
      default:
        fault satisfies never;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { running } of this.#services.values()) running.child.kill("SIGCONT");
    await Promise.all([...this.#services.values()].map(({ running }) => running.kill("SIGKILL")));
    for (const link of this.#links.values()) link.close();
    await this.#redis.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #add(name: string, service: string, settings: Record<string, string>): Promise<void> {
    const redis = service === "worker" ? 0 : await this.#link(`${name} to redis`, this.#redis.port);
    const operations = `127.0.0.1:${await freePort()}`;
    this.#operations.set(name, operations);
    const env = {
      [service === "gateway" ? "UNMASK_HTTP" : "UNMASK_METRICS"]: operations,
      UNMASK_LOG_LEVEL: "info",
      UNMASK_MODEL: model,
      UNMASK_THREADS: "1",
      REDIS_URL: `redis://127.0.0.1:${redis}`,
      ...settings,
    };
    const start = () => new UnmaskProcess([], env, `services/${service}/dist/main.js`);
    this.#services.set(name, { start, running: start(), down: false });
  }

  async #link(name: string, to: number): Promise<number> {
    const link = await Link.open(to);
    this.#links.set(name, link);
    return link.port;
  }
}
