import type TinyQueue from "tinyqueue";
import type { CostModel } from "./cost-model.js";
import type { Health } from "./health.js";
import type { Line, Place } from "./line.js";
import { createTimers, type Timers } from "./timers.js";

/** What a scheduler knows of its workers and sequences. Plain data; only decide() changes it. */

/** Most urgent first; a place in this list is a sequence's level. */
export const priorityClasses = ["interactive", "standard", "batch"] as const;
export type PriorityClass = (typeof priorityClasses)[number];

/** A worker that runs step batches, trusted until its lease ends. */
export interface Replica {
  readonly id: string;
  /** The model it serves. */
  readonly model: string;
  /** Its kind of device, such as "cpu": workers of one kind learn from each other at first. */
  readonly device?: string | undefined;
  /** Batches it holds at once, ≥ 1: one running, the rest waiting, so that the device never idles. */
  readonly maxInFlight: number;
  /** Model rows of one batch, ≥ 1. */
  readonly maxRows: number;
  /** Padded tokens of one batch, ≥ 1: model rows × the longest row. */
  readonly maxTokens: number;
  /** Longest row, tokens. */
  readonly maxLength: number;
  /** Lengths that rows are padded to, ascending, the last at least maxLength; empty: to the longest row of the batch. */
  readonly shapes?: readonly number[] | undefined;
}

/** What a sequence's next step costs. */
export interface StepCost {
  readonly sequenceId: string;
  readonly model: string;
  /** Model rows, ≥ 1; 2 with guidance. */
  readonly rows: number;
  /** Tokens of a row. */
  readonly length: number;
}

/**
 * A sequence that was admitted and has not ended. It is parked (its tenant runs enough), ready, or in exactly one batch, or in
 * two while that one is hedged.
 */
export interface Sequence extends StepCost {
  /** Tokens of its next step's row; changes when a step is done. */
  length: number;
  readonly pool: Pool;
  readonly account: Account;
  readonly tenant: Tenant;
  /** Place in {@link priorityClasses}. */
  readonly level: number;
  /** Order of admission; who came earlier goes first when a batch comes back undone. */
  readonly order: number;
  readonly admittedMs: number;
  /** How often its current step was dispatched and not done. */
  failures: number;
  /** Its tenant has paid for the current step; a step that has to run again is free. */
  paid: boolean;
  ended: boolean;
  readySinceMs: number;
  readyOrder: number;
  /** Where it waits: on a shelf, or parked. */
  place: Place<Sequence> | undefined;
  agePlace: Place<Sequence> | undefined;
  shelf: Shelf | undefined;
}

export interface Batch {
  readonly id: number;
  readonly worker: Worker;
  readonly sequences: readonly Sequence[];
  /** Model rows, and the padded length of each. */
  readonly rows: number;
  readonly length: number;
  readonly sentMs: number;
  /** By the worker's own cost model; 0 while that knows nothing. */
  readonly predictedMs: number;
  /** Interactive work leads it, so nothing may queue behind it. */
  readonly urgent: boolean;
  /** The same steps on another worker; the first answer wins. */
  twin: Batch | undefined;
  /** Its answer does not matter any more; it only fills a slot until it comes. */
  void: boolean;
}

export interface Worker {
  readonly replica: Replica;
  readonly pool: Pool;
  readonly cost: CostModel;
  /** Its word is good until here. */
  leaseUntilMs: number;
  /** Batches in flight, oldest first. */
  readonly inFlight: Map<number, Batch>;
  trust: "trusted" | "probing" | "quarantined";
  readonly health: Health;
  /** It takes much longer than others of the pool for the same step. */
  slow: boolean;
  /** Urgent batches among those in flight. */
  urgent: number;
  isCalm: boolean;
  isSwift: boolean;
  /** Where it is listed as having a free slot. */
  place: Place<Worker> | undefined;
  lastDoneMs: number;
  /** Smoothed time a batch spends on the way, neither waiting at the worker nor running. */
  overheadMs: number;
  /** When its batches are looked at next. */
  watchMs: number;
  gone: boolean;
}

