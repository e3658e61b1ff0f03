import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelError, reasonOf } from "./model-error.js";

const fetchAgain = "download the model folder again, with all its .json files";

/** One JSON object of a model folder. */
export interface JsonFile {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** @throws {ModelError} when the file is missing, unreadable or not a JSON object */
export async function readJson(folder: string, name: string): Promise<JsonFile> {
  const file = await readJsonIfThere(folder, name);
  if (file) return file;
  const remedy = `point to a folder with config.json, tokenizer.json and tokenizer_config.json, or ${fetchAgain}`;
  throw new ModelError(join(folder, name), "there is no such file", remedy);
}

/**
 * @returns undefined when there is no such file
 * @throws {ModelError} when the file is unreadable or not a JSON object
 */
export async function readJsonIfThere(folder: string, name: string): Promise<JsonFile | undefined> {
  const path = join(folder, name);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new ModelError(path, `cannot be read (${reasonOf(error)})`, "check the file and its permissions", error);
  }
  return { path, fields: parseObject(text, path) };
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ModelError(path, `is not JSON (${reasonOf(error).slice(0, 120)})`, fetchAgain, error);
  }
  if (isRecord(value)) return value;
  throw new ModelError(path, "is not a JSON object", fetchAgain);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @returns the field, an integer from `low` to `high`
 * @throws {ModelError} for anything else
 */
export function integerField({ path, fields }: JsonFile, name: string, low: number, high: number): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) return value;
  const shown = value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
  throw new ModelError(path, `${name} is ${shown}, must be an integer from ${low} to ${high}`, "correct the field");
}
