import { type Action, type ClusterEvent, createCluster, decide } from "@unmask/scheduling";
import TinyQueue from "tinyqueue";
import { type Device, stepMs } from "./device.js";
import { arrivalTimes, type Request, request, type Stream } from "./load.js";
import { type Random, seeded } from "./random.js";
import { type Outcome, Tally } from "./tally.js";

export interface Scenario {
  readonly workers: number;
  readonly device: Device;
  readonly streams: readonly Stream[];
  /** Simulated time, and how much of its start is not counted. */
  readonly durationMs: number;
  readonly warmUpMs: number;
  readonly seed: number;
  readonly faults?: Faults;
}

export interface Faults {
  /** Share of steps that take ten times as long. */
  readonly slowSteps?: number;
  /** Share of workers that are three times slower than the others. */
  readonly slowWorkers?: number;
  /** Mean time until a worker dies; another takes its place after a second. */
  readonly lifeMs?: number;
  /** Share of steps that answer nonsense. */
  readonly nonsense?: number;
}

/** One way between scheduler and worker, with the scheduler's own time: messages, commits. */
const wayMs = 0.5;
const tickMs = 25;
const leaseMs = 5000;

interface SimulatedWorker {
  readonly id: string;
  readonly slowness: number;
  readonly queue: { batchId: number; tokens: number; arrivedMs: number; sequenceIds: readonly string[] }[];
  running: boolean;
  alive: boolean;
}

interface Running {
  readonly request: Request;
  /** Its stream's own numbers: a stream is the same whatever runs beside it. */
  readonly random: Random;
  readonly submittedMs: number;
  stepsLeft: number;
}

