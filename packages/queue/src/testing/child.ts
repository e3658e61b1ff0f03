import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { QueueOptions } from "../options.js";

export interface Child {
  /** Resolves with the first line of its output that starts with `start`. */
  line(start: string): Promise<string>;
  kill(): Promise<void>;
  /** The exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
}

/** Runs testing/child-main.ts in a process of its own. */
export function startChild(task: "hold" | "once", options: QueueOptions): Child {
  const main = fileURLToPath(new URL("./child-main.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--conditions=@unmask/source", "--import", "tsx", main, task, JSON.stringify(options)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const seen: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => seen.push(line));
  const exit = once(child, "exit").then(([code]) => code as number | null);
  return {
    exit,
    async line(start) {
      for (;;) {
        const line = seen.find((one) => one.startsWith(start));
        if (line !== undefined) return line;
        await Promise.race([
          once(lines, "line"),
          exit.then(() => {
            if (!seen.some((one) => one.startsWith(start))) throw new Error(`the child ended without "${start}"`);
          }),
        ]);
      }
    },
    async kill() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}
