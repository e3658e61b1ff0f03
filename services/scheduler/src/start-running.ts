import type { ScoreCheckpoint } from "@unmask/diffusion";
import type { ActiveJob, CheckpointOf, ClusterJob, ScoreJob } from "@unmask/queue";
import type { ModelText } from "@unmask/text";
import { type DecodeJob, RunningSequence } from "./running.js";
import type { RunningJob } from "./running-job.js";
import { RunningScore } from "./running-score.js";

/** A job as it comes out of the queue. */
export type TakenJob<Job extends ClusterJob = ClusterJob> = ActiveJob<Job, CheckpointOf<Job>>;

/**
 * @param texts of the models that are known here
 * @throws {RangeError} when the job's checkpoint is not one of its request
 */
export function startRunning(job: TakenJob, texts: readonly ModelText[] = []): RunningJob {
  // A checkpoint is of the payload's kind, which the type of a job cannot say.
  return job.payload.kind === "score"
    ? new RunningScore(job as ActiveJob<ScoreJob, ScoreCheckpoint>)
    : new RunningSequence(
        job as DecodeJob,
        texts.find(({ name }) => name === job.payload.model),
      );
}
