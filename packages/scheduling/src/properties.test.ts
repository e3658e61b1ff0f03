import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { padded } from "./batching.js";
import {
  type Batch,
  type ClusterState,
  createCluster,
  type PriorityClass,
  priorityClasses,
  type Sequence,
} from "./cluster.js";
import { type Action, type ClusterEvent, decide } from "./decide.js";

const leaseMs = 1000;
const maxRunningPerTenant = 4;

/** Ids are reused, so that a sequence may come back under its old name while its old batch runs. */
const ids = fc.constantFrom(..."abcdefghijkl");
const workerIds = fc.constantFrom("w1", "w2", "w3");
const models = fc.constantFrom("m", "n");
const commands = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("admit" as const),
        id: ids,
        rows: fc.constantFrom(1, 2),
        length: fc.integer({ min: 1, max: 700 }),
        model: models,
        tenant: fc.constantFrom("t", "u", "v"),
        priority: fc.constantFrom(...priorityClasses),
        forMs: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("end" as const), id: ids }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("attach" as const),
        worker: workerIds,
        model: models,
        maxInFlight: fc.integer({ min: 1, max: 3 }),
        maxRows: fc.integer({ min: 1, max: 6 }),
        maxTokens: fc.integer({ min: 100, max: 2000 }),
        maxLength: fc.integer({ min: 100, max: 800 }),
        shapes: fc.constantFrom([], [128, 800]),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("lose" as const), worker: workerIds }) },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant("finish" as const),
        worker: workerIds,
        how: fc.constantFrom("done", "done", "done", "ended", "failed", "nonsense"),
        forwardMs: fc.integer({ min: 1, max: 100 }),
        length: fc.option(fc.integer({ min: 1, max: 700 }), { nil: undefined }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(900) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("hear" as const), worker: workerIds }) },
  ),
  { maxLength: 120, size: "max" },
);
type Command = typeof commands extends fc.Arbitrary<(infer C)[]> ? C : never;

/** @returns undefined for what cannot happen now */
function eventOf(state: ClusterState, command: Command, nowMs: number): ClusterEvent | undefined {
  switch (command.do) {
    case "admit": {
      if (state.sequences.has(command.id)) return undefined;
      const { id, tenant, priority, forMs, ...cost } = command;
      const deadlineMs = forMs === undefined ? undefined : nowMs + forMs;
      return { kind: "sequence_admitted", cost: { ...cost, sequenceId: id }, tenant, priority, deadlineMs };
    }
    case "end":
      return { kind: "sequence_ended", sequenceId: command.id };
    case "attach": {
      const { worker, do: _, ...limits } = command;
      return state.replicas.has(worker) ? undefined : { kind: "worker_attached", replica: { id: worker, ...limits } };
    }
    case "lose":
      return { kind: "worker_lost", workerId: command.worker };
    case "finish": {
      const worker = state.replicas.get(command.worker);
      const batch = worker?.inFlight.values().next().value;
      if (!batch) return undefined;
      const of = { workerId: command.worker, batchId: batch.id };
      if (command.how === "failed" || command.how === "nonsense")
        return { kind: "batch_failed", ...of, fault: command.how };
      const ended = command.how === "ended" && !batch.void ? batch.sequences.filter((s) => !s.ended) : [];
      const { forwardMs, length } = command;
      const [first] = batch.sequences;
      const lengths = length === undefined ? undefined : new Map([[first!.sequenceId, length]]);
      return {
        kind: "batch_done",
        ...of,
        ended: ended.map((s) => s.sequenceId),
        ...(lengths && { lengths }),
        forwardMs,
        waitMs: 0,
      };
    }
    case "hear":
      return { kind: "worker_heard", workerId: command.worker };
    case "wait":
      return { kind: "tick" };
  }
}

function newState(): ClusterState {
  return createCluster({ leaseMs, maxRunningPerTenant, modelGraceMs: 3000, ageMs: 500 });
}

function run(
  state: ClusterState,
  list: readonly Command[],
  look: (actions: Action[], event: ClusterEvent) => void,
): number {
  let now = 0;
  for (const command of list) {
    if (command.do === "wait") now += command.ms;
    const event = eventOf(state, command, now);
    if (event) look(decide(state, event, now), event);
  }
  return now;
}

