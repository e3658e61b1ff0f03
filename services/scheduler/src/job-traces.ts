import { activeSpan, type Span, startClientSpan, traceFields } from "@unmask/runtime";
import type { RunningJob } from "./running-job.js";

interface TracedJob {
  readonly span: Span;
  /** Spans of step batches that are part of its trace. */
  batches: number;
}

/** The traces that jobs came with, and the spans of the step batches that work on them. */
export class JobTraces {
  readonly #jobs = new Map<RunningJob, TracedJob>();

  /** Of a job that was just taken: the queue's span is the active one. */
  begin(running: RunningJob): void {
    const span = activeSpan();
    if (span) this.#jobs.set(running, { span, batches: 0 });
  }

  end(running: RunningJob, outcome: string): void {
    this.#jobs.get(running)?.span.setAttribute("unmask.outcome", outcome);
    this.#jobs.delete(running);
  }

  /** What a line of the log says of the job's trace. */
  fields(running: RunningJob): object {
    const traced = this.#jobs.get(running);
    return traced ? traceFields(traced.span) : {};
  }

  /**
   * A batch is one span, however many rows it has: part of the trace, among those of its jobs, that has the fewest yet, and
   * linked with the others. So every traced request has at least its first step in its own trace.
   * @returns undefined where none of the jobs is traced
   */
  startBatch(jobs: readonly RunningJob[], attributes: { workerId: string; batchId: number }): Span | undefined {
    if (this.#jobs.size === 0) return undefined;
    const traced = [...new Set(jobs)].flatMap((running) => this.#jobs.get(running) ?? []);
    const [parent, ...others] = traced.sort((a, b) => a.batches - b.batches);
    if (!parent) return undefined;
    parent.batches += 1;
    return startClientSpan(
      "step batch",
      parent.span,
      others.map(({ span }) => span),
      {
        "unmask.worker_id": attributes.workerId,
        "unmask.batch_id": attributes.batchId,
        "unmask.batch_sequences": jobs.length,
      },
    );
  }
}
