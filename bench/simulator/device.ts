import type { Random } from "./random.js";

/** How long a device takes for a step batch. */
export interface Device {
  readonly name: string;
  /** Reading the weights once, milliseconds: no step takes less. */
  readonly floorMs: number;
  /** Arithmetic, tokens per millisecond. */
  readonly tokensPerMs: number;
  /** Launches and the sampler head, milliseconds a step. */
  readonly overheadMs: number;
  /** Relative standard deviation. */
  readonly noise: number;
}

/**
 * An 8B model in bf16 on a large GPU: 16 GB of weights at 3.35 TB/s, and 16 GFLOP a token at 800 TFLOP/s (computed, not
 * measured: a perfect H100 would do 990). It turns from memory to arithmetic at 240 tokens, less than one row.
 */
export const gpu8b: Device = { name: "8B on a GPU", floorMs: 4.8, tokensPerMs: 50, overheadMs: 1, noise: 0.03 };

export function stepMs({ floorMs, tokensPerMs, overheadMs, noise }: Device, tokens: number, random: Random): number {
  const ms = overheadMs + Math.max(floorMs, tokens / tokensPerMs);
  return ms * Math.exp(noise * random.normal());
}
