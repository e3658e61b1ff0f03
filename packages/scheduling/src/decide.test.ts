import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AdmittedSequence, type ClusterState, createCluster, type Replica, readySequences } from "./cluster.js";
import { type Action, type ClusterEvent, decide } from "./decide.js";

const replica = (id: string, limits: Partial<Replica> = {}): Replica => ({
  id,
  model: "m",
  maxInFlight: 2,
  maxRows: 8,
  maxTokens: 1000,
  maxLength: 500,
  ...limits,
});
const admit = (sequenceId: string, rows = 1, length = 100, model = "m"): ClusterEvent => ({
  kind: "sequence_admitted",
  cost: { sequenceId, model, rows, length },
});
const attach = (id: string, limits?: Partial<Replica>): ClusterEvent => ({
  kind: "worker_attached",
  replica: replica(id, limits),
});

/** Feeds events one after the other, all at the same time, and returns the actions of all. */
function feed(state: ClusterState, ...events: ClusterEvent[]): Action[] {
  return events.flatMap((event) => decide(state, event, 0));
}
const dispatches = (actions: Action[]) => actions.filter((a) => a.kind === "dispatch");

describe("dispatch", () => {
  test("a sequence waits for a worker of its model", () => {
    const state = createCluster(1000);
    expect(feed(state, admit("a"), attach("w", { model: "other" }))).toEqual([]);
    expect(feed(state, attach("v"))).toEqual([{ kind: "dispatch", workerId: "v", batchId: 1, sequenceIds: ["a"] }]);
  });

  test("a worker holds one batch more than it runs, and the rest shares the slots evenly", () => {
    const state = createCluster(1000);
    const actions = feed(state, ...["a", "b", "c", "d", "e", "f"].map((id) => admit(id)), attach("w"));
    expect(dispatches(actions).map((a) => a.sequenceIds)).toEqual([
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
  });

  test("work is spread over the workers before a second batch is queued at one of them", () => {
    const state = createCluster(1000);
    const actions = feed(state, attach("w"), attach("v"), admit("a"), admit("b"));
    expect(dispatches(actions).map((a) => a.workerId)).toEqual(["w", "v"]);
  });

  test("a batch keeps to rows and padded tokens, and nobody overtakes the one that did not fit", () => {
    const state = createCluster(1000);
    const events = [admit("a", 1, 100), admit("b", 1, 100), admit("long", 1, 500), admit("c", 1, 100)];
    const actions = feed(state, ...events, attach("w", { maxInFlight: 1, maxTokens: 600 }));
    expect(dispatches(actions).map((a) => a.sequenceIds)).toEqual([["a", "b"]]);
    const next = feed(state, { kind: "batch_done", workerId: "w", batchId: 1, ended: ["a", "b"] });
    expect(dispatches(next).map((a) => a.sequenceIds)).toEqual([["long"]]);
  });

  test("a sequence that ended frees its rows at once", () => {
    const state = createCluster(1000);
    feed(state, attach("w", { maxInFlight: 1 }), admit("a"), admit("b"), admit("c"));
    feed(state, { kind: "sequence_ended", sequenceId: "b" });
    const next = feed(state, { kind: "batch_done", workerId: "w", batchId: 1, ended: [] });
    expect(dispatches(next).map((a) => a.sequenceIds)).toEqual([["c", "a"]]);
  });
});

describe("faults", () => {
  test("a worker past its lease gives its sequences back, oldest first", () => {
    const state = createCluster(1000);
    feed(state, attach("w"), admit("a"), admit("b"), admit("c"));
    decide(state, { kind: "worker_heard", workerId: "w" }, 500);
    expect(decide(state, { kind: "tick" }, 1500)).toEqual([]);
    expect(decide(state, { kind: "tick" }, 1501)).toEqual([
      { kind: "drop_worker", workerId: "w", reason: "silent for more than 1000 ms" },
    ]);
    const next = decide(state, attach("v", { maxInFlight: 1 }), 1502);
    expect(dispatches(next).map((a) => a.sequenceIds)).toEqual([["a", "b", "c"]]);
  });

  test("the late result of a dropped worker changes nothing", () => {
    const state = createCluster(1000);
    feed(state, attach("w"), admit("a"), { kind: "worker_lost", workerId: "w" }, attach("v"));
    expect(feed(state, { kind: "batch_done", workerId: "w", batchId: 1, ended: [] })).toEqual([]);
    expect([...state.replicas.get("v")!.inFlight.values()].flat().map((s) => s.sequenceId)).toEqual(["a"]);
  });

  test("a step that keeps failing takes its sequence out, and nobody else's", () => {
    const state = createCluster(1000, 3);
    feed(state, attach("w", { maxInFlight: 1 }), admit("a"));
    const actions: Action[] = [];
    for (let batchId = 1; batchId <= 3; batchId++) {
      actions.push(...feed(state, { kind: "batch_failed", workerId: "w", batchId }));
    }
    expect(actions.filter((a) => a.kind === "give_up")).toEqual([{ kind: "give_up", sequenceId: "a", failures: 3 }]);
    expect(dispatches(feed(state, admit("b"))).map((a) => a.sequenceIds)).toEqual([["b"]]);
  });
});

describe("whatever happens", () => {
  const ids = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
  const workers = fc.constantFrom("w1", "w2", "w3");
  const models = fc.constantFrom("m", "n");
  const commands = fc.array(
    fc.oneof(
      fc.record({
        do: fc.constant("admit" as const),
        id: ids,
        rows: fc.constantFrom(1, 2),
        length: fc.integer({ min: 1, max: 500 }),
        model: models,
      }),
      fc.record({ do: fc.constant("end" as const), id: ids }),
      fc.record({
        do: fc.constant("attach" as const),
        worker: workers,
        model: models,
        maxInFlight: fc.integer({ min: 1, max: 3 }),
        maxRows: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({ do: fc.constant("lose" as const), worker: workers }),
      fc.record({ do: fc.constant("finish" as const), worker: workers, fails: fc.boolean(), ends: fc.boolean() }),
      fc.record({ do: fc.constant("wait" as const), ms: fc.nat(900) }),
    ),
    { maxLength: 80, size: "max" },
  );

  test("a sequence is in one place, limits hold, and no slot is free while its model's work waits", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const state = createCluster(1000);
        let now = 0;
        for (const command of list) {
          let event: ClusterEvent = { kind: "tick" };
          switch (command.do) {
            case "admit":
              if (state.sequences.has(command.id)) continue;
              event = admit(command.id, command.rows, command.length, command.model);
              break;
            case "end":
              event = { kind: "sequence_ended", sequenceId: command.id };
              break;
            case "attach":
              if (state.replicas.has(command.worker)) continue;
              event = attach(command.worker, command);
              break;
            case "lose":
              event = { kind: "worker_lost", workerId: command.worker };
              break;
            case "finish": {
              const batch = state.replicas.get(command.worker)?.inFlight.entries().next().value;
              if (!batch) continue;
              const of = { workerId: command.worker, batchId: batch[0] };
              event = command.fails
                ? { kind: "batch_failed", ...of }
                : { kind: "batch_done", ...of, ended: command.ends ? batch[1].map((s) => s.sequenceId) : [] };
              break;
            }
            case "wait":
              now += command.ms;
          }
          checkActions(state, decide(state, event, now));
          checkState(state);
        }
      }),
      { numRuns: 300 },
    );
  });

  function checkActions(state: ClusterState, actions: Action[]): void {
    for (const { workerId, sequenceIds } of dispatches(actions)) {
      const { replica } = state.replicas.get(workerId)!;
      const batch = sequenceIds.map((id) => state.sequences.get(id)!);
      const rows = batch.reduce((sum, s) => sum + s.rows, 0);
      expect(batch.every((s) => s.model === replica.model)).toBe(true);
      if (batch.length > 1) {
        expect(rows).toBeLessThanOrEqual(replica.maxRows);
        expect(rows * Math.max(...batch.map((s) => s.length))).toBeLessThanOrEqual(replica.maxTokens);
      }
    }
  }

  function checkState(state: ClusterState): void {
    const places = new Map<string, number>();
    const at = (s: AdmittedSequence) =>
      state.sequences.get(s.sequenceId) === s && places.set(s.sequenceId, (places.get(s.sequenceId) ?? 0) + 1);
    for (const queue of state.ready.values()) [...readySequences(queue)].forEach(at);
    for (const { inFlight } of state.replicas.values()) for (const batch of inFlight.values()) batch.forEach(at);
    for (const id of state.sequences.keys()) expect(places.get(id)).toBe(1);
    for (const [model, queue] of state.ready) {
      const admitted = [...state.sequences.values()].filter((s) => s.model === model);
      expect(queue.admittedRows).toBe(admitted.reduce((sum, s) => sum + s.rows, 0));
    }
    for (const { replica, inFlight } of state.replicas.values()) {
      expect(inFlight.size).toBeLessThanOrEqual(replica.maxInFlight);
      const queue = state.ready.get(replica.model);
      if (queue && queue.returned.size + queue.waiting.size > 0) expect(inFlight.size).toBe(replica.maxInFlight);
    }
  }
});
