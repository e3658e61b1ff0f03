/** The float formats of checkpoints, to and from float32. Rounding is to nearest, ties to even, as PyTorch casts. */

const FLOAT_FORMATS = ["F32", "F16", "BF16"] as const;
export type FloatFormat = (typeof FLOAT_FORMATS)[number];

export function isFloatFormat(dtype: string): dtype is FloatFormat {
  return (FLOAT_FORMATS as readonly string[]).includes(dtype);
}

/** Largest float32 that still rounds to a finite float16 is below this. */
const HALF_OVERFLOW = 65520;

/** @param bytes whole elements, little-endian, at any offset @returns the same numbers; every format fits into float32 */
export function decodeFloats(format: FloatFormat, bytes: Uint8Array): Float32Array {
  // A copy, because a view needs an aligned offset. Not slice(), which on a Buffer copies nothing.
  const aligned = new Uint8Array(bytes).buffer;
  if (format === "F32") return new Float32Array(aligned);
  const words = new Uint16Array(aligned);
  if (format === "F16") return Float32Array.from(words, (word) => halves()[word] as number);
  const wide = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) wide[i] = (words[i] as number) << 16;
  return new Float32Array(wide.buffer);
}

/** @throws {RangeError} for a finite number beyond float16's 65504, when that is the format */
export function encodeFloats(format: FloatFormat, values: Float32Array): Uint8Array {
  if (format === "F32") return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const narrow = new Uint16Array(values.length);
  if (format === "BF16") for (let i = 0; i < words.length; i++) narrow[i] = bfloat16(words[i] as number);
  else
    for (let i = 0; i < words.length; i++) {
      const value = values[i] as number;
      if (Math.abs(value) >= HALF_OVERFLOW && Number.isFinite(value))
        throw new RangeError(`${value} is beyond float16's largest number, 65504`);
      narrow[i] = half(words[i] as number);
    }
  return new Uint8Array(narrow.buffer);
}

/** @param word a float32's bits @returns bits of the nearest bfloat16 */
function bfloat16(word: number): number {
  // Rounding a NaN's bits could carry into infinity.
  if ((word & 0x7fffffff) > 0x7f800000) return (word >>> 16) | 0x40;
  return (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
}

/** @param word a float32's bits @returns bits of the nearest float16 */
function half(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Normal numbers: the exponent's bias falls from 127 to 15, and 13 bits of fraction are rounded off.
  if (magnitude >= 0x38800000) return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
  const exponent = magnitude >>> 23;
  if (exponent < 102) return sign;
  // Subnormal: multiples of 2⁻²⁴.
  const fraction = (magnitude & 0x7fffff) | 0x800000;
  const shift = 126 - exponent;
  const cut = fraction >>> shift;
  const rest = fraction & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  return sign | (rest > middle || (rest === middle && (cut & 1) === 1) ? cut + 1 : cut);
}

let table: Float32Array | undefined;

/** Every float16 by its bits, as float32. */
function halves(): Float32Array {
  table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >>> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  });
  return table;
}
