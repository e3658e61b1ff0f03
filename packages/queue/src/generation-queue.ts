import type { Checkpoint, ScoreCheckpoint } from "@unmask/diffusion";
import type { GenerateJob, GenerateResult } from "./generate-job.js";
import { openQueue } from "./open-queue.js";
import type { QueueOptions } from "./options.js";
import type { JobQueue } from "./queue.js";
import type { ScoreJob, ScoreResult } from "./score-job.js";

/** What gateways ask of schedulers. */
export type ClusterJob = GenerateJob | ScoreJob;

export type ResultOf<Job extends ClusterJob> = Job extends ScoreJob ? ScoreResult : GenerateResult;

export type CheckpointOf<Job extends ClusterJob> = Job extends ScoreJob ? ScoreCheckpoint : Checkpoint;

/** The queue between gateways and schedulers. A job's result and checkpoint are those of its kind. */
export type GenerationQueue = JobQueue<ClusterJob, ResultOf<ClusterJob>, CheckpointOf<ClusterJob>>;

/** As {@link openQueue}. */
export function openGenerationQueue(options: QueueOptions): Promise<GenerationQueue> {
  return openQueue(options);
}
