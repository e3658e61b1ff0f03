import { UnmaskClient } from "@unmask/client";
import { addressSetting, readSettings } from "@unmask/runtime";
import { type Command, Option } from "commander";
import { interruptible } from "../interrupt.js";
import type { Io } from "../io.js";
import { sameAs } from "./values.js";

export interface ServerFlags {
  readonly server?: string;
  readonly model?: string;
}

const DEFAULT_SERVER = "127.0.0.1:50051";

/** Adds the flags that say whom to ask. */
export function addServerOptions(command: Command): Command {
  return command
    .optionsGroup("Whom to ask:")
    .addOption(
      new Option(
        "--server <host:port>",
        `the server's gRPC address (env UNMASK_SERVER, default ${DEFAULT_SERVER})`,
      ).argParser(sameAs(addressSetting())),
    )
    .option("--model <name>", "refuse to be answered by another model than this one");
}

/** @throws {ServingError} INVALID_ARGUMENT for an UNMASK_SERVER that is no address */
export function serverAddress(flags: ServerFlags, { env }: Io): string {
  if (flags.server !== undefined) return flags.server;
  return readSettings({ UNMASK_SERVER: addressSetting().default(DEFAULT_SERVER) }, env).UNMASK_SERVER;
}

/** Runs a task with a client for the server that the flags name; Ctrl-C aborts it. */
export async function withClient(
  flags: ServerFlags,
  io: Io,
  task: (client: UnmaskClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = new UnmaskClient({ address: serverAddress(flags, io) });
  try {
    await interruptible((signal) => task(client, signal));
  } finally {
    client.close();
  }
}
