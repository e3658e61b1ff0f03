import type { SamplingParams } from "./parameters.js";
import type { SequenceInput } from "./sequence.js";
import type { RowPrediction, StepRow } from "./step.js";

/**
 * How long a gap of unknown length is. A mask stands for one token, so a canvas has one length; before decoding, each length
 * from 1 to the most is tried with one forward pass, in which the gap is masks and the tokens just behind it (before it, where
 * nothing stands behind) are masked, too. The length wins whose score is best:
 *
 *     Σ over the gap of ln p(likeliest token) + Σ over the masked neighbours of ln p(true token)
 *
 * The first term is the first-look confidence of CAL (arXiv 2602.00476), which alone has a bias in length; the second says
 * whether what follows fits so far behind what precedes it. Gaps are sized from left to right; those further right stand at
 * their most meanwhile. @see docs/decoding.md for what it was measured to be worth
 */

/** Neighbours that are scored; chosen with bench/gap-lengths.ts. */
const defaultNeighbours = 12;

/** Tokens of a template that are to be found. */
export interface Gap {
  /** In the answer, from 0. */
  readonly start: number;
  /** Tokens; of a variable one, at most. */
  readonly length: number;
  /** Its length is to be found, too. */
  readonly variable?: boolean;
}

/** An infilling whose lengths are being found. */
export interface Sizing {
  readonly input: SequenceInput;
  /** From left to right, at their most. */
  readonly gaps: readonly Gap[];
  /** Length of each gap: what was found, or its most. {@link applySizing} writes to it. */
  readonly lengths: number[];
  /** The gap that is being sized; the number of gaps once all are. */
  gap: number;
  /** Scores of lengths 1, 2, … of this gap. */
  scores: number[];
  forwards: number;
  positions: number;
  readonly neighbours: number;
}

/** @param neighbours tokens beside a gap that are scored with it, ≥ 0 */
export function startSizing(input: SequenceInput, gaps: readonly Gap[], neighbours = defaultNeighbours): Sizing {
  const lengths = gaps.map(({ length }) => length);
  const sizing: Sizing = { input, gaps, lengths, gap: -1, scores: [], forwards: 0, positions: 0, neighbours };
  enterNextGap(sizing);
  return sizing;
}

export function isSized({ gap, gaps }: Sizing): boolean {
  return gap >= gaps.length;
}

/** Forward passes that are left at most. */
export function sizingBound({ gaps, gap, scores }: Sizing): number {
  return gaps.slice(gap).reduce((sum, { variable, length }) => sum + (variable ? length : 0), 0) - scores.length;
}

/** The row that tries the next length. */
export function sizingRow(sizing: Sizing): StepRow {
  const { input, lengths, gap, scores } = sizing;
  const { special, params, promptIds } = input;
  const length = scores.length + 1;
  const tried = fitTemplate(input, sizing.gaps, lengths.with(gap, length));
  const canvas = Int32Array.from([...Array.from(promptIds), ...Array.from(tried.input.template!)]);
  const start = promptIds.length + tried.gaps[gap]!.start;
  const neighbours = neighboursOf(canvas, start, start + length, special.mask, sizing.neighbours);
  const candidates = [...Array.from({ length }, (_, i) => start + i), ...neighbours].sort((a, b) => a - b);
  const targetIds = candidates.map((position) => (neighbours.includes(position) ? canvas[position]! : -1));
  for (const position of neighbours) canvas[position] = special.mask;
  return {
    inputIds: canvas,
    guidanceScale: 0,
    candidates: Int32Array.from(candidates),
    targetIds: Int32Array.from(targetIds),
    suppressedIds: [special.mask, ...params.bannedIds],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: params.seed,
    step: sizing.forwards,
  };
}

/** Notes a length's score; the last one's decides. Mutates the sizing. */
export function applySizing(sizing: Sizing, row: StepRow, prediction: RowPrediction): void {
  const { gap, gaps, lengths } = sizing;
  sizing.scores.push(score(row, prediction));
  sizing.forwards += 1;
  sizing.positions += row.inputIds.length;
  if (sizing.scores.length < gaps[gap]!.length) return;
  lengths[gap] = 1 + sizing.scores.indexOf(Math.max(...sizing.scores));
  enterNextGap(sizing);
}

/** What is decoded then: the template, and the parameters that depend on its length. */
export function fitTemplate(
  input: SequenceInput,
  gaps: readonly Gap[],
  lengths: readonly number[],
): { readonly input: SequenceInput; readonly gaps: readonly Gap[] } {
  const whole = Array.from(input.template!);
  const ids: number[] = [];
  const fitted: Gap[] = [];
  let from = 0;
  for (const [i, { start, length }] of gaps.entries()) {
    ids.push(...whole.slice(from, start));
    fitted.push({ start: ids.length, length: lengths[i]! });
    for (let k = 0; k < lengths[i]!; k++) ids.push(input.special.mask);
    from = start + length;
  }
  ids.push(...whole.slice(from));
  const length = ids.length;
  const params: SamplingParams = { ...input.params, genLength: length, minLength: length, maxLength: length };
  return { input: { ...input, params, template: ids }, gaps: fitted };
}

function enterNextGap(sizing: Sizing): void {
  do sizing.gap += 1;
  while (!isSized(sizing) && !sizing.gaps[sizing.gap]!.variable);
  sizing.scores = [];
}

/** Canvas positions of the nearest tokens that are there, ascending: behind the gap, or before it where none is behind. */
function neighboursOf(canvas: Int32Array, start: number, end: number, mask: number, most: number): number[] {
  const behind: number[] = [];
  for (let i = end; i < canvas.length && behind.length < most && canvas[i] !== mask; i++) behind.push(i);
  if (behind.length > 0) return behind;
  const before: number[] = [];
  for (let i = start - 1; i >= 0 && before.length < most && canvas[i] !== mask; i--) before.unshift(i);
  return before;
}

function score({ targetIds }: StepRow, { confidence, targetLogProb }: RowPrediction): number {
  // A probability of 0 would make every other number of this length meaningless.
  const logs = Array.from(targetIds!, (target, i) => (target >= 0 ? targetLogProb[i]! : Math.log(confidence[i]!)));
  return logs.reduce((sum, log) => sum + Math.max(log, -30), 0);
}
