import { Interrupted } from "./failure.js";

const signals = ["SIGINT", "SIGTERM"] as const;
/** One Ctrl-C arrives twice under npx: from the terminal, and forwarded by npm. */
const SAME_PRESS_MS = 300;

/**
 * Runs a task that the first SIGINT or SIGTERM aborts; another one ends the process at once.
 * @throws {Interrupted} instead of what the task throws once it was aborted
 */
export async function interruptible<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let abortedAt = 0;
  const stop = (signal: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      abortedAt = performance.now();
      controller.abort(new Interrupted(signal));
    } else if (performance.now() - abortedAt >= SAME_PRESS_MS) process.exit(new Interrupted(signal).exitCode);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await task(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
