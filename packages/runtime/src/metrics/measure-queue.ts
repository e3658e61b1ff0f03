import { type Metrics, onScrape } from "./metrics.js";

/** What a queue says of itself. */
export interface QueueCounts {
  counts(): Promise<{ readonly waiting: number; readonly active: number }>;
  /** Waiting jobs by class. */
  waitingByClass(): Promise<Readonly<Record<string, number>>>;
}

/**
 * Counts the queue's jobs at every scrape. Gateways do so, too: when the schedulers are down, it is only they who can say that
 * something waits.
 */
export function measureQueue({ queueJobs, queueWaitingJobs }: Metrics, queue: QueueCounts): void {
  onScrape(queueJobs, async () => {
    const { waiting, active } = await queue.counts();
    queueJobs.set({ state: "waiting" }, waiting);
    queueJobs.set({ state: "active" }, active);
  });
  onScrape(queueWaitingJobs, async () => {
    for (const [name, jobs] of Object.entries(await queue.waitingByClass()))
      queueWaitingJobs.set({ class: name }, jobs);
  });
}
