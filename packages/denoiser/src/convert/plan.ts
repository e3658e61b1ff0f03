/** What a conversion writes: every tensor of the new file, where it comes from and where it goes. */
import type { ModelConfig } from "../config.js";
import type { ParameterKind } from "../layout.js";
import type { WeightsFile } from "../safetensors.js";
import { DTYPE_BYTES, type Dtype, LENGTH_BYTES, type TensorInfo } from "../safetensors-header.js";
import { expectedParameters, scaleName } from "../weights.js";
import { type FloatFormat, isFloatFormat } from "./number-formats.js";

/** Numbers that a model's weights can be converted to. */
export const CONVERT_DTYPES = ["fp32", "fp16", "bf16", "int8", "int8-head"] as const;
export type ConvertDtype = (typeof CONVERT_DTYPES)[number];

const FORMATS: Readonly<Record<Exclude<ConvertDtype, "int8" | "int8-head">, FloatFormat>> = {
  fp32: "F32",
  fp16: "F16",
  bf16: "BF16",
};

/** One tensor's way. */
export interface PlannedTensor {
  readonly source: TensorInfo;
  /** Path of the file that holds it. */
  readonly path: string;
  readonly dtype: Dtype;
  /** First byte in the new file. */
  readonly offset: number;
  /** First byte of its scales in the new file, when it becomes integers. */
  readonly scaleOffset?: number;
}

export interface ConversionPlan {
  /** The new file's length field and header. */
  readonly header: Uint8Array;
  readonly tensors: readonly PlannedTensor[];
  /** Bytes to read, and the size of the file to write. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** What makes up the new file's tensors, before their places are known. */
interface Piece {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

/** @param dtype absent = every tensor as it is */
export function planConversion(
  config: ModelConfig,
  files: readonly WeightsFile[],
  dtype: ConvertDtype | undefined,
): ConversionPlan {
  const kinds = expectedParameters(config);
  const sources = files.flatMap(({ path, tensors }) => tensors.map((source) => ({ source, path })));
  const header: Record<string, unknown> = {};
  let end = 0;
  const place = ({ name, dtype, shape }: Piece): number => {
    const begin = end;
    end += shape.reduce((product, n) => product * n, DTYPE_BYTES[dtype]);
    header[name] = { dtype, shape, data_offsets: [begin, end] };
    return begin;
  };
  const placed = sources.map(({ source, path }) => {
    const target = targetDtype(source.dtype, kinds.get(source.name)?.kind, dtype);
    const offset = place({ name: source.name, dtype: target, shape: source.shape });
    if (target !== "I8" || source.dtype === "I8") return { source, path, dtype: target, offset };
    const scaleOffset = place({ name: scaleName(source.name), dtype: "F32", shape: source.shape.slice(0, 1) });
    return { source, path, dtype: target, offset, scaleOffset };
  });
  const prefix = encodeHeader(header);
  const tensors = placed.map((tensor) => ({
    ...tensor,
    offset: tensor.offset + prefix.length,
    ...(tensor.scaleOffset !== undefined && { scaleOffset: tensor.scaleOffset + prefix.length }),
  }));
  const bytesRead = sources.reduce((sum, { source }) => sum + source.byteLength, 0);
  return { header: prefix, tensors, bytesRead, bytesWritten: prefix.length + end };
}

/** @returns whether nothing but places would change */
export function keepsNumbers(plan: ConversionPlan): boolean {
  return plan.tensors.every(({ source, dtype }) => source.dtype === dtype);
}

/**
 * With int8 only linear layers become integers; the embedding and the norms stay as they are, and so does the head, unless
 * "int8-head" asks for it: the choice of a token feels it most. What is in integers already stays so.
 */
function targetDtype(stored: Dtype, kind: ParameterKind | undefined, dtype: ConvertDtype | undefined): Dtype {
  // A kind is missing for an integer weight's scales.
  if (dtype === undefined || kind === undefined || !isFloatFormat(stored)) return stored;
  if (dtype !== "int8" && dtype !== "int8-head") return FORMATS[dtype];
  return kind === "linear" || (kind === "head" && dtype === "int8-head") ? "I8" : stored;
}

function encodeHeader(header: Record<string, unknown>): Uint8Array {
  const json = Buffer.from(JSON.stringify(header));
  // The format's writers pad the header with spaces, so that the data begins at a multiple of 8.
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = Buffer.alloc(LENGTH_BYTES + length, " ");
  bytes.writeBigUInt64LE(BigInt(length));
  json.copy(bytes, LENGTH_BYTES);
  return bytes;
}
