import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ModelError } from "./errors.js";
import { headerLength, parseHeader, type TensorInfo } from "./safetensors-header.js";
import { encodeFile } from "./testing/checkpoint.js";
import { referenceFolder } from "./testing/reference.js";

/** Reads a whole file's bytes as the two steps do. */
function read(file: Uint8Array): TensorInfo[] {
  const length = headerLength(file.subarray(0, 8), file.length, "w.safetensors");
  return parseHeader(file.subarray(8, 8 + length), file.length, "w.safetensors");
}

const entry = (begin: number, end: number, shape = [end - begin], dtype = "U8") => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});
const file = (header: unknown, dataBytes: number) => encodeFile(JSON.stringify(header), new Uint8Array(dataBytes));

describe("a safetensors header", () => {
  test("gives every tensor's dtype, shape, absolute offset and size", () => {
    const bytes = file(
      { __metadata__: { format: "pt" }, b: entry(4, 12, [2, 2], "BF16"), a: entry(0, 4, [1], "F32") },
      12,
    );
    const start = bytes.length - 12;
    expect(read(bytes)).toEqual([
      { name: "a", dtype: "F32", shape: [1], file: "w.safetensors", offset: start, byteLength: 4 },
      { name: "b", dtype: "BF16", shape: [2, 2], file: "w.safetensors", offset: start + 4, byteLength: 8 },
    ]);
  });

  test("may hold scalars and empty tensors", () => {
    const tensors = read(file({ scalar: entry(0, 4, [], "F32"), empty: entry(0, 0, [0, 7]) }, 4));
    expect(tensors.map(({ name, byteLength }) => [name, byteLength])).toEqual([
      ["empty", 0],
      ["scalar", 4],
    ]);
  });

  const huge = Buffer.alloc(16);
  huge.writeBigUInt64LE(2n ** 63n);
  const beyond = file({ a: entry(0, 4) }, 4);
  beyond.writeBigUInt64LE(5000n);
  const damaged: [string, Uint8Array, RegExp][] = [
    ["an empty file", new Uint8Array(0), /0 bytes, too short/],
    ["a file of seven bytes", new Uint8Array(7), /7 bytes, too short/],
    ["a header length of 2⁶³", huge, /header length 9223372036854775808 is outside/],
    ["a header longer than the file", beyond, /truncated: header of 5000 bytes/],
    ["data cut short", file({ a: entry(0, 8) }, 5), /describes \d+ bytes, the file has/],
    ["bytes nobody owns at the end", file({ a: entry(0, 8) }, 9), /describes \d+ bytes, the file has/],
    ["a hole", file({ a: entry(0, 4), b: entry(6, 8) }, 8), /"b" at byte \d+ leaves a hole/],
    ["an overlap", file({ a: entry(0, 4), b: entry(2, 8) }, 8), /"b" at byte \d+ overlaps/],
    ["offsets backwards", file({ a: { dtype: "U8", shape: [1], data_offsets: [4, 0] } }, 4), /hold -4/],
    ["a shape that is too large", file({ a: entry(0, 4, [2], "F32") }, 4), /\[2\] of F32 needs 8 bytes.*hold 4/],
    ["a shape beyond 2⁵³", file({ a: entry(0, 4, [2 ** 40, 2 ** 40], "F32") }, 4), /needs 4.8\d+e\+24 bytes/],
    ["an unknown dtype", file({ a: entry(0, 4, [8], "F4") }, 4), /unknown dtype "F4"/],
    ["an inherited name as dtype", file({ a: entry(0, 4, [4], "toString") }, 4), /unknown dtype "toString"/],
    ["a fractional shape", file({ a: entry(0, 4, [0.5]) }, 4), /shape is not a list of integers/],
    ["a field too many", file({ a: { ...entry(0, 4), extra: 1 } }, 4), /must have exactly/],
    ["metadata that is no map", file({ __metadata__: { a: 1 } }, 0), /__metadata__ is not a map of strings/],
    ["a list", file([], 0), /not a JSON object/],
    ["no JSON", encodeFile("{nope", new Uint8Array(0)), /not JSON/],
    ["no UTF-8", Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0xff, 0xfe])]), /not UTF-8/],
    [
      "two tensors of one name",
      encodeFile(`{"a":${JSON.stringify(entry(0, 4))},"a":${JSON.stringify(entry(0, 4))}}`, new Uint8Array(4)),
      /repeats a key/,
    ],
  ];
  test.each(damaged)("with %s is refused by file name, reason and remedy", (_, bytes, reason) => {
    expect(() => read(bytes)).toThrow(ModelError);
    expect(() => read(bytes)).toThrow(reason);
    expect(() => read(bytes)).toThrow(/^w\.safetensors: .*; /);
  });

  test("of random bytes gives tensors or a ModelError, nothing else", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => onlyModelErrors(bytes)));
    const json = fc.json({ maxDepth: 4 }).map((text) => encodeFile(text, new Uint8Array(4)));
    fc.assert(fc.property(json, (bytes) => onlyModelErrors(bytes)));
  });

  test("with a name of many megabytes is refused without exhausting the stack", () => {
    for (const name of ["a".repeat(3e7), "\\\\".repeat(1e7)])
      onlyModelErrors(encodeFile(`{"${name}":{"dtype":"U8","shape":[0],"data_offsets":[0,1]}}`, new Uint8Array(0)));
    onlyModelErrors(
      encodeFile(`{"${"a".repeat(3e7)}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}`, new Uint8Array(0)),
    );
  });

  test("deeply nested is refused without exhausting the stack", () => {
    const text = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect(() => read(encodeFile(text, new Uint8Array(0)))).toThrow(ModelError);
  });

  test("of a real file with bytes changed or cut gives tensors inside the file or a ModelError", () => {
    const real = readFileSync(`${referenceFolder("tiny-llada")}/model.safetensors`);
    const headerEnd = 8 + headerLength(real.subarray(0, 8), real.length, "w");
    const change = fc.record({ at: fc.nat(headerEnd - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.option(fc.nat(headerEnd)), (changes, cut) => {
        const bytes = Buffer.from(real.subarray(0, cut ?? real.length));
        for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
        onlyModelErrors(bytes);
      }),
      { numRuns: 300 },
    );
  });
});

function onlyModelErrors(bytes: Uint8Array): void {
  try {
    for (const { offset, byteLength } of read(bytes)) expect(offset + byteLength).toBeLessThanOrEqual(bytes.length);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ModelError);
  }
}
