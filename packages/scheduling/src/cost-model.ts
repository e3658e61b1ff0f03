/**
 * What a step batch takes on one worker, learnt from what its batches took:
 *
 *   ms(rows, length) = max(floor, overhead + perRow·rows + perToken·rows·length + perPair·rows·length²)
 *
 * The floor is the time to read the weights once, the rest is arithmetic; where they meet, batching stops being free. One
 * straight line through both would put that knee several times too far out. On a CPU, which runs rows one after another, the
 * floor and the overhead come out near nothing, and so does the gain of a batch.
 *
 * Measured times are kept as one robust mean for each size of batch (half-octaves of tokens and of length), so a size that
 * was not seen for a while is not forgotten, and an outlier moves its cell only a little. The formula is fitted to the cells:
 * for every place where the floor may end, by non-negative least squares on relative errors.
 */
export interface CostModel {
  readonly cells: Map<number, Cell>;
  /** Batches measured. */
  observed: number;
  /** Largest batch measured, padded tokens; beyond twice that nothing is predicted with confidence. */
  largestTokens: number;
  /** Typical relative error of a prediction. */
  deviation: number;
  /** Undefined until something was measured, here or on a worker of the same kind. */
  fit: Fit | undefined;
}

interface Cell {
  weight: number;
  /** Which observation of the model was its last. */
  seen: number;
  ms: number;
  deviationMs: number;
  /** Means. */
  rows: number;
  length: number;
}

/** Milliseconds: floor, and the weights of {@link featuresOf}. */
interface Fit {
  readonly floor: number;
  readonly weights: readonly number[];
}

/** Share of the best throughput at which a batch counts as large enough. */
const kneeShare = 0.9;
const slowStartRows = 4;
/** Cells that differ by more do not lie on one floor. */
const notFlat = 1.6;
/** Batches measured before their times mean something: the first ones warm a device up. */
const believedAfter = 8;
const cellWeightLimit = 16;

/** @param like a worker of the same kind: its measurements are believed until this one has its own */
export function createCostModel(like?: CostModel): CostModel {
  const { fit, deviation = 0.1, largestTokens = 0 } = like ?? {};
  return { cells: new Map(), observed: 0, largestTokens, deviation, fit };
}

export function isMeasured(model: CostModel): boolean {
  return model.fit !== undefined;
}

/**
 * @param rows ≥ 1
 * @param length tokens of a row, padding included
 * @returns milliseconds; 0 while nothing is known
 */
export function predictMs(model: CostModel, rows: number, length: number): number {
  if (!model.fit) return 0;
  // As evaluate(featuresOf()), without making an array: this runs for every row of every batch.
  const { floor, weights } = model.fit;
  const tokens = (rows * length) / 1e3;
  return Math.max(
    floor,
    weights[0]! + weights[1]! * rows + weights[2]! * tokens + (weights[3]! * tokens * length) / 1e3,
  );
}

/**
 * How many rows of this length are worth batching: throughput gains little beyond. Grows step by step while a worker is new:
 * at most to twice of what was measured.
 */
export function kneeRows(model: CostModel, length: number): number {
  const measured = model.largestTokens > 0 ? (2 * model.largestTokens) / length : slowStartRows;
  return Math.max(1, Math.floor(Math.min(measured, gainfulRows(model.fit, length))));
}

function gainfulRows(fit: Fit | undefined, length: number): number {
  if (!fit) return Number.POSITIVE_INFINITY;
  const [overhead, row, kilotoken, megapair] = fit.weights as [number, number, number, number];
  const perRow = row + (kilotoken * length) / 1e3 + (megapair * length * length) / 1e6;
  // rows / ms(rows) reaches the share where the floor is used up, and the overhead is spread over enough rows.
  const worth = Math.max(kneeShare * fit.floor, (overhead * kneeShare) / (1 - kneeShare));
  return perRow > 0 ? Math.ceil(worth / perRow) : Number.POSITIVE_INFINITY;
}

/** Learns from one batch. A time that cannot be one is ignored. */
export function observe(model: CostModel, rows: number, length: number, ms: number): void {
  if (!(ms > 0) || !Number.isFinite(ms)) return;
  if (model.fit) {
    const error = Math.min(1, Math.abs(ms / Math.max(predictMs(model, rows, length), 1e-9) - 1));
    model.deviation += (error - model.deviation) / 32;
  }
  model.observed += 1;
  model.largestTokens = model.observed === 1 ? rows * length : Math.max(model.largestTokens, rows * length);
  const isNew = observeCell(model, rows, length, ms);
  // Often at first, seldom later: a fit takes some 20 µs.
  const every = model.observed < 128 ? 16 : 128;
  if (model.observed < believedAfter) return;
  if (model.observed === believedAfter || isNew || model.observed % every === 0) model.fit = fitCells(pointsOf(model));
}

