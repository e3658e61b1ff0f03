import { printable } from "./printable.js";

/**
 * One JSON log line as a person reads it: `12:00:01.250 info  worker attached  workerId=w1 model=pebble`. Text that is no
 * JSON object comes back as it is.
 * @param line as pino writes it, with its newline
 * @returns one line and a newline; an error's stack, where the log carries one, follows on lines of its own, indented so that
 *   none of them looks like another entry
 */
export function prettyLine(line: string): string {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    entry = undefined;
  }
  if (typeof entry !== "object" || entry === null) return `${printable(line.trimEnd())}\n`;
  const { level, time, msg, err, ...fields } = entry as Record<string, unknown>;
  const clock = typeof time === "string" ? time.slice(11, 23) : "";
  const { message, stack } = (err ?? {}) as { message?: unknown; stack?: unknown };
  if (err !== undefined) fields.error = message ?? err;
  const rest = Object.entries(fields).map(([name, value]) => `${fieldText(name)}=${fieldText(value)}`);
  const head = [clock, String(level ?? "").padEnd(5), String(msg ?? "")].join(" ");
  const below = typeof stack === "string" ? stack.split("\n").map((text) => `    ${printable(text)}\n`) : [];
  return `${printable([head, rest.join(" ")].join("  ").trimEnd())}\n${below.join("")}`;
}

function fieldText(value: unknown): string {
  if (typeof value === "string" && /^[^\s"=]+$/.test(value)) return value;
  return JSON.stringify(value) ?? "";
}
