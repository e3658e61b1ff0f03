import { once } from "node:events";
import { type AddressInfo, createServer, type Server as SocketServer } from "node:net";
import { Server, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import type { Logger } from "@unmask/runtime";
import { publicDescriptors, serverCredentials, type Tls } from "@unmask/wire";
import { HealthImplementation, service as healthService } from "grpc-health-check";
import type { Access } from "./access/access.js";
import { guard } from "./access/grpc-guard.js";
import { cannotListen, parseAddress } from "./address.js";
import { limitConnections } from "./connection-limit.js";
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

export interface GrpcServerOptions {
  readonly maxRequestBytes: number;
  readonly access: Access;
  readonly tls: Tls | undefined;
  /** How long a caller may owe a message, milliseconds. */
  readonly messageMs: number;
  readonly maxConnections: number;
  /** Calls at once on a connection; a client waits with further ones. */
  readonly maxStreams: number;
  readonly log: Logger;
}

/**
 * The given services, the health protocol, and reflection, so that grpcurl needs no proto files.
 * @throws {ServingError} INVALID_ARGUMENT for a bad address, FAILED_PRECONDITION for one that is taken
 */
export async function startGrpcServer(
  address: string,
  services: readonly ServedService[],
  { maxRequestBytes, access, tls, messageMs, maxConnections, maxStreams, log }: GrpcServerOptions,
): Promise<GrpcServer> {
  const server = new Server({
    "grpc.max_concurrent_streams": maxStreams,
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
  new ReflectionService({ described }).addToServer(server);

  // Sockets of our own, since grpc-js takes any number of them.
  const injector = server.createConnectionInjector(serverCredentials(tls));
  const sockets = createServer({ noDelay: true }, (socket) => injector.injectConnection(socket));
  limitConnections(sockets, "gRPC", maxConnections, log);
  const port = await listen(sockets, address);
  let drained: Promise<void> | undefined;
  const drain = () => {
    setHealth("NOT_SERVING");
    sockets.close();
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

async function listen(sockets: SocketServer, address: string): Promise<number> {
  const { host, port } = parseAddress(address);
  try {
    await once(sockets.listen(port, host), "listening");
  } catch (error) {
    throw cannotListen("gRPC", address, error);
  }
  return (sockets.address() as AddressInfo).port;
}
