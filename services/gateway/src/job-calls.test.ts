import { resolveParams } from "@unmask/diffusion";
import type { GenerateJob, GenerationQueue } from "@unmask/queue";
import { createLogger } from "@unmask/runtime";
import type { Frame } from "@unmask/wire";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JobCalls } from "./job-calls.js";
import { answer, type Cluster, startCluster, text } from "./testing/cluster.js";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());

test("frames that come before the queue has said that the job is in it are told after that, none lost", async () => {
  const { queue } = cluster;
  // The real queue, whose answer to a submission comes late.
  const slow = {
    watch: (...args: Parameters<GenerationQueue["watch"]>) => queue.watch(...args),
    outcome: (...args: Parameters<GenerationQueue["outcome"]>) => queue.outcome(...args),
    async submit(...args: Parameters<GenerationQueue["submit"]>) {
      const submitted = await queue.submit(...args);
      await queue.outcome(args[0]);
      return submitted;
    },
  } as unknown as GenerationQueue;
  const calls = new JobCalls(slow, new AbortController().signal, createLogger({ level: "silent" }));
  cluster.play = answer("Hi.");
  const params = resolveParams({ genLength: 8 }, 1, { maxLength: 100 });
  const job: GenerateJob = {
    kind: "generate",
    requestId: "r",
    model: "tiny",
    promptIds: [5],
    params,
    special: text.special,
  };
  const heard: (string | Frame)[] = [];
  await calls.result("g-early", job, {
    signal: new AbortController().signal,
    onSubmitted: () => heard.push("submitted"),
    onFrame: (frame) => heard.push(frame),
  });
  const [first, ...frames] = heard;
  expect(first).toBe("submitted");
  const positions = frames.flatMap((frame) => (frame as Frame).commits.map(({ position }) => position));
  expect(positions).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