const halfOctave = (value: number) => Math.round(2 * Math.log2(value));
const cellKey = (rows: number, length: number) => halfOctave(rows * length) * 64 + halfOctave(length);

function observeCell({ cells, observed }: CostModel, rows: number, length: number, ms: number): boolean {
  const key = cellKey(rows, length);
  const cell = cells.get(key);
  if (!cell) {
    cells.set(key, { weight: 1, seen: observed, ms, deviationMs: ms / 4, rows, length });
    return true;
  }
  cell.seen = observed;
  cell.weight = Math.min(cell.weight + 1, cellWeightLimit);
  const rate = 1 / cell.weight;
  const limit = 3 * Math.max(cell.deviationMs, cell.ms / 50);
  const error = Math.min(limit, Math.max(-limit, ms - cell.ms));
  cell.ms += rate * error;
  cell.deviationMs += rate * (Math.abs(error) - cell.deviationMs);
  cell.rows += rate * (rows - cell.rows);
  cell.length += rate * (length - cell.length);
  return false;
}

/** What was seen long ago counts less: a device that became slower is slower at every size. */
function pointsOf({ cells, observed }: CostModel): Point[] {
  return Array.from(cells.values(), ({ weight, seen, ms, rows, length }) => {
    return { weight: weight * 2 ** ((seen - observed) / 64), ms, features: featuresOf(rows, length) };
  });
}

interface Point {
  readonly weight: number;
  readonly ms: number;
  readonly features: readonly number[];
}

/** Scaled so that none dwarfs the others: constant, rows, thousands of tokens, millions of token pairs. */
function featuresOf(rows: number, length: number): number[] {
  return [1, rows, (rows * length) / 1e3, (rows * length * length) / 1e6];
}

function dot(weights: readonly number[], features: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * features[i]!;
  return sum;
}

function evaluate(fit: Fit, features: readonly number[]): number {
  return Math.max(fit.floor, dot(fit.weights, features));
}

/** The best of all fits in which the cells up to some size lie on the floor, and the others on the slope. */
function fitCells(cells: Point[]): Fit {
  cells.sort((a, b) => a.features[2]! - b.features[2]!);
  const slope = normalEquations();
  for (const cell of cells) add(slope, cell, 1);
  let best: Fit = { floor: 0, weights: solve(slope) };
  // A floor has to explain clearly more than a line does.
  let bestError = 0.7 * relativeError(best, cells);
  let weight = 0;
  let sum = 0;
  let leastMs = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    leastMs = Math.min(leastMs, cell.ms);
    if (cell.ms > notFlat * leastMs) break;
    add(slope, cell, -1);
    weight += cell.weight / cell.ms;
    sum += cell.weight;
    const fit = { floor: sum / weight, weights: solve(slope) };
    const error = relativeError(fit, cells);
    if (error >= bestError - 1e-9) continue;
    best = fit;
    bestError = error;
  }
  return best;
}

function relativeError(fit: Fit, cells: readonly Point[]): number {
  let sum = 0;
  for (const { weight, ms, features } of cells) sum += weight * (evaluate(fit, features) / ms - 1) ** 2;
  return sum;
}

/** Of weighted least squares on relative errors: matrix, by rows, and right side. */
interface NormalEquations {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

const unknowns = 4;

function normalEquations(): NormalEquations {
  return { matrix: new Float64Array(unknowns * unknowns), right: new Float64Array(unknowns) };
}

function add({ matrix, right }: NormalEquations, { weight, ms, features }: Point, sign: 1 | -1): void {
  const scale = (sign * weight) / (ms * ms);
  for (let i = 0; i < unknowns; i++) {
    right[i]! += scale * features[i]! * ms;
    for (let j = 0; j < unknowns; j++) matrix[i * unknowns + j]! += scale * features[i]! * features[j]!;
  }
}

/** Non-negative least squares by coordinate descent: time never falls with more work. */
function solve({ matrix, right }: NormalEquations): number[] {
  const weights = [0, 0, 0, 0];
  // Tokens first: where all rows have one length, the columns are multiples of each other and the first takes all.
  for (let sweep = 0; sweep < 30; sweep++) {
    for (const i of [2, 0, 1, 3]) {
      const own = matrix[i * unknowns + i]!;
      // Left over from adding and taking away.
      if (own < 1e-12) continue;
      let rest = right[i]!;
      for (let j = 0; j < unknowns; j++) if (j !== i) rest -= matrix[i * unknowns + j]! * weights[j]!;
      weights[i] = Math.max(0, rest / own);
    }
  }
  return weights;
}
