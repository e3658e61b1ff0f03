import { describe, expect, test } from "vitest";
import { type ClusterState, createCluster, type Replica } from "./cluster.js";
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
    const state = createCluster({ leaseMs: 1000 });
    expect(feed(state, admit("a"), attach("w", { model: "other" }))).toEqual([]);
    expect(feed(state, attach("v"))).toMatchObject([
      { kind: "dispatch", workerId: "v", batchId: 1, sequenceIds: ["a"] },
    ]);
  });

  test("a worker holds one batch more than it runs, and the rest shares the slots evenly", () => {
    const state = createCluster({ leaseMs: 1000 });
    const actions = feed(state, ...["a", "b", "c", "d", "e", "f"].map((id) => admit(id)), attach("w"));
    expect(dispatches(actions).map((a) => a.sequenceIds)).toEqual([
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
  });

  test("work is spread over the workers before a second batch is queued at one of them", () => {
    const state = createCluster({ leaseMs: 1000 });
    const actions = feed(state, attach("w"), attach("v"), admit("a"), admit("b"));
    expect(dispatches(actions).map((a) => a.workerId)).toEqual(["w", "v"]);
  });

  test("a batch keeps to rows and padded tokens, takes rows of one length, and leaves the next to who did not fit", () => {
    const state = createCluster({ leaseMs: 1000 });
    const events = [admit("a", 1, 100), admit("b", 1, 100), admit("long", 1, 500), admit("c", 1, 100)];
    const actions = feed(state, ...events, attach("w", { maxInFlight: 1, maxTokens: 600 }));
    expect(dispatches(actions).map((a) => a.sequenceIds)).toEqual([["a", "b", "c"]]);
    const next = feed(state, { kind: "batch_done", workerId: "w", batchId: 1, ended: ["a", "b"] });
    expect(dispatches(next).map((a) => a.sequenceIds)).toEqual([["long"]]);
  });

  test("a sequence that ended frees its rows at once", () => {
    const state = createCluster({ leaseMs: 1000 });
    feed(state, attach("w", { maxInFlight: 1 }), admit("a"), admit("b"), admit("c"));
    feed(state, { kind: "sequence_ended", sequenceId: "b" });
    const next = feed(state, { kind: "batch_done", workerId: "w", batchId: 1, ended: [] });
    expect(dispatches(next).map((a) => a.sequenceIds)).toEqual([["c", "a"]]);
  });
});

describe("faults", () => {
  test("a worker past its lease gives its sequences back, oldest first", () => {
    const state = createCluster({ leaseMs: 1000 });
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
    const state = createCluster({ leaseMs: 1000 });
    feed(state, attach("w"), admit("a"), { kind: "worker_lost", workerId: "w" }, attach("v"));
    expect(feed(state, { kind: "batch_done", workerId: "w", batchId: 1, ended: [] })).toEqual([]);
    expect(
      [...state.replicas.get("v")!.inFlight.values()].flatMap((b) => b.sequences).map((s) => s.sequenceId),
    ).toEqual(["a"]);
  });

  test("a step that keeps failing takes its sequence out, and nobody else's", () => {
    const state = createCluster({ leaseMs: 1000, maxFailures: 3 });
    feed(state, attach("w", { maxInFlight: 1 }), admit("a"));
    const actions: Action[] = [];
    for (let batchId = 1; batchId <= 3; batchId++) {
      actions.push(...feed(state, { kind: "batch_failed", workerId: "w", batchId }));
    }
    expect(actions.filter((a) => a.kind === "give_up")).toEqual([{ kind: "give_up", sequenceId: "a", failures: 3 }]);
    expect(dispatches(feed(state, admit("b"))).map((a) => a.sequenceIds)).toEqual([["b"]]);
  });
});
