/**
 * The header of one safetensors file: 8 bytes of little-endian length, then JSON that maps tensor names to dtype, shape
 * and byte range. Checked in full, because ONNX Runtime maps the ranges it is given without looking at what they hold.
 * @see https://github.com/huggingface/safetensors#format
 */
import { ModelError, reasonOf } from "./errors.js";

/** Where one tensor lies. */
export interface TensorInfo {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Name of the file that holds it. */
  readonly file: string;
  /** First byte, counted from the start of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

/** Bytes per element of every dtype of the format that has whole bytes. */
export const DTYPE_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
} as const;
export type Dtype = keyof typeof DTYPE_BYTES;

/** The format's own limit; a longer header is damage or an attack. */
export const MAX_HEADER_BYTES = 100_000_000;
/** Bytes of the length field that the header follows. */
export const LENGTH_BYTES = 8;

const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c];

const AGAIN = "download the file again";

/**
 * @param prefix the file's first 8 bytes (fewer when the file is shorter)
 * @param fileBytes size of the file
 * @returns byte length of the JSON header, in [2, 100 000 000]
 * @throws {ModelError} when the file is too short for the header it announces
 */
export function headerLength(prefix: Uint8Array, fileBytes: number, file: string): number {
  if (prefix.length < LENGTH_BYTES || fileBytes < LENGTH_BYTES)
    throw new ModelError(file, `${fileBytes} bytes, too short for a safetensors header (8 bytes of length)`, AGAIN);
  const length = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  if (length < 2n || length > BigInt(MAX_HEADER_BYTES))
    throw new ModelError(
      file,
      `header length ${length} is outside [2, ${MAX_HEADER_BYTES}]`,
      `is it a safetensors file? If so, ${AGAIN}`,
    );
  if (LENGTH_BYTES + Number(length) > fileBytes)
    throw new ModelError(file, `truncated: header of ${length} bytes in a file of ${fileBytes} bytes`, AGAIN);
  return Number(length);
}

/**
 * @param json the header's bytes
 * @param fileBytes size of the file
 * @returns tensors in the order of their data
 * @throws {ModelError} for anything the format forbids: bad JSON, duplicate names, unknown dtypes, sizes that disagree
 * with the shape, ranges that overlap, leave holes or pass the end of the file
 */
export function parseHeader(json: Uint8Array, fileBytes: number, file: string): TensorInfo[] {
  const text = decode(json, file);
  const header = parseObject(text, file);
  const dataStart = LENGTH_BYTES + json.length;
  let keys = 0;
  const tensors: TensorInfo[] = [];
  for (const [name, entry] of Object.entries(header)) {
    keys += 1 + (isObject(entry) ? Object.keys(entry).length : 0);
    if (name === "__metadata__") checkMetadata(entry, file);
    else tensors.push(parseEntry(name, entry, dataStart, file));
  }
  // JSON.parse keeps the last of two equal keys without a word; counting the colons finds them.
  if (countColons(text) !== keys)
    throw new ModelError(file, "the header repeats a key, so two tensors share one name", AGAIN);
  tensors.sort((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  checkTiling(tensors, dataStart, fileBytes, file);
  return tensors;
}

function decode(json: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(json);
  } catch (thrown) {
    throw new ModelError(file, "the header is not UTF-8", AGAIN, { cause: thrown });
  }
}

function parseObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new ModelError(file, `the header is not JSON (${reasonOf(thrown).slice(0, 120)})`, AGAIN, { cause: thrown });
  }
  if (!isObject(value)) throw new ModelError(file, "the header is not a JSON object", AGAIN);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkMetadata(entry: unknown, file: string): void {
  if (!isObject(entry) || !Object.values(entry).every((value) => typeof value === "string"))
    throw new ModelError(file, "__metadata__ is not a map of strings", AGAIN);
}

function parseEntry(name: string, entry: unknown, dataStart: number, file: string): TensorInfo {
  const fail = (problem: string) => new ModelError(file, `tensor ${JSON.stringify(name)}: ${problem}`, AGAIN);
  if (!isObject(entry) || Object.keys(entry).sort().join() !== "data_offsets,dtype,shape")
    throw fail("its entry must have exactly dtype, shape and data_offsets");
  const { dtype, shape, data_offsets: range } = entry;
  if (typeof dtype !== "string" || !Object.hasOwn(DTYPE_BYTES, dtype))
    throw fail(`unknown dtype ${JSON.stringify(dtype)?.slice(0, 40)}, known are ${Object.keys(DTYPE_BYTES).join(" ")}`);
  if (!isCounts(shape)) throw fail("shape is not a list of integers ≥ 0");
  if (!isCounts(range) || range.length !== 2) throw fail("data_offsets is not a pair of integers ≥ 0");
  const [begin, end] = range as [number, number];
  const bytes = shape.reduce((product, n) => product * n, 1) * DTYPE_BYTES[dtype as Dtype];
  if (end - begin !== bytes)
    throw fail(`shape [${shape}] of ${dtype} needs ${bytes} bytes, data_offsets [${range}] hold ${end - begin}`);
  return { name, dtype: dtype as Dtype, shape, file, offset: dataStart + begin, byteLength: bytes };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

/** The format demands that tensors cover the data without holes; a file cut short or patched by hand shows here. */
function checkTiling(tensors: readonly TensorInfo[], dataStart: number, fileBytes: number, file: string): void {
  let end = dataStart;
  for (const tensor of tensors) {
    if (tensor.offset !== end) {
      const what = tensor.offset < end ? "overlaps the tensor before it" : "leaves a hole before it";
      throw new ModelError(file, `tensor ${JSON.stringify(tensor.name)} at byte ${tensor.offset} ${what}`, AGAIN);
    }
    end += tensor.byteLength;
  }
  if (end !== fileBytes)
    throw new ModelError(file, `the header describes ${end} bytes, the file has ${fileBytes}`, AGAIN);
}

/** Colons outside strings: one per key, whatever the nesting. A loop, because a regular expression recurses into a long name. */
function countColons(text: string): number {
  let colons = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) inString = !inString;
    else if (inString && char === BACKSLASH) i++;
    else if (!inString && char === COLON) colons++;
  }
  return colons;
}
