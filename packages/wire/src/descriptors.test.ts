import { loadFileDescriptorSetFromBuffer } from "@grpc/proto-loader";
import { expect, test } from "vitest";
import { publicDescriptors } from "./descriptors.js";
import { publicPackage } from "./proto.js";

interface Message {
  readonly type: { readonly field: { name: string; number: number; type: string; label: string }[] };
}

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const files = publicDescriptors();
const set = Buffer.concat(files.flatMap((file) => [Buffer.from([0x0a, ...varint(file.length)]), file]));

test("public.binpb is what the proto files say: every message, field and method (else: npm run generate)", () => {
  const described = loadFileDescriptorSetFromBuffer(set);
  const ours = Object.keys(publicPackage).filter((name) => name.startsWith("unmask."));
  expect(Object.keys(described)).toEqual(expect.arrayContaining(ours));
  for (const name of ours) {
    const [one, other] = [publicPackage[name], described[name]] as unknown as [Message, Message];
    if (!one.type) {
      expect(Object.keys(other), name).toEqual(Object.keys(one));
      continue;
    }
    const fields = ({ type }: Message) =>
      type.field?.map(({ name: field, number, type: kind, label }) => ({
        field: camelCase(field),
        number,
        kind,
        label,
      }));
    expect(fields(other), name).toEqual(fields(one));
  }
});
