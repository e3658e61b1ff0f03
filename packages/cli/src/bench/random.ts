import { RandomStream, uniform } from "@unmask/diffusion";

/** Uniform numbers in [0, 1) that depend on the seed alone. */
export function numbers(seed: number): () => number {
  let drawn = 0;
  return () => uniform(seed, drawn++, 0, RandomStream.token);
}

/**
 * A sample of the gamma distribution with mean 1.
 * @param shape > 0; 1 is the exponential distribution, smaller is burstier
 * @see Marsaglia and Tsang, "A simple method for generating gamma variables", 2000
 */
export function gammaOfMeanOne(shape: number, random: () => number): number {
  // Below 1 the method needs a boost: gamma(k) = gamma(k + 1) · U^(1/k).
  const boosted = shape < 1 ? shape + 1 : shape;
  const boost = shape < 1 ? (1 - random()) ** (1 / shape) : 1;
  const d = boosted - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (boost * d * v) / shape;
  }
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
