/** A step row → the denoise graph's inputs. Pure: no session, no clock. */
import { RandomStream, type StepRow, uniform } from "@unmask/diffusion";

/** A tensor as plain data. */
export interface PackedTensor {
  readonly type: "int32" | "float32";
  readonly data: Int32Array | Float32Array;
  readonly dims: readonly number[];
}

/**
 * Packs one row, or a slice of its candidates, into one run: the canvas and, with guidance, the unconditional canvas
 * below it. Rows do not share a run: on a CPU that gains nothing above some hundred tokens, and it changes results.
 * ONNX Runtime's vectorised Exp and Log round the last few elements of a tensor differently from the rest, so a
 * candidate's numbers would depend on where its batch-mates put it (measured: 7 of 188 rows differed in the last bit).
 * @param from first candidate, an index into `row.candidates`
 * @param to one past the last candidate
 * @returns feeds by input name, see graph.ts and head.ts
 */
export function packRow(row: StepRow, from = 0, to = row.candidates.length): Record<string, PackedTensor> {
  const length = row.inputIds.length;
  const count = to - from;
  const positions = row.candidates.subarray(from, to);
  const canvases = row.unconditionalIds ? [row.inputIds, row.unconditionalIds] : [row.inputIds];
  const order = counting(count);
  const confidenceIds = row.confidenceSuppressedIds;
  return {
    input_ids: ids(concat(canvases), [canvases.length, length]),
    position_ids: ids(concat(canvases.map(() => row.positionIds ?? counting(length))), [canvases.length, length]),
    shadow_length: ids(Int32Array.of(row.shadowLength ?? 0)),
    rows: ids(concat(canvases.map((_, canvas) => positions.map((position) => canvas * length + position)))),
    candidates: ids(order),
    partners: ids(row.unconditionalIds ? order.map((i) => count + i) : order),
    guidance_scale: numbers(new Float32Array(count).fill(row.guidanceScale)),
    suppressed_ids: suppressedTable(row, positions),
    // Without further ids, those already suppressed are suppressed again, which changes nothing.
    confidence_suppressed_ids: idTable(count, confidenceIds.length > 0 ? confidenceIds : row.suppressedIds),
    temperature: numbers(new Float32Array(count).fill(row.temperature)),
    uniform: numbers(Float32Array.from(positions, (position) => uniformAt(row, position))),
    target_ids: ids(row.targetIds?.slice(from, to) ?? new Int32Array(count).fill(-1)),
  };
}

/** Greedy rows draw no number. */
function uniformAt(row: StepRow, position: number): number {
  return row.temperature > 0 ? uniform(row.seed, row.step, position, RandomStream.token) : 0;
}

/** [C, S]: ids that are never chosen; candidates without early ones repeat an id, which changes nothing. */
function suppressedTable(row: StepRow, candidates: Int32Array): PackedTensor {
  const { suppressedIds, earlySuppressedIds = [], earlyBefore = 0 } = row;
  const filler = earlySuppressedIds.map(() => suppressedIds[0] as number);
  const lists = Array.from(candidates, (candidate) => [
    ...suppressedIds,
    ...(verified(row, candidate) < earlyBefore ? earlySuppressedIds : filler),
  ]);
  return ids(Int32Array.from(lists.flat()), [candidates.length, suppressedIds.length + filler.length]);
}

/** @returns index of the token that a shadow stands in for; of any other token its own */
function verified({ inputIds, positionIds, shadowLength = 0 }: StepRow, index: number): number {
  return positionIds && index >= inputIds.length - shadowLength
    ? positionIds.indexOf(positionIds[index] as number)
    : index;
}

/** 0, 1, 2 … */
function counting(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

function concat(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function ids(data: Int32Array, dims: readonly number[] = [data.length]): PackedTensor {
  return { type: "int32", data, dims };
}

function numbers(data: Float32Array): PackedTensor {
  return { type: "float32", data, dims: [data.length] };
}

/** [C, S]: the same ids for every candidate. */
function idTable(count: number, list: readonly number[]): PackedTensor {
  const table = Int32Array.from({ length: count * list.length }, (_, i) => list[i % list.length] as number);
  return ids(table, [count, list.length]);
}
