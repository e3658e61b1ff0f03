import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { float32Array, float32Bytes, int32Array, int32Bytes } from "./arrays.js";
import type {
  RowPrediction as WirePrediction,
  RowPrediction__Output as WirePredictionOut,
} from "./generated/unmask/v1/RowPrediction.js";
import type { StepRow as WireRow, StepRow__Output as WireRowOut } from "./generated/unmask/v1/StepRow.js";

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
  return {
    tokenIds: int32Bytes(prediction.tokenIds),
    confidence: float32Bytes(prediction.confidence),
    margin: float32Bytes(prediction.margin),
    entropy: float32Bytes(prediction.entropy),
    targetLogProb: float32Bytes(prediction.targetLogProb),
  };
}

/** @throws {RangeError} when an array's bytes are not whole numbers */
export function decodePrediction(prediction: WirePredictionOut): RowPrediction {
  return {
    tokenIds: int32Array(prediction.tokenIds),
    confidence: float32Array(prediction.confidence),
    margin: float32Array(prediction.margin),
    entropy: float32Array(prediction.entropy),
    targetLogProb: float32Array(prediction.targetLogProb),
  };
}
