import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { Server } from "@grpc/grpc-js";
import type { GenerationQueue } from "@unmask/queue";
import type { Logger, Metrics } from "@unmask/runtime";
import type { ModelText } from "@unmask/text";
import { ServingError, serverCredentials, type Tls, workerService } from "@unmask/wire";
import { Scheduler } from "./scheduler.js";
import { openSlots } from "./slots.js";
import { workerServiceHandlers } from "./worker-service.js";

export interface SchedulerConfig {
  readonly queue: GenerationQueue;
  /** "host:port" that workers attach to; port 0 takes any free one. */
  readonly address: string;
  /** With it workers attach over TLS, and with a `ca` only those that it signed. */
  readonly tls?: Tls | undefined;
  /** Of the models that are served; without a model's, its answers are decoded to their end whatever their stop texts. */
  readonly texts?: readonly ModelText[] | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Jobs worked on at once, and a quarter more for interactive ones; the others wait in the queue. Default 256. */
  readonly maxRunning?: number;
  /** Jobs of one tenant decoded at once. Default: as many as run. */
  readonly maxRunningPerTenant?: number;
  /** How long a worker is trusted without a word. Default 5 s. */
  readonly leaseMs?: number;
  /** How long a job waits for a worker that can take it before it fails. Default 60 s. */
  readonly modelGraceMs?: number;
}

export interface SchedulerHandle {
  readonly schedulerId: string;
  /** The port that workers attach to. */
  readonly port: number;
  workerCount(): number;
  /** Why steps do not progress although sequences wait for them, or undefined. */
  problem(): string | undefined;
  /**
   * Takes no more jobs, gives running ones back to the queue with their state, and closes. Where no other scheduler would take them,
   * they have `graceMs` to finish first.
   */
  close(options: { readonly graceMs: number }): Promise<{ finished: number; handedBack: number }>;
}

const reportEveryMs = 1000;
/** A scheduler that missed this many reports is not there. */
const reportTtlMs = 5 * reportEveryMs;
/** How soon a late batch is noticed. */
const tickMs = 25;

/** @throws {ServingError} FAILED_PRECONDITION when the address is taken */
export async function startScheduler(config: SchedulerConfig): Promise<SchedulerHandle> {
  const { queue, address, log, metrics, maxRunning = 256, leaseMs = 5000 } = config;
  const { maxRunningPerTenant, modelGraceMs, texts } = config;
  const schedulerId = `s-${randomUUID().slice(0, 8)}`;
  const scheduler = new Scheduler({ schedulerId, leaseMs, maxRunningPerTenant, modelGraceMs, texts, log, metrics });
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(workerService, workerServiceHandlers(scheduler));
  const port = await bind(server, address, config.tls);
  const consumer = queue.consume((job) => scheduler.run(job), { concurrency: maxRunning });
  scheduler.measures.lookAtScrape(queue, () => scheduler.waitingTokens());
  // After a stall, what workers have sent meanwhile is read before their leases are looked at.
  const timer = setInterval(() => setImmediate(() => scheduler.tick()), tickMs);
  // Nobody's work depends on it, so a queue that is away is passed over; its absence is noticed elsewhere.
  const slots = openSlots(consumer, queue, maxRunning);
  const reporting = setInterval(() => queue.report(scheduler.report(), reportTtlMs).catch(() => {}), reportEveryMs);

  return {
    schedulerId,
    port,
    workerCount: () => scheduler.workerCount,
    problem: () => scheduler.measures.problem(),
    async close({ graceMs }) {
      clearInterval(slots);
      const before = scheduler.finishedCount;
      const drained = consumer.close();
      const isLast = !(await othersWork(queue, schedulerId));
      await Promise.race([drained, setTimeout(isLast ? graceMs : 0, undefined, { ref: false })]);
      const handedBack = consumer.running;
      await consumer.handBack();
      await drained;
      clearInterval(timer);
      clearInterval(reporting);
      server.forceShutdown();
      return { finished: scheduler.finishedCount - before, handedBack };
    },
  };
}

/** Whether another scheduler has said of late that it has workers; one that cannot be asked for is none. */
async function othersWork(queue: GenerationQueue, schedulerId: string): Promise<boolean> {
  const reports = await queue.reports().catch(() => []);
  return reports.some((report) => report.schedulerId !== schedulerId && report.workers.length > 0);
}

function bind(server: Server, address: string, tls: Tls | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, serverCredentials(tls), (error, port) => {
      if (!error) return resolve(port);
      const message = `cannot listen for workers on ${address}: ${error.message}; choose another address`;
      reject(new ServingError("FAILED_PRECONDITION", message, { cause: error }));
    });
  });
}
