import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The public proto files, with those that they import, as protoc's FileDescriptorProto messages: what reflection serves.
 * proto-loader's own descriptors rename fields and leave out imports, which other languages' clients do not take.
 * `npm run generate` makes the file.
 */
export function publicDescriptors(): Buffer[] {
  const set = readFileSync(fileURLToPath(new URL("../../../proto/public.binpb", import.meta.url)));
  const files: Buffer[] = [];
  let at = 0;
  while (at < set.length) {
    // google.protobuf.FileDescriptorSet: field 1, length-delimited, once for each file.
    if (set[at++] !== 0x0a) throw new Error("proto/public.binpb is no FileDescriptorSet; run npm run generate");
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = set[at++]!;
      length |= (byte & 127) << shift;
      more = byte > 127;
    }
    files.push(set.subarray(at, at + length));
    at += length;
  }
  return files;
}
