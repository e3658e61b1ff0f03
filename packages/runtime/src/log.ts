import { type Logger, type LoggerOptions, pino, stdTimeFunctions } from "pino";
import { prettyLine } from "./pretty-line.js";
import { printable } from "./printable.js";
import { traceFields } from "./tracing/tracing.js";

export type { Logger };

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Lines for people instead of JSON. Default: JSON. */
  readonly pretty?: boolean | undefined;
  /** Where a line goes, its newline included. Default: stderr, so that stdout carries answers only. */
  readonly write?: ((line: string) => void) | undefined;
}

/**
 * The structured log: one fixed phrase and fields, `log.info({ sequenceId, step }, "step committed")`. An error goes into
 * the field `err`; its stack is shown at debug and trace only, since people see these lines. What is written on the way of a
 * traced request has its `trace_id`. Whatever the fields hold, an entry stays one line and moves no cursor.
 */
export function createLogger({ level, pretty = false, write = toStderr }: LogOptions): Logger {
  const options: LoggerOptions = { level, base: null, timestamp: stdTimeFunctions.isoTime };
  options.mixin = () => traceFields();
  options.formatters = { level: (label) => ({ level: label }) };
  if (level !== "debug" && level !== "trace") options.serializers = { err: withoutStack };
  return pino(options, {
    write: (line: string) => write(pretty ? prettyLine(line) : `${printable(line.trimEnd())}\n`),
  });
}

/** Synchronous, so that the last lines before an exit are not lost. */
function toStderr(line: string): void {
  process.stderr.write(line);
}

function withoutStack(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, ...(code === undefined ? {} : { code }) };
}
