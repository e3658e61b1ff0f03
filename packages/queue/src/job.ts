import type { ServingError } from "@unmask/wire";

/** How a job ended. A failed job's error carries one of the closed set of codes; CANCELLED is one of them. */
export type JobOutcome<Result = unknown> =
  | { readonly state: "completed"; readonly result: Result }
  | { readonly state: "failed"; readonly error: ServingError };

/** A job as it stands at one moment. */
export interface FoundJob<Payload = unknown, Result = unknown, Checkpoint = unknown> {
  readonly state: "waiting" | "active" | "completed" | "failed";
  /** Undefined once a job that was cancelled while it waited is gone. */
  readonly payload: Payload | undefined;
  /** What its holder saved last. */
  readonly checkpoint: Checkpoint | undefined;
  /** Milliseconds since the epoch, as far as the job has come. */
  readonly submittedAtMs: number | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** Of a completed or failed job. */
  readonly outcome: JobOutcome<Result> | undefined;
}

/** Jobs by state, at one moment. `completed` and `failed` count those still kept. */
export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
}

/** A job in the hands of the consumer that holds its lock. */
export interface ActiveJob<Payload = unknown, Checkpoint = unknown> {
  readonly id: string;
  readonly payload: Payload;
  /** What was saved last, by this or an earlier holder. */
  readonly checkpoint: Checkpoint | undefined;
  /** When it was submitted, milliseconds since the epoch. */
  readonly submittedAtMs: number;
  /** How often it was started, this time included; ≥ 1. */
  readonly starts: number;
  /**
   * Aborted when the handler should stop. Its reason is the error to stop with, so `signal.throwIfAborted()` does the
   * right thing: ServingError CANCELLED, HandBack or JobLost.
   */
  readonly signal: AbortSignal;
  /** Whether anybody watches; frames need not be made while nobody does. */
  readonly watched: boolean;
  /** Calls `listener` whenever somebody begins to watch, who knows nothing yet; and now, if somebody watches already. */
  onWatch(listener: () => void): void;
  /** Sends a frame to whoever watches now. Never waits and never throws; do not change the bytes afterwards. */
  publish(frame: Uint8Array): void;
  /**
   * Keeps `checkpoint` (JSON) in place of the last one.
   * @throws {RangeError} above 64 KiB of JSON
   * @throws {JobLost} when somebody else holds the job by now
   */
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

/** Its return value is the job's result (JSON); a thrown ServingError fails the job with that code. */
export type JobHandler<Payload, Result, Checkpoint> = (job: ActiveJob<Payload, Checkpoint>) => Promise<Result>;

export interface ConsumeOptions {
  /** Jobs held at a time, ≥ 1. */
  readonly concurrency: number;
}

export interface Consumer {
  /** Jobs held now. */
  readonly running: number;
  /** Jobs held at once at most, from now on; further ones are taken at once where there are any, none is given up. */
  setConcurrency(concurrency: number): Promise<void>;
  /** Takes no more jobs and aborts the running ones with HandBack; resolves when each handler has ended. */
  handBack(): Promise<void>;
  /** Takes no more jobs; resolves when the running ones have ended by themselves. */
  close(): Promise<void>;
}

/** Thrown by a handler (or out of its signal): the job goes back to waiting, first in line, with its checkpoint. */
export class HandBack extends Error {
  override readonly name = "HandBack";
  constructor() {
    super("the job goes back to the queue");
  }
}

/** The lock ran out and the job belongs to somebody else: whatever this handler still returns is discarded. */
export class JobLost extends Error {
  override readonly name = "JobLost";
  constructor(id: string) {
    super(`job ${id} is no longer held here: its lock ran out`);
  }
}
