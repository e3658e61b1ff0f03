import type { StepRow } from "@unmask/diffusion";
import { type GenerationQueue, waitingByClass } from "@unmask/queue";
import { type Logger, type Metrics, measureQueue, onScrape, Progress } from "@unmask/runtime";
import type { StepCost } from "@unmask/scheduling";
import type { StepResult } from "@unmask/wire";
import type { RunningJob } from "./running-job.js";

/** A row of a step that was done. */
export interface DoneRow {
  readonly running: RunningJob;
  readonly row: StepRow;
  /** What it committed, from the answer's start. */
  readonly positions: readonly number[];
}

/** What a job has passed for the first time; each is measured once. */
interface Milestones {
  dispatched: boolean;
  committed: boolean;
  settled: boolean;
}

/** What goes up with every step of a model. */
const stepCounters = [
  "steps",
  "sequenceSteps",
  "forwards",
  "positionsForwarded",
  "candidates",
  "committedTokens",
] as const;
type StepCounts = Record<(typeof stepCounters)[number], number>;

/** What the scheduler counts, one call for each thing that happens. */
export class Measures {
  readonly #metrics: Metrics;
  /** Since the last scrape: adding here takes no look for a label set, thousands of times a second. */
  readonly #counts = new Map<string, StepCounts>();
  #tokens = { real: 0, padding: 0 };
  readonly #progress: Progress;
  readonly #milestones = new WeakMap<RunningJob, Milestones>();