describe("whatever happens", () => {
  test("a sequence is in one place, in two batches only while hedged, and every book agrees", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const state = newState();
        run(state, list, () => checkState(state));
      }),
      { numRuns: 100 },
    );
  });

  test("limits of workers and tenants are never exceeded", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const state = newState();
        run(state, list, (actions) => {
          for (const action of actions) {
            // Two workers' leases may end in one tick; what the first gives to the second is gone at once.
            const batch = action.kind === "dispatch" && findBatch(state, action);
            if (batch) checkBatch(batch);
          }
          for (const { replica, inFlight } of state.replicas.values()) {
            expect(inFlight.size).toBeLessThanOrEqual(replica.maxInFlight);
          }
          for (const { running } of state.tenants.values()) expect(running).toBeLessThanOrEqual(maxRunningPerTenant);
        });
      }),
      { numRuns: 100 },
    );
  });

  test("every batch that is sent ends exactly once: done, failed, void or with its worker", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const state = newState();
        const open = new Map<number, string>();
        run(state, list, (actions, event) => {
          if (event.kind === "worker_lost") closeAll(event.workerId);
          if (event.kind === "batch_done" || event.kind === "batch_failed") open.delete(event.batchId);
          for (const action of actions) {
            if (action.kind === "drop_worker") closeAll(action.workerId);
            if (action.kind === "void_batch") expect(open.delete(action.batchId)).toBe(true);
            if (action.kind !== "dispatch") continue;
            expect(open.has(action.batchId)).toBe(false);
            open.set(action.batchId, action.workerId);
          }
          const live = [...state.replicas.values()].flatMap((w) => [...w.inFlight.values()].filter((b) => !b.void));
          expect(live.map((b) => b.id).sort()).toEqual([...open.keys()].sort());
        });
        function closeAll(workerId: string) {
          for (const [batchId, holder] of open) if (holder === workerId) open.delete(batchId);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("no trusted worker idles while a step that it could run is ready", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const state = newState();
        const now = run(state, list, () => {});
        // With workers of different context lengths, the one that fits is found at its next heartbeat.
        for (const id of [...state.replicas.keys()]) decide(state, { kind: "worker_heard", workerId: id }, now);
        for (const { trust, inFlight, pool, replica } of state.replicas.values()) {
          if (trust !== "trusted" || inFlight.size > 0) continue;
          for (const sequence of pool.byAge) expect(sequence.length).toBeGreaterThan(replica.maxLength);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("the same events give the same actions", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const record = () => {
          const all: Action[] = [];
          run(newState(), list, (actions) => all.push(...actions));
          return all;
        };
        expect(record()).toEqual(record());
      }),
      { numRuns: 100 },
    );
  });

  test("with a sound worker everything ends, and nothing is remembered", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const state = newState();
        let now = run(state, list, () => {});
        for (const id of [...state.replicas.keys()]) decide(state, { kind: "worker_lost", workerId: id }, now);
        for (const model of ["m", "n"]) {
          const limits = { maxInFlight: 2, maxRows: 8, maxTokens: 10_000, maxLength: 1000 };
          decide(state, { kind: "worker_attached", replica: { id: model, model, ...limits } }, now);
        }
        for (let round = 0; round < 100 && state.sequences.size > 0; round++) {
          now += 20;
          decide(state, { kind: "tick" }, now);
          for (const worker of state.replicas.values()) {
            const batch = worker.inFlight.values().next().value;
            if (!batch) continue;
            const ended = batch.sequences.filter((s) => !s.ended).map((s) => s.sequenceId);
            const event = { kind: "batch_done", workerId: worker.replica.id, batchId: batch.id, ended } as const;
            decide(state, { ...event, forwardMs: 10, waitMs: 0 }, now);
          }
        }
        expect(state.sequences.size).toBe(0);
        expect(state.tenants.size).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("under contention", () => {
  const streams = fc.array(
    fc.record({
      tenant: fc.constantFrom("t", "u", "v", "x"),
      priority: fc.constantFrom(...priorityClasses),
      length: fc.integer({ min: 1, max: 500 }),
    }),
    { minLength: 2, maxLength: 24 },
  );

  /** One worker, sequences that never end; calls `look` with who was sent, batch after batch. */
  function contend(
    list: readonly { tenant: string; priority: PriorityClass; length: number }[],
    batches: number,
    look: (state: ClusterState, sent: readonly Sequence[], batch: number) => void,
  ) {
    const state = createCluster({ leaseMs: 1e9, ageMs: 0 });
    let now = 0;
    list.forEach(({ tenant, priority, length }, i) => {
      decide(
        state,
        { kind: "sequence_admitted", cost: { sequenceId: `${i}`, model: "m", rows: 1, length }, tenant, priority },
        0,
      );
    });
    const limits = { maxInFlight: 2, maxRows: 4, maxTokens: 4000, maxLength: 500 };
    decide(state, { kind: "worker_attached", replica: { id: "w", model: "m", ...limits } }, 0);
    for (let i = 0; i < batches; i++) {
      const batch: Batch = state.replicas.get("w")!.inFlight.values().next().value!;
      look(state, batch.sequences, i);
      const forwardMs = 1 + (batch.rows * batch.length) / 50;
      now += forwardMs;
      decide(state, { kind: "batch_done", workerId: "w", batchId: batch.id, ended: [], forwardMs, waitMs: 0 }, now);
    }
  }

  test("nothing starves: a step waits for at most 16 batches for each sequence there is", () => {
    fc.assert(
      fc.property(streams, (list) => {
        // Its turn, those before it, and what is under way.
        const bound = 16 * (list.length + 2);
        const last = list.map(() => 0);
        let longest = 0;
        contend(list, 4 * bound, (_state, sent, batch) => {
          for (const { sequenceId } of sent) last[Number(sequenceId)] = batch;
          for (const at of last) longest = Math.max(longest, batch - at);
        });
        expect(longest).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 60 },
    );
  });

  test("deficits are bounded: by a few batches, and with urgent work by what may be borrowed", () => {
    fc.assert(
      fc.property(streams, fc.boolean(), (list, oneClass) => {
        const backlog = [...list, ...list, ...list].map((one) => ({
          ...one,
          priority: oneClass ? ("batch" as const) : one.priority,
        }));
        contend(backlog, 600, (state) => {
          const pool = state.pools.get("m")!;
          const spent = [...pool.accounts.values()].map((account) => account.spent);
          const steps = (Math.max(...spent) - Math.min(...spent)) / pool.largestCharge;
          // Of the 2,400 steps there are: batches under way, in which all of a tenant's rows may be, batches of nothing but one
          // tenant's rows, because only those have the length, and the credit; sixteen full batches. What may be borrowed comes on top.
          expect(steps).toBeLessThanOrEqual(64 + (oneClass ? 0 : 64 * pool.slots));
        });
      }),
      { numRuns: 60 },
    );
  });
});

function findBatch(state: ClusterState, action: { workerId: string; batchId: number }): Batch | undefined {
  return state.replicas.get(action.workerId)?.inFlight.get(action.batchId);
}

function checkBatch({ worker: { replica }, worker, sequences }: Batch): void {
  const rows = sequences.reduce((sum, s) => sum + s.rows, 0);
  const longest = Math.max(...sequences.map((s) => s.length));
  expect(sequences.every((s) => s.model === replica.model)).toBe(true);
  expect(longest).toBeLessThanOrEqual(replica.maxLength);
  if (sequences.length === 1) return;
  expect(rows).toBeLessThanOrEqual(replica.maxRows);
  expect(rows * padded(worker, longest)).toBeLessThanOrEqual(replica.maxTokens);
}

const idsOf = (list: readonly Sequence[]) => list.map((s) => s.sequenceId).sort();

function checkState(state: ClusterState): void {
  const batches = [...state.replicas.values()].flatMap((worker) => [...worker.inFlight.values()]);
  const live = new Map<Sequence, Batch[]>();
  for (const batch of batches) {
    if (batch.void) continue;
    for (const s of batch.sequences) live.set(s, [...(live.get(s) ?? []), batch]);
  }
  for (const s of state.sequences.values()) {
    const runs = live.get(s) ?? [];
    expect(runs.length + (s.place ? 1 : 0), `places of ${s.sequenceId}`).toBeGreaterThanOrEqual(1);
    if (s.place) expect(runs.length).toBe(0);
    if (runs.length > 1)
      expect([runs.length, runs[0]!.twin === runs[1], runs[1]!.twin === runs[0]]).toEqual([2, true, true]);
  }
  const all = [...state.sequences.values()];
  for (const pool of state.pools.values()) {
    const running = all.filter((s) => s.pool === pool && !(s.place && !s.shelf));
    const tokens = (list: readonly Sequence[]) => list.reduce((sum, s) => sum + s.rows * s.length, 0);
    expect(pool.runningTokens).toBe(tokens(running));
    expect(pool.readyTokens).toEqual(
      priorityClasses.map((_, level) => tokens(running.filter((s) => s.shelf && s.level === level))),
    );
    expect(idsOf([...pool.byAge])).toEqual(idsOf(running.filter((s) => s.shelf)));
    const workers = [...pool.workers];
    const trusted = workers.filter((w) => w.trust === "trusted");
    expect(pool.trusted).toBe(trusted.length);
    expect(pool.slots).toBe(trusted.reduce((sum, w) => sum + w.replica.maxInFlight, 0));
    const calm = trusted.filter((w) => [...w.inFlight.values()].every((b) => !b.urgent));
    expect([pool.calm, pool.swift]).toEqual([calm.length, calm.filter((w) => !w.slow).length]);
    for (const worker of workers) {
      const isFree = worker.inFlight.size < (worker.trust === "probing" ? 1 : worker.replica.maxInFlight);
      expect(worker.place !== undefined).toBe(isFree && worker.trust !== "quarantined");
    }
  }
  for (const tenant of state.tenants.values()) {
    const own = all.filter((s) => s.tenant === tenant);
    expect(tenant.running).toBe(own.filter((s) => !(s.place && !s.shelf)).length);
  }
}