/** The ready sequences of one level and one range of lengths, so that a batch of them pads little. */
export interface Shelf {
  /** Longest row on it, tokens. */
  readonly edge: number;
  size: number;
  readonly lines: Map<Account, Line<Sequence>>;
  /** Accounts with a line, by what they had spent when they were put in: a lower bound. */
  readonly byShare: TinyQueue<{ readonly account: Account; readonly spent: number }>;
}

/** What a tenant has had of a pool. */
export interface Account {
  readonly tenant: string;
  /** Padded row-steps, tokens. */
  spent: number;
  sequences: number;
  ready: number;
}

export interface Tenant {
  readonly name: string;
  running: number;
  /** Over the limit of running ones, by level. */
  readonly parked: readonly Line<Sequence>[];
}

/** Everything about one model. */
export interface Pool {
  readonly model: string;
  readonly workers: Set<Worker>;
  /** Longest rows of the shelves, ascending. */
  edges: readonly number[];
  /** Longest row that some worker takes. */
  maxLength: number;
  /** When `maxLength` last became smaller. */
  shrunkMs: number;
  graceArmed: boolean;
  /** By level, each ascending by edge. */
  readonly shelves: readonly Shelf[][];
  /** All ready sequences, who waited longest first. */
  readonly byAge: Line<Sequence>;
  /** Batches since the longest-waiting sequence was served out of turn. */
  sinceAged: number;
  /** Tokens of the ready sequences, by level. */
  readonly readyTokens: number[];
  /** Tokens of all running sequences, ready or in a batch. */
  runningTokens: number;
  readonly accounts: Map<string, Account>;
  /** What a tenant that always had work would have spent: see fair-share.ts. */
  virtualSpent: number;
  largestCharge: number;
  /** Workers that have to show with one small batch that they can work. */
  readonly probing: Line<Worker>;
  /** Workers that run nothing. */
  readonly idle: Line<Worker>;
  readonly idleSlow: Line<Worker>;
  /** Workers with a free slot, none of whose batches is urgent. */
  readonly open: Line<Worker>;
  /** Workers with a free slot behind an urgent batch. */
  readonly openBehindUrgent: Line<Worker>;
  /** Trusted workers, their slots, those of them that run nothing urgent, and those of these that are not slow. */
  trusted: number;
  slots: number;
  calm: number;
  swift: number;
  /** What all workers of a kind of device have measured together: what a new one believes, and a slow one differs from. */
  readonly kinds: Map<string, CostModel>;
}

export interface ClusterOptions {
  /** How long a worker is trusted without a word. */
  readonly leaseMs: number;
  /** Dispatches of one step before its sequence is given up. Default 5. */
  readonly maxFailures?: number | undefined;
  /** Sequences of one tenant that run at once; further ones are parked. Default: no limit. */
  readonly maxRunningPerTenant?: number | undefined;
  /** How long a sequence waits for a worker that can take it before it is reported. Default 60 s. */
  readonly modelGraceMs?: number | undefined;
  /** Who is ready for longer than this may be served out of turn. Default 2 s. */
  readonly ageMs?: number | undefined;
}

export interface ClusterState {
  readonly options: { readonly [Name in keyof ClusterOptions]-?: number };
  readonly replicas: Map<string, Worker>;
  readonly sequences: Map<string, Sequence>;
  readonly pools: Map<string, Pool>;
  readonly tenants: Map<string, Tenant>;
  /** What is remembered of workers that failed, by id; it outlives their streams. */
  readonly health: Map<string, Health>;
  readonly timers: Timers;
  /** Pools in which a step became ready or a slot free since batches were placed last. */
  readonly stirred: Set<Pool>;
  nextBatchId: number;
  nextOrder: number;
  nextReady: number;
}

export function createCluster(options: ClusterOptions): ClusterState {
  const { leaseMs, maxFailures = 5, maxRunningPerTenant = Number.POSITIVE_INFINITY } = options;
  const { modelGraceMs = 60_000, ageMs = 2000 } = options;
  return {
    options: { leaseMs, maxFailures, maxRunningPerTenant, modelGraceMs, ageMs },
    replicas: new Map(),
    sequences: new Map(),
    pools: new Map(),
    tenants: new Map(),
    health: new Map(),
    timers: createTimers(),
    stirred: new Set(),
    nextBatchId: 1,
    nextOrder: 0,
    nextReady: 0,
  };
}
