/** What the processor can do, as far as it changes how a graph is run. */
import { readFileSync } from "node:fs";
import { arch } from "node:os";

let known: boolean | undefined;

/**
 * Whether uint8 × int8 sums are exact in ONNX Runtime's fast kernel. Without VNNI, x64 adds pairs of products in 16 bits,
 * which saturate. Where it cannot be told (no /proc), the answer is no: correct, and half as fast.
 */
export function hasExactIntegerKernel(): boolean {
  known ??= arch() !== "x64" || /^flags\s*:.*\b(avx512_vnni|avx_vnni)\b/m.test(cpuInfo());
  return known;
}

function cpuInfo(): string {
  try {
    return readFileSync("/proc/cpuinfo", "utf8");
  } catch {
    return "";
  }
}
