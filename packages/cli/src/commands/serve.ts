import { createLogger, onShutdown } from "@unmask/runtime";
import { ModelError } from "@unmask/text";
import { ServingError, toServingError } from "@unmask/wire";
import { Command } from "commander";
import type { Io } from "../io.js";
import { sameAs } from "../options/values.js";
import { banner } from "../serve/banner.js";
import { rules, type ServeFlags, type ServeSettings, serveSettings } from "../serve/settings.js";

/** How long running sequences may go on after Ctrl-C; the next start takes up those that need longer. */
const GRACE_MS = 8000;

const variables =
  "UNMASK_MODEL, UNMASK_DATA, UNMASK_GRPC, UNMASK_HTTP, UNMASK_WORKERS, UNMASK_THREADS, UNMASK_DEVICE, UNMASK_KEYS, UNMASK_INSECURE (yes), UNMASK_LOG_LEVEL, UNMASK_METRICS_COMPAT";

const description = `Serve a model: gateway, scheduler and worker in one process, with an embedded queue or on a Redis.

Every flag has an environment variable: ${variables}. \
REDIS_URL (redis://HOST:PORT) puts the queue on a Redis, for more than one process.

Ctrl-C lets what is running finish for ${GRACE_MS / 1000} seconds and hands the rest back to the queue, where the next start finds it.`;

export function serveCommand(io: Io): Command {
  return new Command("serve")
    .summary("serve a model over gRPC and HTTP")
    .description(description)
    .option("--model <folder>", "folder of the checkpoint (default: the model that ships, pebble)", sameAs(rules.model))
    .option("--data <folder>", "where the embedded queue keeps its jobs (default: .unmask)", sameAs(rules.data))
    .option("--grpc <host:port>", "where to listen for gRPC (default: 127.0.0.1:50051)", sameAs(rules.grpc))
    .option("--http <host:port>", "where to listen for HTTP (default: 127.0.0.1:8080)", sameAs(rules.http))
    .option("--workers <n>", "worker processes (default: 1)", sameAs(rules.workers))
    .option("--device <name>", "cpu, cuda or webgpu (default: cpu)", sameAs(rules.device))
    .option("--threads <n>", "threads of each worker (default: all cores, shared out)", sameAs(rules.threads))
    .option("--keys <file>", "only who has one of its API keys is answered (docs/access.md)", sameAs(rules.keys))
    .option("--insecure", "listen beyond this machine without keys")
    .option(
      "--log-level <level>",
      "trace, debug, info, warn, error, fatal or silent (default: warn)",
      sameAs(rules.logLevel),
    )
    .option(
      "--metrics-compat <names>",
      "vllm adds vLLM's names of metrics (default: none)",
      sameAs(rules.metricsCompat),
    )
    .action((flags: ServeFlags) => serve(serveSettings(flags, io), io));
}

/** Returns when the cluster is ready; the process lives until a signal ends it. */
async function serve(settings: ServeSettings, io: Io): Promise<void> {
  const { logLevel, grpcAddress, httpAddress } = settings;
  const log = createLogger({ level: logLevel, pretty: process.stderr.isTTY });
  // Loaded here: the other commands start faster without ONNX Runtime, the queue and the servers.
  const { startCluster } = await import("../serve/cluster.js");
  const starting = startCluster(settings, log);
  const forget = onShutdown(async () => {
    const cluster = await starting.catch(() => undefined);
    if (!cluster) return;
    const { finished, handedBack } = await cluster.close({ graceMs: GRACE_MS });
    io.stdout.write(`Stopped: ${finished} running finished, ${handedBack} handed back to the queue.\n`);
  });
  try {
    const { model, grpcPort, httpPort } = await starting;
    const endpoints = {
      model,
      grpc: withPort(grpcAddress, grpcPort),
      http: withPort(httpAddress, httpPort),
      queue:
        settings.redisUrl === undefined
          ? `embedded in ${settings.dataDir}`
          : `on ${withoutPassword(settings.redisUrl)}`,
      asksForKeys: settings.keysFile !== undefined,
      tls: settings.tls.cert !== undefined,
      startMs: performance.now(),
    };
    io.stdout.write(banner(endpoints));
  } catch (error) {
    forget();
    const failure = startFailure(error);
    if (logLevel === "debug" || logLevel === "trace") log.debug({ err: error }, "start failed");
    throw failure;
  }
}

/** What cannot be served is wrong input to this command: an unreachable Redis and a folder that cannot be written included. */
function startFailure(error: unknown): ServingError {
  const known = toServingError(error);
  const fromSystem = error instanceof Error && "syscall" in error;
  if (!(error instanceof ModelError) && !fromSystem && known.code !== "UNAVAILABLE") return known;
  return new ServingError("FAILED_PRECONDITION", known.message, { cause: error });
}

function withPort(address: string, port: number): string {
  return `${address.slice(0, address.lastIndexOf(":"))}:${port}`;
}

function withoutPassword(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
