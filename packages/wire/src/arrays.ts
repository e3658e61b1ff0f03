/** Arrays on the step path: little-endian bytes, as every machine that Node runs a device on has them. */

export function int32Bytes(values: Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

export function float32Bytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * A view of the bytes where they lie as it needs them, else a copy; not to be written to.
 * @throws {RangeError} when the bytes are not whole 4-byte numbers
 */
export function int32Array(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, byteLength } = aligned(bytes);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

/**
 * As {@link int32Array}.
 * @throws {RangeError} when the bytes are not whole 4-byte numbers
 */
export function float32Array(bytes: Uint8Array): Float32Array {
  const { buffer, byteOffset, byteLength } = aligned(bytes);
  return new Float32Array(buffer, byteOffset, byteLength / 4);
}

/** A received field sits anywhere in its message's buffer, and a typed array must start at a multiple of 4. */
function aligned(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength % 4 !== 0) throw new RangeError(`${bytes.byteLength} bytes are not whole 4-byte numbers`);
  // A Buffer's own slice() would be a view.
  return bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.prototype.slice.call(bytes);
}
