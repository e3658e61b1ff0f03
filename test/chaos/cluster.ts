import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildDenoiseGraph } from "@unmask/denoiser";
import { freePort } from "../../packages/queue/src/testing/redis-server.js";
import { UnmaskProcess } from "../support/serve.js";
import { attachLiar } from "./liar.js";
import { Namespaces } from "./namespaces.js";
import { driver, type Network, Proxies, type Wire } from "./network.js";
import type { Fault, Targets } from "./plan.js";
import { DurableRedis } from "./redis.js";

const model = fileURLToPath(new URL("../../models/pebble", import.meta.url));

/** What links are made of. */
export const networkKinds = ["proxies", "namespaces"] as const;
export type NetworkKind = (typeof networkKinds)[number];

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
  readonly #network: Network;
  readonly #redisPort: number;
  readonly #redis: DurableRedis;
  readonly #services = new Map<string, Service>();
  readonly #links = new Map<string, Wire>();
  readonly #gateways: string[] = [];
  readonly #operations = new Map<string, string>();
  /** Where liars attach. */
  readonly #schedulers: string[] = [];
  #digest = "";
  #closed = false;

  private constructor(folder: string, network: Network, redisPort: number, redisAddress: string) {
    this.#folder = folder;
    this.#network = network;
    this.#redisPort = redisPort;
    const url = `redis://${redisAddress}`;
    this.#redis = new DurableRedis({
      folder,
      bind: network.bind,
      port: redisPort,
      url,
      command: network.command("redis"),
    });
  }

  /**
   * Two gateways, two schedulers, three workers, one Redis.
   * @param ofGateways further settings of theirs
   */
  static async start(kind: NetworkKind, ofGateways: Record<string, string> = {}): Promise<ChaosCluster> {
    const folder = await mkdtemp(join(tmpdir(), "unmask-chaos-"));
    const network = kind === "namespaces" ? new Namespaces() : new Proxies();
    const redisPort = await freePort();
    const { address } = await network.link(driver, "redis", redisPort);
    const cluster = new ChaosCluster(folder, network, redisPort, address);
    await cluster.#redis.start();
    cluster.#digest = (await buildDenoiseGraph(model)).manifest.modelDigest;
    const ports = new Map<string, number>();
    for (const name of ["scheduler-1", "scheduler-2"]) {
      const port = await freePort();
      ports.set(name, port);
      cluster.#schedulers.push((await network.link(driver, name, port)).address);
      const settings = { UNMASK_SCHEDULER_LISTEN: `${network.bind}:${port}`, UNMASK_GRACE_MS: "500" };
      await cluster.#add(name, "scheduler", settings);
    }
    for (const name of ["gateway-1", "gateway-2"]) {
      const address = `127.0.0.1:${await freePort()}`;
      cluster.#gateways.push(address);
      await cluster.#add(name, "gateway", { UNMASK_GRPC: address, UNMASK_GRACE_MS: "500", ...ofGateways });
    }
    for (const name of ["worker-1", "worker-2", "worker-3"]) {
      const ways = await Promise.all([...ports].map(([to, port]) => cluster.#link(name, to, port)));
      await cluster.#add(name, "worker", { UNMASK_SCHEDULERS: ways.join() });
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

  /** Where each process serves /metrics, on its own node: its name → HOST:PORT. */
  get operations(): ReadonlyMap<string, string> {
    return this.#operations;
  }

  /** Process ids by name. */
  get pids(): ReadonlyMap<string, number> {
    return new Map([...this.#services].map(([name, { running }]) => [name, running.pid]));
  }

  get redisUrl(): string {
    return this.#redis.url;
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
        const address = this.#schedulers[fault.atMs % this.#schedulers.length]!;
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
        const leave = attachLiar(address, hello, fault.lie);
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
    await this.#redis.kill();
    this.#network.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #add(name: string, service: string, settings: Record<string, string>): Promise<void> {
    const operations = `127.0.0.1:${await freePort()}`;
    this.#operations.set(name, operations);
    const env = {
      [service === "gateway" ? "UNMASK_HTTP" : "UNMASK_METRICS"]: operations,
      UNMASK_LOG_LEVEL: "info",
      UNMASK_MODEL: model,
      UNMASK_THREADS: "1",
      ...(service !== "worker" && { REDIS_URL: `redis://${await this.#link(name, "redis", this.#redisPort)}` }),
      ...settings,
    };
    const within = this.#network.command(nodeOf(name));
    const start = () => new UnmaskProcess([], env, `services/${service}/dist/main.js`, within);
    this.#services.set(name, { start, running: start(), down: false });
  }

  /** @returns the address under which the one reaches the other */
  async #link(from: string, to: string, port: number): Promise<string> {
    const wire = await this.#network.link(nodeOf(from), to, port);
    this.#links.set(`${from} to ${to}`, wire);
    return wire.address;
  }
}

function nodeOf(name: string): string {
  return name.startsWith("gateway") ? driver : name;
}
