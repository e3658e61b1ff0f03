import { fileURLToPath } from "node:url";
import { loadPackageDefinition } from "@grpc/grpc-js";
import { loadSync, type PackageDefinition } from "@grpc/proto-loader";

// The same options as in the root package.json's `generate`, which writes the types.
const options = { longs: Number, enums: String, defaults: true, arrays: true, oneofs: true } as const;
const protoFolder = fileURLToPath(new URL("../../../proto", import.meta.url));

/** @param files below proto/, such as "unmask/v1/generation.proto" */
export function load(...files: string[]): PackageDefinition {
  return loadSync(files, { ...options, includeDirs: [protoFolder] });
}

/** A file's services and messages, with the types that were generated for it. */
export function loadDefinition<Proto>(file: string): Proto {
  return loadPackageDefinition(load(file)) as unknown as Proto;
}
