import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ServingError } from "@unmask/wire";
import type { Metrics } from "./metrics/metrics.js";

export interface OperationsConfig {
  /** "host:port"; port 0 takes any free one. */
  readonly address: string;
  readonly metrics: Metrics;
  /** Why this process should get no work now, or undefined; may throw, which says the same. */
  readonly problem: () => string | undefined | Promise<string | undefined>;
}

export interface OperationsServer {
  readonly port: number;
  close(): void;
}

/**
 * GET /metrics, /livez and /readyz of a service that has no HTTP of its own.
 * @throws {ServingError} FAILED_PRECONDITION for an address that cannot be listened on
 */
export async function startOperationsServer(config: OperationsConfig): Promise<OperationsServer> {
  const server = createServer(async (request, response) => {
    const { status, type, body } = await answer(request.url ?? "/", config);
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await listen(server, config.address);
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer(url: string, { metrics, problem }: OperationsConfig): Promise<Answer> {
  switch (url.split("?")[0]) {
    case "/metrics":
      return { status: 200, type: metrics.contentType, body: await metrics.text() };
    case "/livez":
      return json(200, { status: "ok" });
    case "/readyz": {
      const reason = await Promise.resolve()
        .then(problem)
        .catch((error: Error) => error.message);
      return reason === undefined ? json(200, { status: "ok" }) : json(503, { status: "not ready", reason });
    }
    default:
      return json(404, { error: "there is /metrics, /livez and /readyz" });
  }
}

function json(status: number, body: object): Answer {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

async function listen(server: Server, address: string): Promise<void> {
  const colon = address.lastIndexOf(":");
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  server.listen(Number(address.slice(colon + 1)), host);
  try {
    await once(server, "listening");
  } catch (cause) {
    const message = `cannot serve metrics on ${address} (${(cause as Error).message}); choose another address with UNMASK_METRICS`;
    throw new ServingError("FAILED_PRECONDITION", message, { cause });
  }
}
