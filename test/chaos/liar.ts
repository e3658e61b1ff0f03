import { credentials } from "@grpc/grpc-js";
import {
  decodeRow,
  encodePrediction,
  type SchedulerMessage__Output,
  type StepBatch,
  stepProtocol,
  type WorkerMessage,
  WorkerServiceClient,
} from "@unmask/wire";
import type { Lie } from "./plan.js";

type Hello = NonNullable<WorkerMessage["hello"]>;

/** A worker that speaks the protocol and answers nonsense. @returns the way to end it */
export function attachLiar(address: string, hello: Hello, lie: Lie): () => void {
  const client = new WorkerServiceClient(address, credentials.createInsecure());
  const stream = client.Attach();
  // However the scheduler ends it: that is what it is there for.
  stream.on("error", () => {});
  stream.on("data", ({ batch }: SchedulerMessage__Output) => {
    if (batch) for (const result of answers(batch, lie)) stream.write({ result });
  });
  stream.write({ hello: { ...hello, protocol: stepProtocol } });
  const beating = setInterval(() => stream.write({ heartbeat: { inFlight: 0 } }), 500);
  return () => {
    clearInterval(beating);
    stream.cancel();
    client.close();
  };
}

function answers({ batchId, rows }: StepBatch, lie: Lie): NonNullable<WorkerMessage["result"]>[] {
  const predictions = rows.map(decodeRow).map(({ candidates }) => {
    const numbers = (value: number) => new Float32Array(candidates.length).fill(value);
    return encodePrediction({
      tokenIds: new Int32Array(candidates.length).fill(lie === "wrong_ids" ? 1 << 30 : 5),
      confidence: numbers(lie === "nan" ? Number.NaN : 1),
      margin: numbers(1),
      entropy: numbers(0),
      targetLogProb: numbers(0),
    });
  });
  switch (lie) {
    case "wrong_ids":
    case "nan":
      return [{ batchId, rows: predictions }];
    case "few_rows":
      return [{ batchId, rows: predictions.slice(1) }];
    case "twice":
      // Broken the first time, so that no honest-looking nonsense gets into an answer; then again when it is void.
      return [
        { batchId, rows: [] },
        { batchId, rows: predictions },
      ];
    case "other_batch":
      return [{ batchId: batchId + 1_000_000, rows: predictions }];
    case "silent":
      return [];
    default:
      return lie satisfies never;
  }
}
