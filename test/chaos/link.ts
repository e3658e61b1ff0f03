import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Wire } from "./network.js";

/** A TCP connection's way between two processes, which can be cut: bytes stay where they are, nobody is told. */
export class Link implements Wire {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #cut = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param to port on this machine */
  static async open(to: number): Promise<Link> {
    const server = createServer({ pauseOnConnect: true });
    const link = new Link(server);
    server.on("connection", (client) => link.#join(client, connect(to, "127.0.0.1")));
    await once(server.listen(0, "127.0.0.1"), "listening");
    return link;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  cut(): void {
    this.#cut = true;
    for (const sockets of this.#pairs) for (const socket of sockets) socket.pause();
  }

  heal(how: "late" | "reset"): void {
    this.#cut = false;
    for (const sockets of this.#pairs) {
      for (const socket of sockets) {
        if (how === "late") socket.resume();
        else socket.destroy();
      }
    }
  }

  close(): void {
    this.heal("reset");
    this.#server.close();
  }

  #join(client: Socket, server: Socket): void {
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    for (const [from, to] of [pair, [server, client] as const]) {
      from.on("data", (bytes) => {
        if (!to.destroyed) to.write(bytes);
      });
      from.on("end", () => to.end());
      from.on("error", () => {});
      from.on("close", () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
      if (!this.#cut) from.resume();
    }
  }
}
