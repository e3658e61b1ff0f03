import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { float32Array, float32Bytes, int32Array, int32Bytes } from "./arrays.js";
import type {
  RowPrediction as WirePrediction,
  RowPrediction__Output as WirePredictionOut,
} from "./generated/unmask/v1/RowPrediction.js";
import type { StepRow as WireRow, StepRow__Output as WireRowOut } from "./generated/unmask/v1/StepRow.js";

/** Version of what schedulers and workers say to each other; goes up when an older one would not understand. */
export const stepProtocol = 2;

export function encodeRow(row: StepRow): WireRow {
  return {
    inputIds: int32Bytes(row.inputIds),
    ...(row.unconditionalIds && { unconditionalIds: int32Bytes(row.unconditionalIds) }),
    ...(row.positionIds && { positionIds: int32Bytes(row.positionIds) }),
    ...(row.shadowLength && { shadowLength: row.shadowLength }),
    guidanceScale: row.guidanceScale,
    candidates: int32Bytes(row.candidates),
    suppressedIds: [...row.suppressedIds],
    ...(row.earlySuppressedIds && {
      earlySuppressedIds: [...row.earlySuppressedIds],
      earlyBefore: row.earlyBefore ?? 0,
    }),
    confidenceSuppressedIds: [...row.confidenceSuppressedIds],
    temperature: row.temperature,
    seed: row.seed,
    step: row.step,
    ...(row.targetIds && { targetIds: int32Bytes(row.targetIds) }),
  };
}

/** @throws {RangeError} when an array's bytes are not whole numbers */
export function decodeRow(row: WireRowOut): StepRow {
  return {
    inputIds: int32Array(row.inputIds),
    ...(row.unconditionalIds.length > 0 && { unconditionalIds: int32Array(row.unconditionalIds) }),
    ...(row.positionIds.length > 0 && { positionIds: int32Array(row.positionIds) }),
    ...(row.shadowLength > 0 && { shadowLength: row.shadowLength }),
    guidanceScale: row.guidanceScale,
    candidates: int32Array(row.candidates),
    suppressedIds: row.suppressedIds,
    ...(row.earlySuppressedIds.length > 0 && {
      earlySuppressedIds: row.earlySuppressedIds,
      earlyBefore: row.earlyBefore,
    }),
    confidenceSuppressedIds: row.confidenceSuppressedIds,
    temperature: row.temperature,
    seed: row.seed,
    step: row.step,
    ...(row.targetIds.length > 0 && { targetIds: int32Array(row.targetIds) }),
  };
}

export function encodePrediction(prediction: RowPrediction): WirePrediction {
  const count = prediction.tokenIds.length;
  const numbers = new Float32Array(5 * count);
  new Int32Array(numbers.buffer, 0, count).set(prediction.tokenIds);
  for (const [i, field] of floatFields.entries()) numbers.set(prediction[field], (1 + i) * count);
  return { numbers: float32Bytes(numbers) };
}

/** @throws {RangeError} when the bytes are not five arrays of equally many numbers */
export function decodePrediction({ numbers }: WirePredictionOut): RowPrediction {
  if (numbers.byteLength % 20 !== 0) throw new RangeError(`${numbers.byteLength} bytes are not five arrays of numbers`);
  const floats = float32Array(numbers);
  const count = floats.length / 5;
  return {
    tokenIds: new Int32Array(floats.buffer, floats.byteOffset, count),
    confidence: floats.subarray(count, 2 * count),
    margin: floats.subarray(2 * count, 3 * count),
    entropy: floats.subarray(3 * count, 4 * count),
    targetLogProb: floats.subarray(4 * count),
  };
}

/** After the token ids, in this order. */
const floatFields = ["confidence", "margin", "entropy", "targetLogProb"] as const;
