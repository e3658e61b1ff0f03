import type { RowPrediction, StepRow } from "@unmask/diffusion";
import { createLogger, createMetrics } from "@unmask/runtime";
import { attach } from "../../services/worker/src/attach.js";

/**
 * Workers whose device takes no time: everything that ships but the engine. A process of its own, since its work is not what is
 * measured. Arguments: the addresses of the schedulers, commas between them, how many workers, the rows of 512 tokens that fill the device they claim to have.
 */
const [addresses = "", count = "1", kneeRows = "1", name = "w"] = process.argv.slice(2);
const metrics = createMetrics();
const log = createLogger({ level: "warn" });
const maxRows = 64;
const maxLength = 1024;
const vocabSize = 126_464;
const floorMs = 10;

const engine = {
  run: async (rows: readonly StepRow[]) => {
    const tokens = rows.reduce((sum, { inputIds }) => sum + inputIds.length, 0);
    // What the scheduler sizes batches by: at once up to the knee, then in proportion.
    const forwardMs = floorMs * Math.max(1, tokens / (512 * Number(kneeRows)));
    return { predictions: rows.map(predict), forwardMs, packMs: 0, sampleMs: 0 };
  },
};

/** Ids and confidences as a model's might be: different at every position and step, the same when asked again. */
function predict({ candidates, step, seed }: StepRow): RowPrediction {
  const numbers = (salt: number) =>
    Float32Array.from(candidates, (at) => (((at + 1) * 7919 + step * 104_729 + seed * 31 + salt) % 9973) / 9973);
  return {
    tokenIds: Int32Array.from(candidates, (at) => (at * 31 + step) % 100_000),
    confidence: numbers(1),
    margin: numbers(2),
    entropy: numbers(3),
    targetLogProb: new Float32Array(candidates.length),
  };
}

const hello = { model: "instant", modelDigest: "0", device: "instant", maxInFlight: 2, maxRows, maxLength, vocabSize };
for (let i = 0; i < Number(count); i++) {
  const claimed = { ...hello, workerId: `${name}-${i}`, maxTokens: maxRows * maxLength };
  for (const address of addresses.split(",")) attach(address, claimed, engine, log, metrics, undefined);
}
