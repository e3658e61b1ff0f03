import type { Server } from "node:net";
import type { Logger } from "@unmask/runtime";

/** How often the log says that connections are turned away. */
const quietMs = 60_000;

/** Connections above `most` are closed as they come; those that are there are not touched. */
export function limitConnections(server: Server, protocol: "gRPC" | "HTTP", most: number, log: Logger): void {
  server.maxConnections = most;
  let saidMs = Number.NEGATIVE_INFINITY;
  server.on("drop", () => {
    if (performance.now() - saidMs < quietMs) return;
    saidMs = performance.now();
    log.warn({ protocol, most }, "connections turned away: as many are open as there may be");
  });
}
