import { expect, test } from "vitest";
import { clusterTable } from "./cluster-table.js";

const worker = {
  id: "w-1",
  schedulerId: "s-1",
  model: "pebble",
  device: "cpu",
  batchesInFlight: 2,
  stepsPerSecond: 50,
  sequenceStepsPerSecond: 200,
  tokensPerSecond: 12_800,
  busy: 0.5,
};

test("a summary over all workers, then a line for each", () => {
  expect(clusterTable({ waiting: 3, running: 8, workers: [worker, { ...worker, id: "w-22", busy: 1 }] })).toEqual([
    "2 workers · 8 running · 3 waiting · 400 sequence-steps/s · 25600 tokens/s through the model",
    "",
    "worker  scheduler  model   device  busy              batches  steps/s  rows a step  tokens/s",
    "w-1     s-1        pebble  cpu     █████░░░░░  50 %  2        50.0     4.0          12800",
    "w-22    s-1        pebble  cpu     ██████████ 100 %  2        50.0     4.0          12800",
  ]);
});

test("a cluster without workers is one line", () => {
  expect(clusterTable({ waiting: 1, running: 0, workers: [] })).toHaveLength(1);
});
