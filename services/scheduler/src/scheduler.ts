import type { StepRow } from "@unmask/diffusion";
import { type ClusterJob, HandBack, JobLost, type ResultOf, type SchedulerReport } from "@unmask/queue";
import { failSpan, type Logger, type Metrics, type Span, traceparentOf } from "@unmask/runtime";
import { type Action, type ClusterEvent, createCluster, decide } from "@unmask/scheduling";
import type { ModelText } from "@unmask/text";
import { encodeRow, type ServingCode, ServingError, type StepResult } from "@unmask/wire";
import { admissionOf } from "./admission.js";
import { readPredictions } from "./check.js";
import { JobTraces } from "./job-traces.js";
import { type DoneRow, Measures } from "./measures.js";
import type { Lane, RunningJob } from "./running-job.js";
import { startRunning, type TakenJob } from "./start-running.js";
import { WorkerMeter } from "./worker-meter.js";
import type { WorkerConnection, WorkerEvents } from "./worker-service.js";

export interface SchedulerOptions {
  readonly schedulerId: string;
  /** How long a worker is trusted without a word, milliseconds. */
  readonly leaseMs: number;
  /** Sequences of one tenant that run at once. Default: no limit. */
  readonly maxRunningPerTenant?: number | undefined;
  /** How long a job waits for a worker that can take it before it fails. Default 60 s. */
  readonly modelGraceMs?: number | undefined;
  /** Of models whose answers can be ended at a stop text while they are decoded. */
  readonly texts?: readonly ModelText[] | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
}

interface Admitted {
  readonly running: RunningJob;
  /** Set when it is to be handed back with the step that is under way; to be called when that is committed. */
  leave?: () => void;
  readonly resolve: (result: ResultOf<ClusterJob>) => void;
  readonly reject: (error: Error) => void;
}

interface AdmittedLane {
  readonly admitted: Admitted;
  readonly lane: Lane;
  /** Tokens of its due row, as decide() knows it. */
  length: number;
}

interface Dispatched {
  readonly rows: readonly { readonly of: AdmittedLane; readonly row: StepRow }[];
  /** Padded. */
  readonly tokens: number;
  readonly sentMs: number;
  /** Where one of its jobs is traced. */
  readonly span: Span | undefined;
}

interface AttachedWorker {
  readonly connection: WorkerConnection;
  readonly batches: Map<number, Dispatched>;
  readonly meter: WorkerMeter;
}

/** How long a job that is handed back waits for the result of its last step here. */
const lastStepMs = 1000;

/** More would not fit on anybody's terminal, and what is reported goes through the queue every second. */
const reportedSequences = 20;
const reportedIdLength = 8;

