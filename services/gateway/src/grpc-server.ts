import { once } from "node:events";
import { createServer } from "node:net";
import { Server, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import { publicDescriptors, serverCredentials, type Tls } from "@unmask/wire";
import { HealthImplementation, service as healthService } from "grpc-health-check";
import type { Access } from "./access/access.js";
import { guard } from "./access/grpc-guard.js";
import { cannotListen, parseAddress } from "./address.js";
import { endSlowSenders } from "./slow-senders.js";

export interface GrpcServer {
  readonly port: number;
  /** The health protocol says NOT_SERVING from now on, and no more calls are taken. */
  drain(): void;
  /** Ends every connection; calls that were answered within `flushMs` get their answers. */
  close(flushMs: number): Promise<void>;
}

/** A service and what answers it. */
export type ServedService = readonly [ServiceDefinition, UntypedServiceImplementation];

/**
 * The given services, the health protocol, and reflection, so that grpcurl needs no proto files.
 * @throws {ServingError} INVALID_ARGUMENT for a bad address, FAILED_PRECONDITION for one that is taken
 */
export async function startGrpcServer(
  address: string,
  services: readonly ServedService[],
  maxRequestBytes: number,
  access: Access,
  tls: Tls | undefined,
  messageMs: number,
): Promise<GrpcServer> {
  await checkFree(address);
  const server = new Server({
    "grpc.max_receive_message_length": maxRequestBytes,
    // A caller whose machine vanished sends no goodbye; unanswered pings end its calls.
    "grpc.keepalive_time_ms": 30_000,
    "grpc.keepalive_timeout_ms": 10_000,
    interceptors: [endSlowSenders(messageMs)],
  });
  for (const [definition, handlers] of services) server.addService(definition, guard(definition, handlers, access));
  // "" is the whole server.
  const healthNames = ["", ...services.map(([definition]) => nameOf(definition))];
  const health = new HealthImplementation();
  const setHealth = (status: "SERVING" | "NOT_SERVING") => {
    for (const name of healthNames) health.setStatus(name, status);
  };
  setHealth("SERVING");
  health.addToServer(server);
  // A message type carries the descriptors of its whole file.
  const described = { ...healthService.Check!.requestType, fileDescriptorProtos: publicDescriptors() };
  new ReflectionService({ described, health: healthService.Check!.requestType }).addToServer(server);

  const port = await bind(server, address, tls);
  let drained: Promise<void> | undefined;
  const drain = () => {
    setHealth("NOT_SERVING");
    drained ??= new Promise((resolve) => server.tryShutdown(() => resolve()));
    return drained;
  };
  return {
    port,
    drain,
    async close(flushMs) {
      const timer = setTimeout(() => server.forceShutdown(), flushMs);
      await drain();
      clearTimeout(timer);
      server.forceShutdown();
    },
  };
}

/** Such as "unmask.v1.GenerationService". */
function nameOf(definition: ServiceDefinition): string {
  return Object.values(definition)[0]!.path.split("/")[1]!;
}

/** Asked of the system first: grpc-js would print a line of its own about a taken address. */
async function checkFree(address: string): Promise<void> {
  const { host, port } = parseAddress(address);
  if (port === 0) return;
  const probe = createServer();
  try {
    await once(probe.listen(port, host), "listening");
  } catch (error) {
    throw cannotListen("gRPC", address, error);
  }
  await new Promise((resolve) => probe.close(resolve));
}

function bind(server: Server, address: string, tls: Tls | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, serverCredentials(tls), (error, port) => {
      if (!error) return resolve(port);
      server.forceShutdown();
      reject(cannotListen("gRPC", address, error));
    });
  });
}
