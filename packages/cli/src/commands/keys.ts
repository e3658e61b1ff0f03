import { Command, Option } from "commander";
import type { Io } from "../io.js";
import { number } from "../options/values.js";

interface Flags {
  readonly file: string;
  readonly tenant?: string;
  readonly scope?: string[];
  readonly priority?: "interactive" | "standard" | "batch";
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly maxJobs?: number;
  readonly expires?: string;
}

const description = `Make an API key: it is printed once, and only its hash is put into the keys file.

A server that was started with that file (unmask serve --keys FILE) knows the key within seconds. To take a key away, remove
its entry.`;

export function keysCommand(io: Io): Command {
  const add = new Command("add")
    .summary("make a key and add it to a keys file")
    .description(description)
    .argument("<id>", "what the key is called")
    .option("--file <path>", "the keys file", "keys.json")
    .option("--tenant <name>", "whose requests these are (default: the id)")
    .option("--scope <name...>", "what it may do: generate, jobs, batches, models (default: all)")
    .addOption(new Option("--priority <class>").choices(["interactive", "standard", "batch"]))
    .option("--requests-per-minute <n>", "over all gateways", number)
    .option("--tokens-per-minute <n>", "prompt and canvas, over all gateways", number)
    .option("--max-jobs <n>", "of its tenant, waiting or running, when it submits another one", number)
    .option("--expires <time>", "such as 2027-01-01T00:00:00Z")
    .action(async (id: string, flags: Flags) => {
      const { addKey } = await import("@unmask/gateway");
      const { file, tenant = id, scope, priority, requestsPerMinute, tokensPerMinute, maxJobs, expires } = flags;
      const secret = await addKey(file, {
        id,
        tenant,
        ...(scope && { scopes: scope as never }),
        ...(priority && { priority }),
        ...(requestsPerMinute !== undefined && { requests_per_minute: requestsPerMinute }),
        ...(tokensPerMinute !== undefined && { tokens_per_minute: tokensPerMinute }),
        ...(maxJobs !== undefined && { max_jobs: maxJobs }),
        ...(expires !== undefined && { expires }),
      });
      io.stdout.write(`${secret}\n`);
      io.stderr.write(`This is the only time that the key is shown. ${file} keeps its hash.\n`);
    });
  return new Command("keys").summary("make API keys").description(description).addCommand(add);
}
