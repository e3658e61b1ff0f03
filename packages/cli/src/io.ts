import { open } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { ServingError } from "@unmask/wire";

/** What a command may touch of the process that it runs in. Terminals are seen by `isTTY`. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: (Readable & { isTTY?: false }) | ReadStream;
  readonly stdout: (Writable & { isTTY?: false }) | WriteStream;
  readonly stderr: Writable & { readonly isTTY?: boolean };
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

/**
 * @param file path, or - for standard input
 * @throws {ServingError} INVALID_ARGUMENT for a file that cannot be read
 */
export async function openInput(file: string, { stdin }: Io): Promise<Readable> {
  if (file === "-") return stdin;
  try {
    const handle = await open(file);
    // A folder can be opened, too.
    if (!(await handle.stat()).isDirectory()) return handle.createReadStream();
    await handle.close();
    throw new Error("it is a folder");
  } catch (cause) {
    throw new ServingError("INVALID_ARGUMENT", `cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}

/** Where results go. */
export interface Output {
  /** Resolves when there is room for more, with false when the reader has left. */
  write(text: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * @param file path; undefined for standard output
 * @throws {ServingError} INVALID_ARGUMENT for a file that cannot be written
 */
export async function openOutput(file: string | undefined, { stdout }: Io): Promise<Output> {
  if (file === undefined) {
    const write = (text: string) => new Promise<boolean>((resolve) => stdout.write(text, (error) => resolve(!error)));
    return { write, close: async () => {} };
  }
  try {
    const handle = await open(file, "w");
    return { write: (text) => handle.appendFile(text).then(() => true), close: () => handle.close() };
  } catch (cause) {
    throw new ServingError("INVALID_ARGUMENT", `cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}
