import { ServingError } from "@unmask/wire";
import { z } from "zod";

/** One setting: what its text becomes, and in words what it may be. */
function setting<T>(allowed: string, parse: (text: string) => T | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: `must be ${allowed}` });
    return z.NEVER;
  });
}

/** A whole number from `low` to `high`. */
export const integerSetting = (low: number, high: number) =>
  setting(`a whole number from ${low} to ${high}`, (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= low && value <= high ? value : undefined;
  });

/** A share of a whole. */
export const shareSetting = () =>
  setting("a number from 0 to 1", (text) => (/^\d*\.?\d+$/.test(text) && Number(text) <= 1 ? Number(text) : undefined));

/** One of `values`. */
export const choiceSetting = <const T extends string>(values: readonly T[]) =>
  setting(`one of ${values.join(", ")}`, (text) => values.find((value) => value === text));

/** "HOST:PORT"; port 0 lets the system choose one. IPv6 hosts stand in brackets. */
export const addressSetting = () =>
  setting("HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:8080", (text) => {
    const port = /^(?:[^\s:[\]/]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})$/.exec(text)?.[1];
    return port !== undefined && Number(port) <= 65535 ? text : undefined;
  });

/** "redis://" or "rediss://" and a host. */
export const redisUrlSetting = () =>
  setting("redis://HOST:PORT or rediss://HOST:PORT", (text) =>
    URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) ? text : undefined,
  );

/** "http://" or "https://" and a host. */
export const urlSetting = () =>
  setting("http://HOST or https://HOST", (text) =>
    URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined,
  );

/** PEM files: the certificate to show and its key, and who must have signed the other side's. */
export const tlsSettings = {
  UNMASK_TLS_CERT: setting("a PEM file", (text) => text)
    .optional()
    .describe("this process's certificate, PEM; with it, TLS"),
  UNMASK_TLS_KEY: setting("a PEM file", (text) => text)
    .optional()
    .describe("its key, PEM"),
  UNMASK_TLS_CA: setting("a PEM file", (text) => text)
    .optional()
    .describe("whom to trust, PEM"),
};

/** Any text that is not empty, such as a folder. */
export const textSetting = () => setting("text", (text) => text);

/**
 * Reads settings once, at a process's start.
 * @param shape for each variable one of the settings above; `.optional()` and `.default("…")` as in zod
 * @param env such as process.env; an empty text counts as not set
 * @throws {ServingError} INVALID_ARGUMENT that names every bad variable with its value and what is allowed
 */
export function readSettings<S extends z.ZodRawShape>(
  shape: S,
  env: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<S>> {
  const present = Object.fromEntries(Object.keys(shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const result = z.object(shape).safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return present[name] === undefined ? `${name} must be set` : `${name} ${issue.message}, got "${present[name]}"`;
  });
  const field = String(result.error.issues[0]?.path[0] ?? "");
  throw new ServingError("INVALID_ARGUMENT", problems.join("; "), { field });
}