/** Carries out what decide() says: between the jobs of the queue on one side and the workers on the other. */
export class Scheduler implements WorkerEvents {
  readonly #options: SchedulerOptions;
  readonly #measures: Measures;
  readonly #cluster;
  readonly #jobs = new Map<string, Admitted>();
  readonly #lanes = new Map<string, AdmittedLane>();
  readonly #workers = new Map<string, AttachedWorker>();
  readonly #traces = new JobTraces();
  #finished = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#measures = new Measures(options.metrics);
    this.#cluster = createCluster(options);
  }

  get workerCount(): number {
    return this.#workers.size;
  }

  get measures(): Measures {
    return this.#measures;
  }

  /** Tokens of the model rows whose next step waits for a worker. */
  waitingTokens(): number {
    const inFlight = new Set<AdmittedLane>();
    for (const { batches } of this.#workers.values())
      for (const { rows } of batches.values()) for (const { of } of rows) inFlight.add(of);
    let tokens = 0;
    for (const of of this.#lanes.values()) {
      if (of.lane.isComplete || inFlight.has(of)) continue;
      tokens += of.lane.cost.rows * of.lane.cost.length;
    }
    return tokens;
  }

  /** Jobs that were worked on to their end. */
  get finishedCount(): number {
    return this.#finished;
  }

  /**
   * Works on one job.
   * @returns its result; rejects when it is cancelled, handed back (its state is saved then), lost or given up
   */
  async run<Job extends ClusterJob>(job: TakenJob<Job>): Promise<ResultOf<Job>> {
    job.signal.throwIfAborted();
    const running = startRunning(job, this.#options.texts);
    if (running.isComplete) return running.result() as ResultOf<Job>;
    const result = await new Promise<ResultOf<ClusterJob>>((resolve, reject) => {
      const admitted: Admitted = { running, resolve, reject };
      this.#jobs.set(job.id, admitted);
      this.#measures.jobStarted(this.#jobs.size);
      this.#traces.begin(running);
      this.#options.log.info({ jobId: job.id, model: job.payload.model, starts: job.starts }, "job started");
      job.signal.addEventListener("abort", () => this.#stop(admitted, job.signal.reason), { once: true });
      for (const lane of running.lanes) {
        const { cost } = lane;
        this.#lanes.set(lane.id, { admitted, lane, length: cost.length });
        this.#on({ kind: "sequence_admitted", cost, ...admissionOf(job.payload) });
      }
    });
    return result as ResultOf<Job>;
  }

  /** How it stands; rates are over the time since the last call. */
  report(): SchedulerReport {
    const workers = [...this.#workers].map(([workerId, { connection, batches, meter }]) => {
      const { model, device } = connection.hello;
      return { workerId, model, device, batchesInFlight: batches.size, ...meter.take(performance.now()) };
    });
    const sequences = this.#sequencesReport();
    return { schedulerId: this.#options.schedulerId, running: this.#jobs.size, workers, sequences };
  }

  /** Of the jobs that are here longest. */
  #sequencesReport(): SchedulerReport["sequences"] {
    const workersOf = new Map<Admitted, Set<string>>();
    for (const [workerId, { batches }] of this.#workers)
      for (const { rows } of batches.values())
        for (const { of } of rows) {
          const known = workersOf.get(of.admitted);
          if (known) known.add(workerId);
          else workersOf.set(of.admitted, new Set([workerId]));
        }
    return Array.from(this.#jobs.values())
      .slice(0, reportedSequences)
      .map((admitted) => {
        const { job, progress } = admitted.running;
        const { model, priority = "standard", tenant = "" } = job.payload;
        return {
          jobId: job.id.slice(0, reportedIdLength),
          tenant,
          model,
          priority,
          ...progress,
          workerIds: [...(workersOf.get(admitted) ?? [])],
          ageMs: Date.now() - job.submittedAtMs,
        };
      });
  }

  tick(): void {
    this.#on({ kind: "tick" });
  }

  attached(connection: WorkerConnection): string | undefined {
    const { hello } = connection;
    const { workerId, model, modelDigest } = hello;
    if (this.#workers.has(workerId)) return `worker ${workerId} is attached already`;
    for (const { connection: other } of this.#workers.values()) {
      // Other numbers in the middle of a sequence would make its answer depend on where its steps ran.
      if (other.hello.model === model && other.hello.modelDigest !== modelDigest) {
        return `model ${model} is served here with digest ${other.hello.modelDigest}, this worker has ${modelDigest}`;
      }
    }
    const { schedulerId, leaseMs, log } = this.#options;
    this.#workers.set(workerId, { connection, batches: new Map(), meter: new WorkerMeter(performance.now()) });
    this.#measures.workerAttached(model, this.#workers.size);
    log.info({ workerId, model, device: hello.device }, "worker attached");
    connection.send({ welcome: { schedulerId, leaseMs } });
    this.#on({ kind: "worker_attached", replica: { ...hello, id: workerId } });
    return undefined;
  }

  heard({ hello }: WorkerConnection): void {
    this.#on({ kind: "worker_heard", workerId: hello.workerId });
  }

  detached({ hello: { workerId } }: WorkerConnection): void {
    const worker = this.#workers.get(workerId);
    if (!worker) return;
    this.#workers.delete(workerId);
    const { log } = this.#options;
    this.#measures.workerDetached(this.#workers.size, worker.batches.size);
    for (const { span } of worker.batches.values()) endSpan(span, "the worker is gone");
    log[worker.batches.size > 0 ? "warn" : "info"]({ workerId, batches: worker.batches.size }, "worker detached");
    this.#on({ kind: "worker_lost", workerId });
  }

  failure({ hello: { workerId } }: WorkerConnection, batchId: number, reason: string): void {
    const batch = this.#takeBatch(workerId, batchId);
    if (batch) {
      endSpan(batch.span, reason);
      this.#options.log.warn({ workerId, batchId, reason }, "step batch failed");
      this.#measures.batchUndone("failed");
    }
    this.#on({ kind: "batch_failed", workerId, batchId, reason });
  }

  result(connection: WorkerConnection, result: StepResult): void {
    const { workerId, vocabSize, model } = connection.hello;
    const { batchId, forwardMs, waitMs } = result;
    const arrivedMs = performance.now();
    const batch = this.#takeBatch(workerId, batchId);
    if (!batch) {
      // Not, or no longer, this worker's; or hedged, and the other was faster: then it has a slot free.
      this.#on({ kind: "batch_done", workerId, batchId, ended: [], forwardMs, waitMs });
      return;
    }
    const rows = batch.rows.map(({ row }) => row);
    const { predictions, problem } = readPredictions(rows, result, vocabSize);
    endSpan(batch.span, problem);
    if (problem !== undefined) {
      this.#refuse(connection, batchId, problem);
      return;
    }

    const ended: string[] = [];
    const lengths = new Map<string, number>();
    const done: (() => void)[] = [];
    const doneRows: DoneRow[] = [];
    for (const [i, { of, row }] of batch.rows.entries()) {
      const { admitted, lane } = of;
      if (this.#lanes.get(lane.id) !== of) continue;
      const committed = lane.commit(predictions[i]!);
      doneRows.push({ running: admitted.running, row, positions: committed.positions });
      const { length } = lane.cost;
      if (lane.isComplete || admitted.leave) ended.push(lane.id);
      else if (length !== of.length) lengths.set(lane.id, length);
      of.length = length;
      // Told to watchers below, when the worker has its next batch.
      done.push(() => {
        committed.publish();
        if (admitted.running.isComplete) this.#finish(admitted);
        else if (admitted.leave && !this.#isInFlight(admitted)) admitted.leave();
      });
    }
    this.#workers.get(workerId)?.meter.add(batch.rows.length, batch.tokens, result.forwardMs);
    this.#on({ kind: "batch_done", workerId, batchId, ended, lengths, forwardMs, waitMs });
    for (const tell of done) tell();

    this.#measures.batchDone(model, doneRows, result, batch.sentMs, arrivedMs);
  }

  /** The answer is none: the worker is dropped, and the batch runs again. */
  #refuse(connection: WorkerConnection, batchId: number, problem: string): void {
    const { workerId } = connection.hello;
    const reason = `unusable result: ${problem}`;
    this.#options.log.error({ workerId, batchId, reason: problem }, "worker answered nonsense");
    this.#measures.batchUndone("nonsense");
    this.#on({ kind: "batch_failed", workerId, batchId, fault: "nonsense", reason });
    connection.drop(reason);
  }

  #on(event: ClusterEvent): void {
    for (const action of decide(this.#cluster, event, performance.now())) this.#perform(action);
  }

  #perform(action: Action): void {
    const { log } = this.#options;
    switch (action.kind) {
      case "dispatch": {
        const { workerId, batchId, hedgeOf } = action;
        if (hedgeOf) {
          log.warn(
            { workerId, batchId, lateWorkerId: hedgeOf.workerId, lateBatchId: hedgeOf.batchId },
            "late batch hedged",
          );
          this.#measures.batchHedged();
        }
        this.#dispatch(action);
        break;
      }
      case "void_batch":
        endSpan(this.#takeBatch(action.workerId, action.batchId)?.span, "not needed any more");
        break;
      case "quarantine_worker": {
        const { workerId, reason, forMs } = action;
        log.warn({ workerId, reason, forMs }, "worker quarantined");
        this.#measures.workerQuarantined();
        break;
      }
      case "trust_worker":
        log.info({ workerId: action.workerId }, "worker trusted again");
        break;
      case "drop_worker":
        this.#measures.workerSilent();
        this.#workers.get(action.workerId)?.connection.drop(action.reason);
        break;
      case "give_up":
        this.#fail(action.sequenceId, "INTERNAL", `a step was tried ${action.failures} times and never done`);
        break;
      case "expire":
        this.#fail(action.sequenceId, "DEADLINE_EXCEEDED", "the deadline passed before the answer was complete");
        break;
      case "unserved":
        this.#fail(action.sequenceId, "UNAVAILABLE", action.reason);
        break;
      default:
        action satisfies never;
    }
  }

  #dispatch({ workerId, batchId, sequenceIds, urgent }: Extract<Action, { kind: "dispatch" }>): void {
    const { connection, batches } = this.#workers.get(workerId)!;
    const rows = sequenceIds.map((id) => {
      const of = this.#lanes.get(id)!;
      return { of, row: of.lane.dispatch() };
    });
    const costs = rows.map(({ row }) => ({ rows: row.unconditionalIds ? 2 : 1, length: row.inputIds.length }));
    const modelRows = costs.reduce((sum, cost) => sum + cost.rows, 0);
    const tokens = modelRows * Math.max(...costs.map((cost) => cost.length));
    const jobs = rows.map(({ of }) => of.admitted.running);
    const span = this.#traces.startBatch(jobs, { workerId, batchId });
    batches.set(batchId, { rows, tokens, sentMs: performance.now(), span });
    connection.send({
      batch: {
        batchId,
        rows: rows.map(({ row }) => encodeRow(row)),
        jobIds: jobs.map(({ job }) => job.id),
        urgent,
        ...(span && { traceparent: traceparentOf(span) }),
      },
    });

    this.#measures.batchSent(jobs, costs);
  }

  #takeBatch(workerId: string, batchId: number): Dispatched | undefined {
    const batches = this.#workers.get(workerId)?.batches;
    const batch = batches?.get(batchId);
    batches?.delete(batchId);
    return batch;
  }

  #isAdmitted(admitted: Admitted): boolean {
    return this.#jobs.get(admitted.running.job.id) === admitted;
  }

  #finish(admitted: Admitted): void {
    if (!this.#isAdmitted(admitted)) return;
    this.#remove(admitted, "finished");
    this.#finished += 1;
    admitted.resolve(admitted.running.result());
  }

  /** The queue wants the job back, for one reason or another. */
  #stop(admitted: Admitted, reason: Error): void {
    if (reason instanceof HandBack) this.#leave(admitted, reason);
    else this.#end(admitted, reason instanceof JobLost ? "lost" : "cancelled", reason);
  }

  /** With the step that is under way, so that nobody takes it again; but not for ever. */
  #leave(admitted: Admitted, reason: HandBack): void {
    const leave = () => {
      clearTimeout(timer);
      const saved = admitted.running.saveCheckpoint();
      // Without its checkpoint the job starts over, to the same answer.
      saved.catch(() => {}).then(() => this.#end(admitted, "handed_back", reason));
    };
    const timer = setTimeout(leave, lastStepMs);
    if (this.#isInFlight(admitted)) admitted.leave = leave;
    else leave();
  }

  #isInFlight(admitted: Admitted): boolean {
    for (const { batches } of this.#workers.values())
      for (const { rows } of batches.values()) if (rows.some(({ of }) => of.admitted === admitted)) return true;
    return false;
  }

  #fail(sequenceId: string, code: ServingCode, message: string): void {
    const admitted = this.#lanes.get(sequenceId)?.admitted;
    if (admitted) this.#end(admitted, "failed", new ServingError(code, message));
  }

  /** Ends a job that is not complete: its rows are free from the next step on. */
  #end(admitted: Admitted, outcome: "cancelled" | "handed_back" | "lost" | "failed", error: Error): void {
    if (!this.#isAdmitted(admitted)) return;
    this.#remove(admitted, outcome);
    for (const { id } of admitted.running.lanes) this.#on({ kind: "sequence_ended", sequenceId: id });
    admitted.reject(error);
  }

  #remove({ running }: Admitted, outcome: string): void {
    this.#jobs.delete(running.job.id);
    for (const { id } of running.lanes) this.#lanes.delete(id);
    this.#measures.jobEnded(running, outcome, this.#jobs.size);
    const { id, submittedAtMs } = running.job;
    const trace = this.#traces.fields(running);
    this.#options.log.info({ jobId: id, outcome, ms: Date.now() - submittedAtMs, ...trace }, "job ended");
    this.#traces.end(running, outcome);
  }
}

/** @param failure why it is not done, if it is not */
function endSpan(span: Span | undefined, failure?: string): void {
  if (!span) return;
  if (failure !== undefined) failSpan(span, failure);
  span.end();
}
