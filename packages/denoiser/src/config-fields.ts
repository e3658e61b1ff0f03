/** Reads fields of a config.json, each with its range. */
import { ModelError } from "./errors.js";

/** Every method throws {ModelError} with the field, its value and what it must be. */
export class ConfigFields {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly file: string;

  constructor(raw: Readonly<Record<string, unknown>>, file: string) {
    this.raw = raw;
    this.file = file;
  }

  /** Settings the graph implements some values of; absent counts as the first. @param remedy for any other value */
  fixed(settings: Readonly<Record<string, readonly unknown[]>>, remedy: string): void {
    for (const [field, allowed] of Object.entries(settings)) {
      const value = this.raw[field];
      if (value !== undefined && !allowed.includes(value))
        throw new ModelError(this.file, `${field} is ${show(value)}, expected ${show(allowed[0])}`, remedy);
    }
  }

  /** An integer in [1, max]. */
  count(field: string, fallback?: number, max = 2 ** 24): number {
    const value = this.raw[field] ?? fallback;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > max)
      throw this.#wrong(field, value, `must be an integer in [1, ${max}]`, "correct the field");
    return value;
  }

  /** A finite number > 0. */
  positive(field: string, fallback: number): number {
    const value = this.raw[field] ?? fallback;
    if (typeof value !== "number" || !Number.isFinite(value) || value <= 0)
      throw this.#wrong(field, value, "must be a number > 0", "correct the field");
    return value;
  }

  tokenId(field: string, vocabSize: number, fallback?: number): number {
    const value = this.raw[field] ?? fallback;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value >= vocabSize)
      throw this.#wrong(field, value, `must be a token id in [0, ${vocabSize})`, "add or correct the field");
    return value;
  }

  #wrong(field: string, value: unknown, rule: string, remedy: string): ModelError {
    return new ModelError(this.file, `${field} is ${show(value)}, ${rule}`, remedy);
  }
}

function show(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
}
