export interface ShutdownOptions {
  /** Says what happens, one line without its newline. Default: stderr. */
  readonly say?: ((line: string) => void) | undefined;
  /** Ends the process. Default: process.exit. */
  readonly exit?: ((code: number) => void) | undefined;
  /** Signals this close to the first are the same key press, milliseconds. Default: 300. */
  readonly samePressMs?: number | undefined;
}

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs `handler` at the first SIGINT or SIGTERM and ends the process when it is done: with the code that it returns (0 for
 * none), or with 1 and one line when it fails. A second signal ends the process at once, with 130.
 * @returns takes the signal handlers away again
 */
export function onShutdown(
  handler: () => Promise<number | undefined> | Promise<void>,
  { say = toStderr, exit = process.exit, samePressMs = 300 }: ShutdownOptions = {},
): () => void {
  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      // One Ctrl-C reaches us twice under `npm start`: from the terminal, and forwarded by npm.
      if (performance.now() - stoppingSince < samePressMs) return;
      say(`${signal} again: stopping at once`);
      return exit(130);
    }
    stoppingSince = performance.now();
    say(`${signal}: finishing or handing back what is running; once more stops at once`);
    try {
      exit((await handler()) ?? 0);
    } catch (error) {
      say(`shutdown failed: ${error instanceof Error ? error.message : String(error)}`);
      exit(1);
    }
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
