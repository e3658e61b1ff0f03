import { type Service, startService } from "@unmask/runtime";
import { Command } from "commander";
import type { Io } from "../io.js";

/** The services that can be processes of their own; each is loaded when its command runs. */
const services = {
  gateway: {
    summary: "take requests over gRPC and HTTP; the queue is on Redis",
    load: async () => (await import("@unmask/gateway")).gatewayService as unknown as Service,
  },
  scheduler: {
    summary: "take jobs from the queue on Redis and share their steps among workers",
    load: async () => (await import("@unmask/scheduler")).schedulerService as unknown as Service,
  },
  worker: {
    summary: "load a model and run step batches for the schedulers",
    load: async () => (await import("@unmask/worker")).workerService as unknown as Service,
  },
};

/** `unmask gateway`, `unmask scheduler`, `unmask worker`: configured by environment variables alone, as containers are. */
export function serviceCommands(io: Io): Command[] {
  return Object.entries(services).map(([name, { summary, load }]) =>
    new Command(name)
      .summary(summary)
      .description(
        `Run the ${name} as a process of its own: ${summary}.\n\nSet by environment variables; docs/settings.md lists them.`,
      )
      .action(async () => startService(await load(), io.env)),
  );
}
