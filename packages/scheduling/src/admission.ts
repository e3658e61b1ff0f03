import {
  type ClusterState,
  type PriorityClass,
  priorityClasses,
  type Sequence,
  type StepCost,
  type Tenant,
} from "./cluster.js";
import { leaveAccount, openAccount } from "./fair-share.js";
import { Line } from "./line.js";
import { poolOf } from "./pool.js";
import { makeReady, unshelve } from "./ready.js";
import { setTimer } from "./timers.js";

/** What a request says about its place among the others. */
export interface Admission {
  /** Who shares with whom. Default: all who do not say are one tenant. */
  readonly tenant?: string | undefined;
  /** Default "standard". */
  readonly priority?: PriorityClass | undefined;
  /** When its answer stops being worth having, on decide()'s clock. */
  readonly deadlineMs?: number | undefined;
}

/** Takes a sequence in: it is ready, or parked while its tenant runs as many as it may. */
export function admit(state: ClusterState, cost: StepCost, admission: Admission, nowMs: number): Sequence {
  const { tenant: name = "", priority = "standard", deadlineMs } = admission;
  const pool = poolOf(state, cost.model);
  const sequence: Sequence = {
    sequenceId: cost.sequenceId,
    model: cost.model,
    rows: cost.rows,
    length: cost.length,
    pool,
    account: openAccount(pool, name),
    tenant: tenantOf(state, name),
    level: priorityClasses.indexOf(priority),
    order: state.nextOrder++,
    admittedMs: nowMs,
    failures: 0,
    paid: false,
    ended: false,
    readySinceMs: nowMs,
    readyOrder: 0,
    place: undefined,
    agePlace: undefined,
    shelf: undefined,
  };
  state.sequences.set(sequence.sequenceId, sequence);
  if (deadlineMs !== undefined) setTimer(state.timers, deadlineMs, { kind: "deadline", sequence });
  if (sequence.tenant.running < state.options.maxRunningPerTenant) start(state, sequence, nowMs);
  else sequence.place = sequence.tenant.parked[sequence.level]!.push(sequence);
  return sequence;
}

/** Its next step's row has another length. Between its steps only: on a shelf it is counted as it is. */
export function resize(sequence: Sequence, length: number): void {
  sequence.pool.runningTokens += sequence.rows * (length - sequence.length);
  sequence.length = length;
}

/** It is over, wherever it was; where it is in a batch, that row's result will not matter. */
export function remove(state: ClusterState, sequence: Sequence, nowMs: number): void {
  const { pool, account, tenant } = sequence;
  sequence.ended = true;
  state.sequences.delete(sequence.sequenceId);
  if (sequence.place && !sequence.shelf) {
    Line.leave(sequence.place);
    sequence.place = undefined;
  } else {
    unshelve(sequence);
    pool.runningTokens -= sequence.rows * sequence.length;
    tenant.running -= 1;
    unpark(state, tenant, nowMs);
  }
  leaveAccount(pool, account);
  if (tenant.running === 0) state.tenants.delete(tenant.name);
}

function start(state: ClusterState, sequence: Sequence, nowMs: number): void {
  sequence.tenant.running += 1;
  sequence.pool.runningTokens += sequence.rows * sequence.length;
  makeReady(state, sequence, nowMs);
}

function unpark(state: ClusterState, tenant: Tenant, nowMs: number): void {
  const next = tenant.parked.find((line) => line.first)?.first;
  if (!next) return;
  Line.leave(next.place!);
  next.place = undefined;
  start(state, next, nowMs);
}

function tenantOf(state: ClusterState, name: string): Tenant {
  let tenant = state.tenants.get(name);
  if (!tenant) {
    tenant = { name, running: 0, parked: priorityClasses.map(() => new Line<Sequence>()) };
    state.tenants.set(name, tenant);
  }
  return tenant;
}
