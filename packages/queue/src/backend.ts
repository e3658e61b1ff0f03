import type { BackendFactory, ConnectionOptions, RedisQueueBackend } from "bullmq";
import type { Rates } from "./rates.js";

/** BullMQ's classes are typed for Redis unless told otherwise; nothing here uses what only that backend has. */
export type QueueBackendFactory = BackendFactory<RedisQueueBackend>;

/** What differs between a cluster on Redis and one process on an embedded Postgres. */
export interface Backend {
  readonly kind: "redis" | "embedded";
  /** How BullMQ's classes are made: `new Queue(name, { connection: backend.producer }, backend.factory)`. */
  readonly factory: QueueBackendFactory;
  /** Fails at once when the backend cannot be reached. */
  readonly producer: ConnectionOptions;
  /** Waits for the backend to come back; for workers and events. */
  readonly blocking: ConnectionOptions;
  /** Seconds that an idle worker waits for a job before it looks by itself. */
  readonly drainDelay: number;
  readonly signals: Signals;
  readonly marks: CancelMarks;
  readonly board: Board;
  readonly openJobs: OpenJobs;
  readonly rates: Rates;
  /** The newest event's id. Reading on from it misses nothing; BullMQ's default, "$", can between two reads. */
  lastEventId(): Promise<string>;
  ping(): Promise<void>;
  /** For another queue in the same place; to be closed before this one. */
  sibling(name: string): Promise<Backend>;
  /** Ends every connection, BullMQ's own too. */
  close(): Promise<void>;
}

export type Unsubscribe = () => Promise<void>;

/** Short messages between the processes of a cluster, at most once each. */
export interface Signals {
  /** @returns whether anybody heard it; never rejects */
  publishFrame(id: string, frame: Uint8Array): Promise<boolean>;
  /** Resolves once subscribed and, as "watch", announced; announced again whenever frames may have been missed. */
  watchFrames(id: string, onFrame: (frame: Uint8Array) => void): Promise<Unsubscribe>;
  /** Resolves when those who watch the job here were told of every frame that anybody had published before; never rejects. */
  framesHeard(id: string): Promise<void>;
  /** Whether anybody is subscribed to the job's frames. */
  isWatched(id: string): Promise<boolean>;
  announce(what: Announcement, id: string): Promise<void>;
  /**
   * `onId` hears each announced id; `onGap` is called when some may have been missed.
   */
  hear(what: Announcement, onId: (id: string) => void, onGap: () => void): Promise<Unsubscribe>;
}

/** Told to those who hold jobs. */
export type Announcement = "cancel" | "watch";

/**
 * Which jobs were cancelled, kept for a day unless told otherwise. A job that is taken between the look and the announcement, or that comes
 * back after its holder's death, is found here.
 */
export interface CancelMarks {
  add(id: string): Promise<void>;
  /** From now on a mark is kept for no longer than this, at most a day. */
  keep(id: string, forMs: number): Promise<void>;
  has(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** Which jobs a holder has submitted; those that have ended stand here until somebody removes them. */
export interface OpenJobs {
  /** Notes a job, once. @returns how many there are now */
  add(holder: string, id: string): Promise<number>;
  /** Each job and when it was noted, milliseconds since the epoch. */
  all(holder: string): Promise<ReadonlyMap<string, number>>;
  remove(holder: string, ids: readonly string[]): Promise<void>;
}

/** What each scheduler last said of itself, forgotten when it falls silent. */
export interface Board {
  /** @param ttlMs how long it stays */
  put(id: string, text: string, ttlMs: number): Promise<void>;
  /** What stands there now, in the order of the ids. */
  all(): Promise<string[]>;
}

/** How long closing waits for a backend that may be gone, milliseconds. */
export const closeMs = 3_000;

export const cancelMarkMs = 24 * 3_600_000;
