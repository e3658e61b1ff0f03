/** Step rows → the denoise graph's inputs. Pure: no session, no clock. */
import { RandomStream, type StepRow, uniform } from "@unmask/diffusion";

/** A tensor as plain data. */
export interface PackedTensor {
  readonly type: "int32" | "float32";
  readonly data: Int32Array | Float32Array;
  readonly dims: readonly number[];
}

/**
 * Packs one row into one run. On a CPU rows do not share a run: that gains nothing above some hundred tokens, and it changes
 * results. ONNX Runtime's vectorised Exp and Log round the last few elements of a tensor differently from the rest, so a
 * candidate's numbers would depend on where its batch-mates put it (measured: 7 of 188 rows differed in the last bit).
 * @returns feeds by input name, see graph.ts and head.ts
 */
export function packRow(row: StepRow): Record<string, PackedTensor> {
  return { ...packCanvases([row]), shadow_length: ids(Int32Array.of(row.shadowLength ?? 0)) };
}

/**
 * Packs rows of any lengths into one run of a graph for GPUs, padded to the longest.
 * @returns feeds by input name
 */
export function packPadded(rows: readonly StepRow[]): Record<string, PackedTensor> {
  const perCanvas = (value: (row: StepRow) => number) =>
    ids(Int32Array.from(rows.flatMap((row) => canvasesOf(row).map(() => value(row)))));
  return {
    ...packCanvases(rows),
    shadow_length: perCanvas((row) => row.shadowLength ?? 0),
    key_lengths: perCanvas((row) => row.inputIds.length),
  };
}

/** A row with some of its candidates: `from` to one before `to`. */
export function sliceRow(row: StepRow, from: number, to: number): StepRow {
  if (from === 0 && to === row.candidates.length) return row;
  const { targetIds } = row;
  return {
    ...row,
    candidates: row.candidates.slice(from, to),
    ...(targetIds && { targetIds: targetIds.slice(from, to) }),
  };
}

/** The canvas and, with guidance, the unconditional canvas below it. */
function canvasesOf({ inputIds, unconditionalIds }: StepRow): Int32Array[] {
  return unconditionalIds ? [inputIds, unconditionalIds] : [inputIds];
}

function packCanvases(rows: readonly StepRow[]): Record<string, PackedTensor> {
  const length = Math.max(...rows.map(({ inputIds }) => inputIds.length));
  const canvases: Int32Array[] = [];
  const positions: Int32Array[] = [];
  const looked: number[] = [];
  const candidates: number[] = [];
  const partners: number[] = [];
  for (const row of rows) {
    const own = canvasesOf(row);
    const firstLooked = looked.length;
    for (const canvas of own) {
      for (const candidate of row.candidates) looked.push(canvases.length * length + candidate);
      canvases.push(canvas);
      positions.push(row.positionIds ?? counting(canvas.length));
    }
    for (let i = 0; i < row.candidates.length; i++) {
      candidates.push(firstLooked + i);
      // The last canvas is the unconditional one, or the only one.
      partners.push(firstLooked + (own.length - 1) * row.candidates.length + i);
    }
  }
  const each = (value: (row: StepRow, candidate: number, i: number) => number) =>
    rows.flatMap((row) => Array.from(row.candidates, (candidate, i) => value(row, candidate, i)));
  return {
    input_ids: ids(joined(canvases, length), [canvases.length, length]),
    position_ids: ids(joined(positions, length), [canvases.length, length]),
    rows: ids(Int32Array.from(looked)),
    candidates: ids(Int32Array.from(candidates)),
    partners: ids(Int32Array.from(partners)),
    guidance_scale: numbers(Float32Array.from(each((row) => row.guidanceScale))),
    suppressed_ids: idTable(rows, suppressedAt),
    // Without further ids, those already suppressed are suppressed again, which changes nothing.
    confidence_suppressed_ids: idTable(rows, ({ confidenceSuppressedIds, suppressedIds }) =>
      confidenceSuppressedIds.length > 0 ? confidenceSuppressedIds : suppressedIds,
    ),
    temperature: numbers(Float32Array.from(each((row) => row.temperature))),
    uniform: numbers(Float32Array.from(each(uniformAt))),
    target_ids: ids(Int32Array.from(each((row, _, i) => row.targetIds?.[i] ?? -1))),
  };
}

/** Greedy rows draw no number. */
function uniformAt(row: StepRow, position: number): number {
  return row.temperature > 0 ? uniform(row.seed, row.step, position, RandomStream.token) : 0;
}

/** Ids that are never chosen at a candidate. */
function suppressedAt(row: StepRow, candidate: number): readonly number[] {
  const { suppressedIds, earlySuppressedIds = [], earlyBefore = 0 } = row;
  return verified(row, candidate) < earlyBefore ? [...suppressedIds, ...earlySuppressedIds] : suppressedIds;
}

/** @returns index of the token that a shadow stands in for; of any other token its own */
function verified({ inputIds, positionIds, shadowLength = 0 }: StepRow, index: number): number {
  return positionIds && index >= inputIds.length - shadowLength
    ? positionIds.indexOf(positionIds[index] as number)
    : index;
}

/** [C, S]: a candidate with fewer ids than others repeats its first, which changes nothing. */
function idTable(rows: readonly StepRow[], at: (row: StepRow, candidate: number) => readonly number[]): PackedTensor {
  const lists = rows.flatMap((row) => Array.from(row.candidates, (candidate) => at(row, candidate)));
  const width = Math.max(...lists.map((list) => list.length));
  const table = new Int32Array(lists.length * width);
  for (const [i, list] of lists.entries())
    for (let k = 0; k < width; k++) table[i * width + k] = list[k] ?? (list[0] as number);
  return ids(table, [lists.length, width]);
}

/** 0, 1, 2 … */
function counting(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

/** One after the other, each filled up with zeros to `length`. */
function joined(parts: readonly Int32Array[], length: number): Int32Array {
  const whole = new Int32Array(parts.length * length);
  for (const [i, part] of parts.entries()) whole.set(part, i * length);
  return whole;
}

function ids(data: Int32Array, dims: readonly number[] = [data.length]): PackedTensor {
  return { type: "int32", data, dims };
}

function numbers(data: Float32Array): PackedTensor {
  return { type: "float32", data, dims: [data.length] };
}
