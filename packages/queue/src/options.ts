import type { Telemetry } from "bullmq";
import { queueTelemetry } from "./telemetry.js";

/** How to open a queue. Times are milliseconds. */
export interface QueueOptions {
  /** redis:// or rediss://. Without it the queue is embedded and needs `dataDir`. */
  readonly redisUrl?: string;
  /** The embedded queue's folder; made where it is missing. One process at a time. */
  readonly dataDir?: string;
  /** Default "unmask-generate". */
  readonly name?: string;
  /** How long a holder that stopped answering keeps a job. Default 15 000; embedded, an hour. */
  readonly lockMs?: number;
  /** How often jobs whose lock ran out are looked for. Default 5 000; embedded, a minute. */
  readonly stalledCheckMs?: number;
  /** How long an ended job can be asked for. Default one hour. */
  readonly keepEndedMs?: number;
  /** How many ended jobs are kept at most, of each kind and approximately. Default 20 000. */
  readonly keepEndedCount?: number;
  /** How many jobs may wait, approximately. Default 50 000. */
  readonly maxWaiting?: number;
  /** Whether jobs carry the trace of who submits them; needs OpenTelemetry's SDK in this process. Default false. */
  readonly traced?: boolean;
  /** Told of trouble that no call is waiting for: lost connections, locks that could not be renewed. */
  readonly onError?: (error: Error) => void;
  /** Told of each job that goes back to waiting because its holder had stopped; by the one process that found it. */
  readonly onStalled?: (id: string) => void;
}

export interface ResolvedQueueOptions {
  /** Where traces are asked for. */
  readonly telemetry: Telemetry | undefined;
  readonly name: string;
  readonly lockMs: number;
  readonly stalledCheckMs: number;
  readonly keepEndedMs: number;
  readonly keepEndedCount: number;
  readonly maxWaiting: number;
  readonly onError: (error: Error) => void;
  readonly onStalled: (id: string) => void;
}

export function resolveOptions(options: QueueOptions): ResolvedQueueOptions {
  // In one process there is nobody else to take a job, and opening the queue gives back what a dead process held. A
  // short lock could only hurt a process that was busy for a while.
  const embedded = options.redisUrl === undefined;
  return {
    telemetry: options.traced ? queueTelemetry() : undefined,
    name: options.name ?? "unmask-generate",
    lockMs: options.lockMs ?? (embedded ? 3_600_000 : 15_000),
    stalledCheckMs: options.stalledCheckMs ?? (embedded ? 60_000 : 5_000),
    keepEndedMs: options.keepEndedMs ?? 3_600_000,
    keepEndedCount: options.keepEndedCount ?? 20_000,
    maxWaiting: options.maxWaiting ?? 50_000,
    onError: options.onError ?? (() => {}),
    onStalled: options.onStalled ?? (() => {}),
  };
}

/** What BullMQ's classes are told of traces. */
export function traced({ telemetry }: ResolvedQueueOptions): { telemetry?: Telemetry } {
  return telemetry ? { telemetry } : {};
}
