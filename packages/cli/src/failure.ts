import { toServingError } from "@unmask/wire";
import { CommanderError } from "commander";

/** Ctrl-C, or SIGTERM: nothing more is to be said. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** As shells count: 128 and the signal's number. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.exitCode = signal === "SIGTERM" ? 143 : 130;
  }
}

/** What `unmask doctor` ends with when something must be done; its lines said what. */
export class Unhealthy extends Error {
  override readonly name = "Unhealthy";
  constructor(faults: number) {
    super(faults === 1 ? "1 thing must be done" : `${faults} things must be done`);
  }
}

/** Every usage error has this code, whatever Commander gives it. */
const USAGE = 2;

/**
 * The exit code of a command that failed, with at most one line about it.
 * @param say writes one line, given without its newline
 */
export function report(error: unknown, say: (line: string) => void): number {
  // Commander has written its own line, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof Interrupted) return error.exitCode;
  if (error instanceof Unhealthy) {
    say(`error: ${error.message}`);
    return 1;
  }
  const known = toServingError(error);
  // A model folder that cannot be used is wrong input. Known by name: its class comes with ONNX Runtime.
  const exitCode = error instanceof Error && error.name === "ModelError" ? USAGE : known.exitCode;
  say(`error: ${oneLine(known.message)}`);
  return exitCode;
}

export function oneLine(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, " ");
}
