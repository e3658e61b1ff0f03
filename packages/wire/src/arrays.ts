/** Arrays on the step path: little-endian bytes, as every machine that Node runs a device on has them. */

export function int32Bytes(values: Int32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

export function float32Bytes(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** @throws {RangeError} when the bytes are not whole 4-byte numbers */
export function int32Array(bytes: Uint8Array): Int32Array {
  return new Int32Array(alignedCopy(bytes));
}

/** @throws {RangeError} when the bytes are not whole 4-byte numbers */
export function float32Array(bytes: Uint8Array): Float32Array {
  return new Float32Array(alignedCopy(bytes));
}

/** A received field sits anywhere in its message's buffer, and a typed array must start at a multiple of 4. */
function alignedCopy(bytes: Uint8Array): ArrayBuffer {
  if (bytes.byteLength % 4 !== 0) throw new RangeError(`${bytes.byteLength} bytes are not whole 4-byte numbers`);
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
