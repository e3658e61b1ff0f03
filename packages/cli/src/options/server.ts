import { UnmaskClient } from "@unmask/client";
import { addressSetting, readSettings, textSetting, tlsSettings } from "@unmask/runtime";
import { readTls } from "@unmask/wire";
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
        `the server's gRPC address (env UNMASK_SERVER, default ${DEFAULT_SERVER}; UNMASK_API_KEY where it asks for one)`,
      ).argParser(sameAs(addressSetting())),
    )
    .option("--model <name>", "refuse to be answered by another model than this one");
}

/** @throws {ServingError} INVALID_ARGUMENT for an UNMASK_SERVER that is no address */
export function serverAddress(flags: ServerFlags, { env }: Io): string {
  if (flags.server !== undefined) return flags.server;
  return readSettings({ UNMASK_SERVER: addressSetting().default(DEFAULT_SERVER) }, env).UNMASK_SERVER;
}

/**
 * A client for the server that the flags name, with UNMASK_API_KEY and the files of UNMASK_TLS_CA, _CERT and _KEY. A key has no
 * flag: other users of a machine can read its command lines.
 * @throws {ServingError} for a variable or a file that is not as it must be
 */
export async function connect(flags: ServerFlags, io: Io): Promise<UnmaskClient> {
  const settings = readSettings({ UNMASK_API_KEY: textSetting().optional(), ...tlsSettings }, io.env);
  const { UNMASK_TLS_CERT: cert, UNMASK_TLS_KEY: key, UNMASK_TLS_CA: ca } = settings;
  const tls = await readTls({ cert, key, ca });
  return new UnmaskClient({ address: serverAddress(flags, io), apiKey: settings.UNMASK_API_KEY, tls });
}

/** Runs a task with a client for the server that the flags name; Ctrl-C aborts it. */
export async function withClient(
  flags: ServerFlags,
  io: Io,
  task: (client: UnmaskClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = await connect(flags, io);
  try {
    await interruptible((signal) => task(client, signal));
  } finally {
    client.close();
  }
}
