import { Command } from "commander";
import type { Finding } from "../doctor/finding.js";
import { Unhealthy } from "../failure.js";
import type { Io } from "../io.js";
import { sameAs } from "../options/values.js";
import { rules, type ServeFlags, type ServeSettings, serveSettings } from "../serve/settings.js";

const description = `Look at what "unmask serve" and the services need, with the same flags and variables.

One line each: ok, or fix with what to do. Exits with 1 when something must be done. With REDIS_URL it looks at that Redis \
instead of the embedded queue's folder.`;

export function doctorCommand(io: Io): Command {
  return new Command("doctor")
    .summary("look at what serving needs, and say what to do")
    .description(description)
    .option("--model <folder>", "folder of the checkpoint (default: the model that ships, pebble)", sameAs(rules.model))
    .option("--data <folder>", "where the embedded queue keeps its jobs (default: .unmask)", sameAs(rules.data))
    .option("--grpc <host:port>", "where to listen for gRPC (default: 127.0.0.1:50051)", sameAs(rules.grpc))
    .option("--http <host:port>", "where to listen for HTTP (default: 127.0.0.1:8080)", sameAs(rules.http))
    .option("--workers <n>", "worker processes (default: 1)", sameAs(rules.workers))
    .option("--device <name>", "cpu, cuda or webgpu (default: cpu)", sameAs(rules.device))
    .option("--keys <file>", "the API keys file", sameAs(rules.keys))
    .option("--insecure", "listen beyond this machine without keys")
    .action(async (flags: ServeFlags) => {
      const findings = await examine(serveSettings(flags, io));
      const width = Math.max(...findings.map(({ subject }) => subject.length));
      for (const { state, subject, text } of findings)
        io.stdout.write(`${state.padEnd(4)} ${subject.padEnd(width)}  ${text}\n`);
      const faults = findings.filter(({ state }) => state === "fix").length;
      if (faults > 0) throw new Unhealthy(faults);
    });
}

async function examine(settings: ServeSettings) {
  const { modelFolder, dataDir, grpcAddress, httpAddress, redisUrl, workers, device } = settings;
  // Loaded here: the other commands start faster without them.
  const [access, machine, model, redis] = await Promise.all([
    import("../doctor/access.js"),
    import("../doctor/machine.js"),
    import("../doctor/model.js"),
    import("../doctor/redis.js"),
  ]);
  const findings: (Finding | readonly Finding[])[] = [
    machine.checkNode(),
    machine.checkProviders(device),
    await model.checkModel(modelFolder),
    machine.checkMemory(await model.memoryNeeded(modelFolder, workers)),
    await machine.checkClock(),
    await (redisUrl === undefined ? machine.checkDataFolder(dataDir) : redis.checkRedis(redisUrl)),
    await machine.checkPort("gRPC", grpcAddress),
    await machine.checkPort("HTTP", httpAddress),
    await access.checkAccess(settings.keysFile, { gRPC: grpcAddress, HTTP: httpAddress }, settings.insecure),
    await access.checkTls(settings.tls),
    await machine.checkOpenFiles(),
  ];
  return findings.flat();
}
