import { InvalidArgumentError } from "commander";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * A flag's number. Only its form is judged here: which numbers are allowed is the server's to say.
 * @throws {InvalidArgumentError} for anything else than a decimal number, such as "", "ten", "0x10", "1,5" or "Infinity"
 */
export function number(text: string): number {
  const value = decimal.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InvalidArgumentError("Give a number, such as 64 or 0.5.");
  return value;
}

/** What a setting's schema looks like here: zod's, without saying so. */
interface Schema<T> {
  safeParse(
    text: string,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { message: string }[] } };
}

/** A flag with the same rule as the environment variable of that meaning. */
export function sameAs<T>(schema: Schema<T>): (text: string) => T {
  return (text) => {
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    throw new InvalidArgumentError(`It ${result.error.issues.map((issue) => issue.message).join("; ")}.`);
  };
}
