/** Float weights → int8 with one scale per output: the rows of a linear layer's [out, in] matrix. */

/** Largest integer used; −128 is not, so that the range is symmetric. */
const REACH = 127;
/** Scale of a row of zeros. */
const LEAST_SCALE = 1e-30;

/**
 * Nearest integers to row / scale, with scale = max |row| / 127: weight ≈ integer · scale, at most scale / 2 off.
 * @param values whole rows of `columns` numbers
 * @throws {RangeError} for NaN or an infinity
 */
export function quantizeWeightRows(
  values: Float32Array,
  columns: number,
): { integers: Int8Array; scales: Float32Array } {
  const integers = new Int8Array(values.length);
  const scales = new Float32Array(values.length / columns);
  for (let row = 0; row < scales.length; row++) {
    const from = row * columns;
    let largest = 0;
    for (let i = from; i < from + columns; i++) {
      const size = Math.abs(values[i] as number);
      // Nothing is larger than NaN, so it stays.
      if (size > largest || Number.isNaN(size)) largest = size;
    }
    if (!Number.isFinite(largest)) throw new RangeError("holds NaN or an infinity");
    // Divided by the scale as stored, a float32.
    const scale = Math.max(Math.fround(largest / REACH), LEAST_SCALE);
    scales[row] = scale;
    for (let i = from; i < from + columns; i++) integers[i] = Math.round((values[i] as number) / scale);
  }
  return { integers, scales };
}
