import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { type Io, liveTerminal } from "../io.js";
import { addServerOptions, type ServerFlags, withClient } from "../options/server.js";
import { number } from "../options/values.js";
import { clusterTable } from "../view/cluster-table.js";
import { withoutControls } from "../view/columns.js";

interface Flags extends ServerFlags {
  readonly interval: number;
  readonly once?: true;
  readonly json?: true;
}

const description = `Watch the cluster: its workers, how busy they are, the oldest sequences and how far they are, and what waits.

On a terminal the table is drawn again in place until Ctrl-C; piped, or with --once, it is printed once.`;

const TO_TOP = "\x1b[H";
const CLEAR = "\x1b[2J";
const ERASE_LINE = "\x1b[K";
const ERASE_BELOW = "\x1b[J";

export function topCommand(io: Io): Command {
  const command = new Command("top")
    .summary("watch the cluster's workers and sequences live")
    .description(description)
    .option("--interval <seconds>", "between two looks", number, 1)
    .option("--once", "print it once")
    .option("--json", "print one JSON object");
  return addServerOptions(command).action(async (flags: Flags) => {
    await withClient(flags, io, async (client, signal) => {
      const terminal = flags.once || flags.json ? undefined : liveTerminal(io);
      if (!terminal) {
        const cluster = await client.cluster({ signal });
        io.stdout.write(flags.json ? `${JSON.stringify(cluster)}\n` : `${clusterTable(cluster).join("\n")}\n`);
        return;
      }
      terminal.write(CLEAR);
      for (;;) {
        const lines = clusterTable(await client.cluster({ signal })).map(withoutControls);
        const shown = lines.slice(0, Math.max(1, terminal.rows - 1)).map((line) => line.slice(0, terminal.columns));
        terminal.write(`${TO_TOP}${shown.map((line) => `${line}${ERASE_LINE}\r\n`).join("")}${ERASE_BELOW}`);
        await sleep(Math.max(100, flags.interval * 1000), undefined, { signal });
      }
    });
  });
}
