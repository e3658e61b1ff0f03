import { expect, test } from "vitest";
import { WorkerMeter } from "./worker-meter.js";

test("rates are per second since the last look", () => {
  const meter = new WorkerMeter(1000);
  meter.add(4, 400, 100);
  meter.add(2, 200, 150);
  expect(meter.take(1500)).toEqual({ stepsPerSecond: 4, sequenceStepsPerSecond: 12, tokensPerSecond: 1200, busy: 0.5 });
  expect(meter.take(1600)).toEqual({ stepsPerSecond: 0, sequenceStepsPerSecond: 0, tokensPerSecond: 0, busy: 0 });
});

test("nobody is busier than always, and two looks at one moment are no division by zero", () => {
  const meter = new WorkerMeter(0);
  meter.add(1, 10, 5000);
  expect(meter.take(1000).busy).toBe(1);
  expect(meter.take(1000)).toMatchObject({ stepsPerSecond: 0, busy: 0 });
});
