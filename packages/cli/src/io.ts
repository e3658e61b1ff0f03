import type { Readable, Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";

/** What a command may touch of the process that it runs in. Terminals are seen by `isTTY`. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: (Readable & { isTTY?: false }) | ReadStream;
  readonly stdout: (Writable & { isTTY?: false }) | WriteStream;
  readonly stderr: Writable;
}

/** Standard output where an answer can be redrawn in place; undefined for pipes, files and TERM=dumb. */
export function liveTerminal({ stdout, env }: Io): WriteStream | undefined {
  return stdout.isTTY && env.TERM !== "dumb" ? stdout : undefined;
}

/** All of standard input, without the newline at its end. */
export async function readAll(stdin: Readable): Promise<string> {
  stdin.setEncoding("utf8");
  let text = "";
  for await (const chunk of stdin) text += chunk;
  return text.replace(/\r?\n$/, "");
}
