/** Rotary position embedding tables. */
import type { ModelConfig } from "./config.js";

/**
 * cos and sin of position × θ^(−2i / headSize), each [maxSequenceLength, headSize / 2] in float32.
 * Frequencies and angles are rounded to float32 like the published model's, so that far positions agree with it.
 * @see LLaDA modeling_llada.py, RotaryEmbedding.get_rotary_embedding
 */
export function ropeTables(config: ModelConfig): { cos: Float32Array; sin: Float32Array } {
  const headSize = config.dModel / config.nHeads;
  const half = headSize / 2;
  const cos = new Float32Array(config.maxSequenceLength * half);
  const sin = new Float32Array(config.maxSequenceLength * half);
  for (let i = 0; i < half; i++) {
    const frequency = Math.fround(1 / Math.fround(config.ropeTheta ** Math.fround((2 * i) / headSize)));
    for (let position = 0; position < config.maxSequenceLength; position++) {
      const angle = Math.fround(position * frequency);
      cos[position * half + i] = Math.cos(angle);
      sin[position * half + i] = Math.sin(angle);
    }
  }
  return { cos, sin };
}
