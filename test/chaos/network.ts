import { Link } from "./link.js";

/** How the processes of a chaos run reach each other. */
export interface Network {
  /** Where a process listens that others reach over a link. */
  readonly bind: string;
  /** @returns what a program's command line begins with to run on this node */
  command(node: string): readonly string[];
  /** The way from one node to a port of another, which can be cut. */
  link(from: string, to: string, port: number): Promise<Wire>;
  close(): void;
}

export interface Wire {
  /** "host:port", where the one end reaches the other. */
  readonly address: string;
  /** Nothing passes any more, and nobody is told. */
  cut(): void;
  /** @param how "late": what was held up arrives now; "reset": it never does, and both sides learn that */
  heal(how: "late" | "reset"): void;
}

/** The node of the process that drives the run, and of the gateways, which its clients reach on loopback. */
export const driver = "driver";

/** All nodes are one machine, every link a process in between that can hold on to what it is given. */
export class Proxies implements Network {
  readonly bind = "127.0.0.1";
  readonly #links: Link[] = [];

  command(): readonly string[] {
    return [];
  }

  async link(_from: string, _to: string, port: number): Promise<Wire> {
    const link = await Link.open(port);
    this.#links.push(link);
    return link;
  }

  close(): void {
    for (const link of this.#links) link.close();
  }
}
