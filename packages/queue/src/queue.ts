import type { ConsumeOptions, Consumer, FoundJob, JobCounts, JobHandler, JobOutcome } from "./job.js";
import type { Demand, Standing } from "./rates.js";
import type { SchedulerReport } from "./scheduler-report.js";

/** How many jobs may be open for one holder: in the queue, waiting or running, and not ended. */
export interface Quota {
  /** Such as "tenant acme". */
  readonly holder: string;
  /** At least 1. */
  readonly jobs: number;
}

/** Generation jobs over Redis (a cluster) or an embedded Postgres (one process). See openQueue. */
export interface JobQueue<Payload = unknown, Result = unknown, Checkpoint = unknown> {
  /** Where the jobs are kept: "redis" or "embedded". */
  readonly backend: "redis" | "embedded";
  /**
   * Adds a job; returns when it is kept. The id of a known job adds nothing and returns `created: false`. (Two
   * processes that submit one id in the same millisecond may both be told true; it is one job all the same.)
   * @param id 1 to 128 of A-Z a-z 0-9 _ -, not only digits
   * @param payload JSON
   * @param priority an integer from 1 (first) to 2097151
   * @throws {ServingError} INVALID_ARGUMENT; UNAVAILABLE at once when the backend cannot be reached; RESOURCE_EXHAUSTED
   *   with a retry time when the queue is full or the quota used up
   */
  submit(id: string, payload: Payload, priority: number, quota?: Quota): Promise<{ readonly created: boolean }>;
  /**
   * Resolves when the job ends, or at once if it has; not before those who watch it here were told of its last frame.
   * Cheap to hold by the thousand: no polling.
   * @throws {ServingError} NOT_FOUND for an id that was never submitted or has expired; UNAVAILABLE on close
   * @throws the signal's reason on abort; the job goes on
   */
  outcome(id: string, signal?: AbortSignal): Promise<JobOutcome<Result>>;
  /**
   * A job as it stands.
   * @throws {ServingError} NOT_FOUND for an id that was never submitted or has expired
   */
  find(id: string): Promise<FoundJob<Payload, Result, Checkpoint>>;
  /**
   * Frames that the job publishes from now on, in order, each at most once. The job need not exist yet.
   * @returns once subscribed, the way to stop
   */
  watch(id: string, onFrame: (frame: Uint8Array) => void): Promise<() => Promise<void>>;
  /** A waiting job ends as CANCELLED; a running one's holder is told at once. Nothing happens to an ended or unknown one. */
  cancel(id: string): Promise<void>;
  /** Cancels it for everybody: {@link isWithdrawn} says so afterwards, for as long as ended jobs are kept, to those who would ask again. */
  withdraw(id: string): Promise<void>;
  isWithdrawn(id: string): Promise<boolean>;
  /** Starts to take jobs, the highest priority first. */
  consume(handler: JobHandler<Payload, Result, Checkpoint>, options: ConsumeOptions): Consumer;
  counts(): Promise<JobCounts>;
  /** Waiting jobs of each of these priorities, in their order; 0 is that of jobs that were handed back. */
  waitingAt(priorities: readonly number[]): Promise<number[]>;
  /**
   * Takes amounts of what a holder may have a minute, over all processes that have this queue; none where one of them is not
   * there. While Redis does not answer, this process counts by itself; nothing is thrown.
   * @param holder such as "key ci"
   * @returns how each demand stands afterwards, in their order
   */
  spend(holder: string, demands: readonly Demand[]): Promise<Standing[]>;
  /** Another queue in the same place, for jobs of another kind; closes with this one. Ids are unique over both. */
  sibling<P, R, C>(name: string): Promise<JobQueue<P, R, C>>;
  /**
   * Tells whoever asks for {@link reports} how a scheduler stands; its last word counts.
   * @param ttlMs how long it stays there without another word, milliseconds
   */
  report(report: SchedulerReport, ttlMs: number): Promise<void>;
  /** The living schedulers' last words, in the order of their ids. */
  reports(): Promise<SchedulerReport[]>;
  /** @throws {ServingError} UNAVAILABLE when the backend does not answer */
  ping(): Promise<void>;
  /** Closes the consumers (waiting for their running jobs), then everything else. Open outcomes end as UNAVAILABLE. */
  close(): Promise<void>;
}
