import type { StepRow } from "@unmask/diffusion";
import { describe, expect, test } from "vitest";
import { int32Array } from "./arrays.js";
import { decodeFrame, encodeFrame, workerService } from "./proto.js";
import { decodePrediction, decodeRow, encodePrediction, encodeRow } from "./rows.js";

const attach = workerService.Attach;

describe("step rows", () => {
  const row: StepRow = {
    inputIds: Int32Array.of(5, 126336, 126336, 0),
    unconditionalIds: Int32Array.of(126336, 126336, 126336, 0),
    positionIds: Int32Array.of(0, 1, 2, 900),
    earlySuppressedIds: [126081],
    earlyBefore: 2,
    shadowLength: 1,
    guidanceScale: 0.5,
    candidates: Int32Array.of(1, 2),
    suppressedIds: [126336],
    confidenceSuppressedIds: [126081, 126348],
    temperature: 0.7,
    seed: Number.MAX_SAFE_INTEGER,
    step: 3,
    targetIds: Int32Array.of(-1, 7),
  };

  test("survive the wire, at whatever offset their bytes land", () => {
    for (const pad of ["", "x", "xx", "xxx"]) {
      const bytes = attach.responseSerialize({ batch: { batchId: 1, rows: [{ ...encodeRow(row) }, encodeRow(row)] } });
      const shifted = Buffer.concat([Buffer.from(pad), bytes]).subarray(pad.length);
      const message = attach.responseDeserialize(shifted);
      expect(message.batch!.rows.map(decodeRow)).toEqual([row, row]);
    }
  });

  test("leave out what they do not have", () => {
    const {
      unconditionalIds: _u,
      targetIds: _t,
      positionIds: _p,
      earlySuppressedIds: _e,
      earlyBefore: _b,
      shadowLength: _s,
      ...plain
    } = row;
    const message = attach.responseDeserialize(attach.responseSerialize({ batch: { rows: [encodeRow(plain)] } }));
    expect(message.batch!.rows.map(decodeRow)).toEqual([plain]);
  });

  test("predictions survive bit by bit", () => {
    const prediction = {
      tokenIds: Int32Array.of(1, 2),
      confidence: Float32Array.of(0.1, 1),
      margin: Float32Array.of(0, 1e-30),
      entropy: Float32Array.of(5.5, 0),
      targetLogProb: Float32Array.of(-0.1, -80),
    };
    const message = attach.requestDeserialize(
      attach.requestSerialize({ result: { batchId: 1, rows: [encodePrediction(prediction)] } }),
    );
    expect(decodePrediction(message.result!.rows[0]!)).toEqual(prediction);
  });

  test("half a number is refused", () => {
    expect(() => int32Array(new Uint8Array(6))).toThrow("6 bytes are not whole 4-byte numbers");
    expect(() => decodePrediction({ numbers: Buffer.alloc(24) })).toThrow("24 bytes are not five arrays of numbers");
  });
});

test("a frame comes back from its bytes", () => {
  const frame = {
    step: 4,
    forwards: 8,
    masked: 2,
    remasked: [1],
    provisional: [{ position: 4, tokenId: 8, text: "", confidence: 0.25 }],
    snapshot: true,
    commits: [{ position: 3, tokenId: 9, text: "", confidence: 0.5 }],
  };
  expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
});
