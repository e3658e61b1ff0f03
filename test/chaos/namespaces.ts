import { spawnSync } from "node:child_process";
import { driver, type Network, type Wire } from "./network.js";

/**
 * A network of Linux network namespaces: every node its own, every link between two of them a pair of interfaces of its own. A cut
 * link loses what is sent over it, in both directions, and tells nobody: the kernels resend and give up as they would over a
 * broken switch. Needs root, or CAP_NET_ADMIN and CAP_SYS_ADMIN.
 */
export class Namespaces implements Network {
  readonly bind = "0.0.0.0";
  readonly #prefix = `u${process.pid.toString(36)}`;
  readonly #nodes = new Map<string, string>();
  #links = 0;

  /** Why there can be none here, or undefined. */
  static problem(): string | undefined {
    const name = `u${process.pid.toString(36)}-try`;
    const tried = spawnSync("ip", ["netns", "add", name], { encoding: "utf8" });
    if (tried.error) return `ip (iproute2) is not on PATH`;
    if (tried.status !== 0) return tried.stderr.trim();
    const pair = ["link", "add", "veth0", "type", "veth", "peer", "name", "veth1"];
    const paired = spawnSync("ip", ["-n", name, ...pair], { encoding: "utf8" });
    ip("netns", "del", name);
    return paired.status === 0 ? undefined : paired.stderr.trim();
  }

  /** @returns what a program's command line begins with to run on this node */
  command(node: string): readonly string[] {
    return node === driver ? [] : ["ip", "netns", "exec", this.#nodeOf(node)];
  }

  /** Joins two nodes. */
  async link(from: string, to: string, port: number): Promise<Wire> {
    const number = this.#links++;
    const [near, far] = [`${this.#prefix}a${number}`, `${this.#prefix}b${number}`];
    const ends = [
      { at: this.#at(from), name: near, address: `10.213.${number}.1` },
      { at: this.#at(to), name: far, address: `10.213.${number}.2` },
    ] as const;
    ip(...ends[0].at, "link", "add", near, "type", "veth", "peer", "name", far);
    if (to !== driver) ip(...ends[0].at, "link", "set", far, "netns", this.#nodeOf(to));
    for (const { at, name, address } of ends) {
      ip(...at, "address", "add", `${address}/30`, "dev", name);
      ip(...at, "link", "set", name, "up");
    }
    return new NamespaceLink(ends, port);
  }

  /** Everything that was made goes with its namespaces; the driver's ends with their peers. */
  close(): void {
    for (const namespace of this.#nodes.values()) ip("netns", "del", namespace);
  }

  #at(node: string): readonly string[] {
    return node === driver ? [] : ["-n", this.#nodeOf(node)];
  }

  #nodeOf(node: string): string {
    let namespace = this.#nodes.get(node);
    if (!namespace) {
      namespace = `${this.#prefix}-${node}`;
      ip("netns", "add", namespace);
      ip("-n", namespace, "link", "set", "lo", "up");
      this.#nodes.set(node, namespace);
    }
    return namespace;
  }
}

interface End {
  /** Of `ip`: the namespace that it is in. */
  readonly at: readonly string[];
  readonly name: string;
  readonly address: string;
}

class NamespaceLink implements Wire {
  readonly #ends: readonly [End, End];
  readonly #port: number;
  #cut = false;

  constructor(ends: readonly [End, End], port: number) {
    this.#ends = ends;
    this.#port = port;
  }

  get address(): string {
    return `${this.#ends[1].address}:${this.#port}`;
  }

  /** From now on each end sends to a neighbour that does not exist. */
  cut(): void {
    this.#cut = true;
    this.#neighbours("replace", "lladdr", "02:00:00:00:00:00", "nud", "permanent");
  }

  /** What was not given up meanwhile is sent again and arrives; what was is reset, whichever was asked for. */
  heal(): void {
    if (this.#cut) this.#neighbours("del");
    this.#cut = false;
  }

  /** Does it at each end with what that knows of the other. */
  #neighbours(what: string, ...how: readonly string[]): void {
    const [near, far] = this.#ends;
    ip(...near.at, "neighbour", what, far.address, ...how, "dev", near.name);
    ip(...far.at, "neighbour", what, near.address, ...how, "dev", far.name);
  }
}

/** @throws {Error} with what `ip` says */
function ip(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr.trim()}`);
}
