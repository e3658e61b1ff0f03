import type { Scenario } from "./cluster.js";
import { gpu8b } from "./device.js";
import type { Stream } from "./load.js";

/** The loads that the policy is judged by; every one of them grows with the number of workers. */
export const scenarioNames = [
  "saturated",
  "flood",
  "interactive",
  "interactive+batch",
  "bursts+batch",
  "short alone",
  "short+long",
  "stragglers",
  "interactive+batch, 5 % slow",
  "faults",
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

const tenants = Array.from({ length: 8 }, (_, i) => `t${i}`);

/** Always so many batch sequences for each worker, 8 tenants alike. */
function backlog(workers: number, perWorker = 40): Stream[] {
  const sequences = Math.ceil((perWorker * workers) / tenants.length);
  return tenants.map((tenant) => ({
    tenant,
    priority: "batch",
    length: [128, 1024],
    steps: [16, 64],
    arrivals: { kind: "backlog", sequences },
  }));
}

/** Interactive requests, so many a second for each worker: one takes a worker some 0.3 s. */
function interactive(workers: number, perSecond = 0.8): Stream[] {
  return tenants.map((tenant) => ({
    tenant,
    priority: "interactive",
    length: [128, 512],
    steps: [16, 64],
    arrivals: { kind: "poisson", perSecond: (perSecond * workers) / tenants.length },
  }));
}

/** Short rows: what they suffer from a long neighbour shows here. */
function short(workers: number): Stream[] {
  return [
    {
      tenant: "short",
      priority: "standard",
      length: [64, 128],
      steps: [16, 32],
      arrivals: { kind: "poisson", perSecond: workers },
    },
  ];
}

export function scenario(name: ScenarioName, workers: number, seed: number): Scenario {
  const base = {
    workers,
    device: gpu8b,
    durationMs: workers < 8 ? 400_000 : workers < 64 ? 60_000 : 20_000,
    warmUpMs: 4000,
    seed,
  };
  switch (name) {
    case "saturated":
      return { ...base, streams: backlog(workers) };
    case "flood":
      // One tenant has ten times the requests of the others.
      return {
        ...base,
        streams: backlog(workers).map((stream, i) =>
          i > 0 ? stream : { ...stream, arrivals: { kind: "backlog", sequences: 50 * workers } },
        ),
      };
    case "interactive":
      return { ...base, streams: interactive(workers) };
    case "interactive+batch":
      return { ...base, streams: [...interactive(workers), ...backlog(workers)] };
    case "bursts+batch":
      return {
        ...base,
        streams: [
          ...interactive(workers).map(
            (stream, i): Stream => ({
              ...stream,
              arrivals: { kind: "bursts", sequences: Math.ceil(workers / 4), everyMs: 8000 + 500 * i },
            }),
          ),
          ...backlog(workers),
        ],
      };
    case "short alone":
      return { ...base, streams: short(workers) };
    case "short+long":
      // Rows of 8192 tokens take 165 ms, those of 128 take 6.
      return { ...base, streams: [...short(workers), long(Math.ceil(workers / 4))] };
    case "stragglers":
      return {
        ...base,
        // Half of the workers are idle, and can help.
        streams: backlog(workers, 0.5),
        faults: { slowSteps: 0.002, slowWorkers: workers > 4 ? 0.05 : 0 },
      };
    case "interactive+batch, 5 % slow":
      return { ...base, streams: [...interactive(workers), ...backlog(workers)], faults: { slowWorkers: 0.05 } };
    case "faults":
      return { ...base, streams: backlog(workers), faults: { lifeMs: 20_000, nonsense: 0.0005 } };
  }
}

function long(sequences: number): Stream {
  return {
    tenant: "long",
    priority: "batch",
    length: [8192, 8192],
    steps: [32, 32],
    arrivals: { kind: "backlog", sequences },
  };
}
