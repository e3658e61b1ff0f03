/** The sampler head in float64 JavaScript: the definition that the graph is checked against. */

/** softmax(ℓ / T) with the ids in `suppressed` at probability 0. */
export function softmax(logits: ArrayLike<number>, suppressed: readonly number[] = [], temperature = 1): Float64Array {
  const hidden = new Set(suppressed);
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) if (!hidden.has(i)) best = Math.max(best, logits[i] as number);
  const p = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    p[i] = hidden.has(i) ? 0 : Math.exp(((logits[i] as number) - best) / temperature);
    sum += p[i] as number;
  }
  return p.map((value) => value / sum);
}

export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/** −Σ p ln p, in nats. */
export function entropy(p: Float64Array): number {
  return p.reduce((sum, value) => (value > 0 ? sum - value * Math.log(value) : sum), 0);
}

/** Largest minus second largest. */
export function margin(p: Float64Array): number {
  const sorted = p.slice().sort().reverse();
  return (sorted[0] as number) - (sorted[1] as number);
}

/** Probability of all ids before `id`, and up to and including it: u must lie between for a sample of `id`. */
export function cdfInterval(p: Float64Array, id: number): [from: number, to: number] {
  let from = 0;
  for (let i = 0; i < id; i++) from += p[i] as number;
  return [from, from + (p[id] as number)];
}
