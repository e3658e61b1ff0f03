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
  const workers = [worker, { ...worker, id: "w-22", busy: 1 }];
  expect(clusterTable({ waiting: 3, running: 0, workers, sequences: [] })).toEqual([
    "2 workers · 0 running · 3 waiting · 400 sequence-steps/s · 25600 positions/s",
    "",
    "worker  scheduler  model   device  busy              batches  steps/s  rows a step  positions/s",
    "w-1     s-1        pebble  cpu     █████░░░░░  50 %  2        50.0     4.0          12800",
    "w-22    s-1        pebble  cpu     ██████████ 100 %  2        50.0     4.0          12800",
  ]);
});

test("then a line for each sequence: how far it is and who has it, and how many are not shown", () => {
  const sequence = {
    jobId: "3f2a91c0",
    schedulerId: "s-1",
    model: "pebble",
    priority: "interactive",
    step: 7,
    steps: 64,
    tokens: 12,
    length: 64,
    workerIds: ["w-1"],
    ageMs: 1234,
  };
  const sequences = [sequence, { ...sequence, jobId: "", priority: "batch", step: 0, tokens: 0, workerIds: [] }];
  expect(clusterTable({ waiting: 0, running: 7, workers: [worker], sequences }).slice(5)).toEqual([
    "sequence   scheduler  model   class        age    step  tokens  worker",
    "3f2a91c0   s-1        pebble  interactive  1.2 s  7/64  12/64   w-1",
    "another's  s-1        pebble  batch        1.2 s  0/64  0/64    waits",
    "… 5 more",
  ]);
});

test("a cluster without workers and work is one line", () => {
  expect(clusterTable({ waiting: 1, running: 0, workers: [], sequences: [] })).toHaveLength(1);
});