  /** @param stuckMs jobs that wait longer than this without a step make the scheduler unready */
  constructor(metrics: Metrics, stuckMs = 60_000) {
    this.#metrics = metrics;
    this.#progress = new Progress(stuckMs);
    for (const key of [...stepCounters, "batchTokenKinds"] as const) onScrape(metrics[key], () => this.#addUp());
  }

  /** Why steps do not progress, or undefined. */
  problem(): string | undefined {
    return this.#progress.problem();
  }

  /** What is only known by asking: the queue's counts and the tokens that wait for a step. */
  lookAtScrape(queue: GenerationQueue, waitingTokens: () => number): void {
    const { waitingTokens: tokens } = this.#metrics;
    measureQueue(this.#metrics, { counts: () => queue.counts(), waitingByClass: () => waitingByClass(queue) });
    onScrape(tokens, () => tokens.set(waitingTokens()));
  }

  workerAttached(model: string, workers: number): void {
    const metrics = this.#metrics;
    metrics.workers.set(workers);
    metrics.models.set({ model }, 1);
    // Known from here on, so that they are 0 and not absent.
    for (const key of [...stepCounters, "visibleTokens", "promptTokens"] as const) metrics[key].inc({ model }, 0);
    metrics.tokensPerForward.zero({ model });
  }

  /** @param lost batches that it had, which are sent again */
  workerDetached(workers: number, lost: number): void {
    this.#metrics.workers.set(workers);
    if (lost > 0) this.#metrics.stepRetries.inc({ reason: "worker_lost" }, lost);
  }

  workerSilent(): void {
    this.#metrics.stalls.inc({ kind: "worker" });
  }

  workerQuarantined(): void {
    this.#metrics.quarantines.inc();
  }

  batchUndone(reason: "failed" | "nonsense"): void {
    this.#metrics.stepRetries.inc({ reason });
  }

  batchHedged(): void {
    this.#metrics.hedges.inc();
  }

  /** @param running how many jobs run now */
  jobStarted(running: number): void {
    this.#metrics.sequencesRunning.set(running);
    this.#progress.waiting(running > 0);
  }

  /** @param left how many jobs run now */
  jobEnded(running: RunningJob, outcome: string, left: number): void {
    const { job } = running;
    const { sequencesRunning, sequencesFinished, generationDuration, promptTokens } = this.#metrics;
    sequencesRunning.set(left);
    this.#progress.waiting(left > 0);
    sequencesFinished.inc({ outcome });
    if (outcome !== "finished") return;
    const { model, promptIds } = job.payload;
    promptTokens.inc({ model }, promptIds.length);
    const result = running.result();
    if ("answerIds" in result) {
      const { visibleTokens } = running;
      this.#metrics.visibleTokens.inc({ model }, visibleTokens);
      this.#metrics.tokensPerForward.observe({ model }, visibleTokens / Math.max(1, result.forwards));
    }
    generationDuration.observe(classOf(job), secondsSince(job.submittedAtMs));
  }

  /** @param costs of each of the jobs' rows, in the same order */
  batchSent(jobs: readonly RunningJob[], costs: readonly Pick<StepCost, "rows" | "length">[]): void {
    const { batchRows, batchTokens, queueWait } = this.#metrics;
    const rows = costs.reduce((sum, cost) => sum + cost.rows, 0);
    const real = costs.reduce((sum, cost) => sum + cost.rows * cost.length, 0);
    const padded = rows * Math.max(...costs.map(({ length }) => length));
    batchRows.observe(rows);
    batchTokens.observe(padded);
    this.#tokens.real += real;
    this.#tokens.padding += padded - real;
    for (const running of jobs) {
      const passed = this.#passed(running);
      if (!passed.dispatched) queueWait.observe(classOf(running.job), secondsSince(running.job.submittedAtMs));
      passed.dispatched = true;
    }
  }

  /**
   * @param sentMs when the batch was sent, and
   * @param arrivedMs when its result came; both of performance.now(), like the time of this call, which ends its commit
   */
  batchDone(model: string, rows: readonly DoneRow[], result: StepResult, sentMs: number, arrivedMs: number): void {
    const metrics = this.#metrics;
    this.#progress.moved();
    metrics.lastStep.set(Date.now() / 1000);
    const counts = this.#countsOf(model);
    counts.steps += 1;
    counts.sequenceSteps += rows.length;
    for (const { running, row, positions } of rows) {
      const modelRows = row.unconditionalIds ? 2 : 1;
      counts.forwards += modelRows;
      counts.positionsForwarded += modelRows * row.inputIds.length;
      counts.candidates += row.candidates.length;
      counts.committedTokens += positions.length;
      this.#firsts(running, positions);
    }
    const { forwardMs, packMs, sampleMs } = result;
    const phases = {
      wait: arrivedMs - sentMs - forwardMs,
      pack: packMs,
      forward: forwardMs - packMs - sampleMs,
      sample: sampleMs,
      commit: performance.now() - arrivedMs,
    };
    for (const [phase, ms] of Object.entries(phases)) metrics.stepDuration.observe({ phase }, Math.max(0, ms) / 1000);
  }

  #countsOf(model: string): StepCounts {
    let counts = this.#counts.get(model);
    if (!counts) {
      counts = { steps: 0, sequenceSteps: 0, forwards: 0, positionsForwarded: 0, candidates: 0, committedTokens: 0 };
      this.#counts.set(model, counts);
    }
    return counts;
  }

  #addUp(): void {
    const metrics = this.#metrics;
    for (const [model, counts] of this.#counts)
      for (const key of stepCounters) metrics[key].inc({ model }, counts[key]);
    this.#counts.clear();
    for (const kind of ["real", "padding"] as const) metrics.batchTokenKinds.inc({ kind }, this.#tokens[kind]);
    this.#tokens = { real: 0, padding: 0 };
  }

  #firsts(running: RunningJob, positions: readonly number[]): void {
    const passed = this.#passed(running);
    if (positions.length === 0 || passed.settled) return;
    const { timeToFirstCommit, timeToFirstSettledToken } = this.#metrics;
    const labels = classOf(running.job);
    const seconds = secondsSince(running.job.submittedAtMs);
    if (!passed.committed) timeToFirstCommit.observe(labels, seconds);
    passed.committed = true;
    if (positions[0] !== 0) return;
    timeToFirstSettledToken.observe(labels, seconds);
    passed.settled = true;
  }

  #passed(running: RunningJob): Milestones {
    let passed = this.#milestones.get(running);
    if (!passed) {
      // One that was started before has passed what its earlier holder measured.
      const again = running.job.starts > 1;
      passed = { dispatched: again, committed: again, settled: again };
      this.#milestones.set(running, passed);
    }
    return passed;
  }
}

function classOf({ payload }: RunningJob["job"]): { class: "interactive" | "standard" | "batch" } {
  return { class: payload.priority ?? "standard" };
}

function secondsSince(ms: number): number {
  return Math.max(0, Date.now() - ms) / 1000;
}

/** A job whose holder had stopped goes back to the queue; what a scheduler handed back itself is none. */
export function jobStalled(jobId: string, log: Logger, { stalls }: Metrics): void {
  stalls.inc({ kind: "job" });
  log.warn({ jobId }, "job's holder had stopped");
}
