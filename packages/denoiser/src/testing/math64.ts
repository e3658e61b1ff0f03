/** The parts of a transformer in float64 JavaScript, one position at a time. */

export type Vector = Float64Array;

export function splitHeads(x: Vector, size: number): Vector[] {
  return Array.from({ length: x.length / size }, (_, h) => x.slice(h * size, (h + 1) * size));
}

/**
 * @param queries [position][head]; keys and values may have fewer heads, each for as many query heads
 * @param sees whether position i may look at position j
 * @returns the heads' mixtures of values, joined, per position
 */
export function attend(
  queries: readonly (readonly Vector[])[],
  keys: readonly (readonly Vector[])[],
  values: readonly (readonly Vector[])[],
  sees: (i: number, j: number) => boolean = () => true,
): Vector[] {
  return queries.map((heads, i) => {
    const seen = [...keys.keys()].filter((j) => sees(i, j));
    const mixed = heads.map((query, h) => {
      const shared = Math.floor((h * (keys[i] as Vector[]).length) / heads.length);
      const p = softmax(Float64Array.from(seen, (j) => dot(query, keys[j]![shared]!) / Math.sqrt(query.length)));
      const out = new Float64Array((values[i]![shared] as Vector).length);
      for (const [n, j] of seen.entries())
        for (const [c, value] of values[j]![shared]!.entries()) out[c]! += (p[n] as number) * value;
      return out;
    });
    return Float64Array.from(mixed.flatMap((head) => [...head]));
  });
}

/** Halves of a head are the two axes of its rotations. */
export function rotate(head: Vector, position: number, theta: number): Vector {
  const half = head.length / 2;
  return head.map((x, i) => {
    const angle = position / theta ** ((2 * (i % half)) / head.length);
    const other = i < half ? -(head[i + half] as number) : (head[i - half] as number);
    return x * Math.cos(angle) + other * Math.sin(angle);
  });
}

export function rmsNorm(x: Vector, weight: Float32Array, epsilon: number): Vector {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + epsilon);
  return x.map((value, i) => value * scale * (weight[i] as number));
}

/** W x with W [out, in]. */
export function apply(weight: Float32Array, x: Vector): Vector {
  return Float64Array.from({ length: weight.length / x.length }, (_, row) =>
    x.reduce((sum, value, i) => sum + value * (weight[row * x.length + i] as number), 0),
  );
}

export function softmax(x: Vector): Vector {
  const top = Math.max(...x);
  const e = x.map((value) => Math.exp(value - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

export function dot(a: Vector, b: Vector): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

export function add(a: Vector, b: Vector): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, i) => value + (b[i] as number));
}
