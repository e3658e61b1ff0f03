/** The three protobuf wire types that ONNX needs, as functions from values to bytes. */

const encoder = new TextEncoder();

/** Unsigned LEB128; a negative integer is its 64-bit two's complement, as int64 fields want. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** Field of type int32, int64, bool or enum. */
export function integer(field: number, value: number | bigint): Uint8Array {
  return concat([varint(field << 3), varint(value)]);
}

/** Field of type float. */
export function float32(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concat([varint((field << 3) | 5), bytes]);
}

/** Field of type bytes, string or message; a message is given as its parts. */
export function bytes(field: number, value: string | Uint8Array | readonly Uint8Array[]): Uint8Array {
  const body = typeof value === "string" ? encoder.encode(value) : value instanceof Uint8Array ? value : concat(value);
  return concat([varint((field << 3) | 2), varint(body.length), body]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
