import type { ClusterJob } from "./generation-queue.js";
import type { JobQueue } from "./queue.js";

/** What a job waits as; "handed_back" once an earlier holder has returned it. */
export type WaitingClass = keyof typeof priorities;

/** Which jobs schedulers take first. 0 overtakes everything: what was begun is finished. */
const priorities = { handed_back: 0, interactive: 1, standard: 10, batch: 1000 } as const;

export function queuePriority({ priority = "standard" }: ClusterJob): number {
  return priorities[priority];
}

/** Jobs that wait, by class. @throws {ServingError} UNAVAILABLE when the queue cannot be reached */
export async function waitingByClass(queue: Pick<JobQueue, "waitingAt">): Promise<Record<WaitingClass, number>> {
  const counts = await queue.waitingAt(Object.values(priorities));
  const byClass = Object.keys(priorities).map((name, i) => [name, counts[i] ?? 0]);
  return Object.fromEntries(byClass) as Record<WaitingClass, number>;
}