/** Runs decide() against simulated workers, on a clock of its own. */
export function simulate(scenario: Scenario): Outcome {
  const { device, streams, durationMs, faults = {} } = scenario;
  const cpu = process.cpuUsage();
  const random = seeded(scenario.seed);
  const state = createCluster({ leaseMs });
  const queue = new TinyQueue<{ atMs: number; order: number; run: () => void }>(
    [],
    (a, b) => a.atMs - b.atMs || a.order - b.order,
  );
  const tally = new Tally(scenario);
  const workers = new Map<string, SimulatedWorker>();
  const running = new Map<string, Running>();
  const voided = new Set<number>();
  let now = 0;
  let order = 0;
  let nextWorker = 0;
  let nextRequest = 0;

  const at = (atMs: number, run: () => void) => queue.push({ atMs, order: order++, run });

  function on(event: ClusterEvent): void {
    tally.events += 1;
    for (const action of decide(state, event, now)) perform(action);
  }

  function perform(action: Action): void {
    switch (action.kind) {
      case "dispatch": {
        const { workerId, batchId, sequenceIds } = action;
        const longest = sequenceIds.reduce((most, id) => Math.max(most, running.get(id)!.request.length), 0);
        const batch = { batchId, tokens: longest * sequenceIds.length, arrivedMs: now + wayMs, sequenceIds };
        if (action.hedgeOf) tally.hedges += 1;
        at(now + wayMs, () => arrive(workers.get(workerId)!, batch));
        return;
      }
      case "void_batch":
        voided.add(action.batchId);
        return;
      case "give_up":
      case "expire":
      case "unserved":
        running.delete(action.sequenceId);
        tally.lost += 1;
        return;
      case "quarantine_worker":
        tally.quarantines += 1;
        return;
      case "drop_worker":
      case "trust_worker":
        return;
      default:
        action satisfies never;
    }
  }

  function arrive(worker: SimulatedWorker, batch: SimulatedWorker["queue"][number]): void {
    if (!worker.alive) return;
    worker.queue.push(batch);
    if (!worker.running) runNext(worker);
  }

  function runNext(worker: SimulatedWorker): void {
    const batch = worker.queue.shift();
    worker.running = batch !== undefined;
    if (!batch) return;
    const startMs = now;
    const slow = random.next() < (faults.slowSteps ?? 0) ? 10 : 1;
    const forwardMs = stepMs(device, batch.tokens, random) * worker.slowness * slow;
    const waitMs = startMs - batch.arrivedMs;
    at(now + forwardMs, () => {
      if (!worker.alive) return;
      tally.busy(startMs, now, voided.has(batch.batchId));
      at(now + wayMs, () => answer(worker, batch, forwardMs, waitMs));
      runNext(worker);
    });
  }

  function answer(worker: SimulatedWorker, batch: SimulatedWorker["queue"][number], forwardMs: number, waitMs: number) {
    if (!worker.alive) return;
    const { batchId, sequenceIds } = batch;
    const of = { workerId: worker.id, batchId };
    if (random.next() < (faults.nonsense ?? 0)) return on({ kind: "batch_failed", ...of, fault: "nonsense" });
    const ended: Running[] = [];
    if (!voided.delete(batchId)) {
      for (const id of sequenceIds) {
        const sequence = running.get(id);
        if (!sequence) continue;
        tally.step(sequence.request, now);
        if (--sequence.stepsLeft === 0) ended.push(sequence);
      }
    }
    for (const { request } of ended) running.delete(request.id);
    on({ kind: "batch_done", ...of, ended: ended.map(({ request }) => request.id), forwardMs, waitMs });
    for (const { request, random, submittedMs } of ended) {
      tally.ended(request, submittedMs, now);
      if (request.stream.arrivals.kind === "backlog") submit(request.stream, random);
    }
  }

  function submit(stream: Stream, random: Random): void {
    const made = request(stream, `s${nextRequest++}`, random);
    running.set(made.id, { request: made, random, submittedMs: now, stepsLeft: made.steps });
    const { tenant, priority } = stream;
    const cost = { sequenceId: made.id, model: "m", rows: 1, length: made.length };
    on({ kind: "sequence_admitted", cost, tenant, priority });
  }

  function startWorker(): void {
    const id = `w${nextWorker++}`;
    const slowness = random.next() < (faults.slowWorkers ?? 0) ? 3 : 1;
    const worker: SimulatedWorker = { id, slowness, queue: [], running: false, alive: true };
    workers.set(id, worker);
    const limits = { maxInFlight: 2, maxRows: 64, maxTokens: 65_536, maxLength: 8192 };
    on({ kind: "worker_attached", replica: { id, model: "m", device: "gpu", ...limits } });
    if (faults.lifeMs) at(now + random.exponential(faults.lifeMs), () => die(worker));
  }

  function die(worker: SimulatedWorker): void {
    worker.alive = false;
    tally.deaths += 1;
    tally.absent(now, now + 1000);
    on({ kind: "worker_lost", workerId: worker.id });
    at(now + 1000, startWorker);
  }

  function follow(stream: Stream, times: Generator<number>, random: Random): void {
    const { value, done } = times.next();
    if (done || value > durationMs) return;
    at(value, () => {
      submit(stream, random);
      follow(stream, times, random);
    });
  }

  const tick = () => {
    on({ kind: "tick" });
    at(now + tickMs, tick);
  };
  const heartbeat = () => {
    for (const { id, alive } of workers.values()) if (alive) on({ kind: "worker_heard", workerId: id });
    at(now + leaseMs / 4, heartbeat);
  };
  for (let i = 0; i < scenario.workers; i++) startWorker();
  for (const [i, stream] of streams.entries()) {
    const own = seeded(scenario.seed * 1009 + i + 1);
    follow(stream, arrivalTimes(stream, own), own);
  }
  at(tickMs, tick);
  at(leaseMs / 4, heartbeat);
  for (let next = queue.pop(); next && next.atMs <= durationMs; next = queue.pop()) {
    now = next.atMs;
    next.run();
  }
  const { user, system } = process.cpuUsage(cpu);
  return tally.outcome((user + system) / 1000);
}
