import { ServingError } from "@unmask/wire";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type ActiveJob, HandBack, type JobHandler } from "./job.js";
import { openQueue } from "./open-queue.js";
import type { JobQueue } from "./queue.js";
import { backends, type Place } from "./testing/backends.js";

type Payload = { readonly n: number };
type Checkpoint = { readonly step: number };
type Queue = JobQueue<Payload, unknown, Checkpoint>;

for (const backend of backends) {
  const name = backend.missing ? `${backend.kind} queue (skipped: ${backend.missing})` : `${backend.kind} queue`;
  describe.skipIf(backend.missing !== undefined)(name, () => {
    let place: Place;
    let queue: Queue;
    let opened = 0;
    const errors: Error[] = [];

    beforeAll(async () => {
      place = await backend.start();
      queue = await open();
    });
    afterAll(async () => {
      await queue?.close();
      await place?.remove();
    });
    afterEach(() => {
      errors.length = 0;
    });

    async function open(): Promise<Queue> {
      return openQueue<Payload, unknown, Checkpoint>({ ...place.options, onError: (error) => errors.push(error) });
    }

    /** Ids are never used twice, so the tests share one queue. */
    const id = (word: string) => `${word}-${opened++}`;

    /** Takes jobs while `body` runs. */
    async function consuming<T>(
      handler: JobHandler<Payload, unknown, Checkpoint>,
      body: () => Promise<T>,
      concurrency = 4,
    ): Promise<T> {
      const consumer = queue.consume(handler, { concurrency });
      try {
        return await body();
      } finally {
        await consumer.handBack();
      }
    }

    /** A handler that tells of its job and runs until the signal stops it. */
    function untilStopped() {
      const started: ActiveJob<Payload, Checkpoint>[] = [];
      const handler = async (job: ActiveJob<Payload, Checkpoint>) => {
        started.push(job);
        if (!job.signal.aborted) {
          await new Promise((resolve) => job.signal.addEventListener("abort", resolve, { once: true }));
        }
        job.signal.throwIfAborted();
      };
      return { started, handler };
    }

    test("a job's result is its handler's return value, and its payload arrives as it was", async () => {
      const job = id("result");
      // NUL and a lone surrogate: what Postgres' jsonb refuses.
      const text = "a\0b\ud800 \u2028 é 😀";
      const outcome = await consuming(
        async ({ payload }) => ({ got: payload, text }),
        async () => {
          await queue.submit(job, { n: 0.1 + 0.2 }, 5);
          return queue.outcome(job);
        },
      );
      expect(outcome).toEqual({ state: "completed", result: { got: { n: 0.1 + 0.2 }, text } });
    });

    test("a thrown ServingError fails the job with its code, anything else with INTERNAL", async () => {
      const [coded, other] = [id("coded"), id("other")];
      const outcomes = await consuming(
        async (job) => {
          if (job.id === coded) throw new ServingError("DEADLINE_EXCEEDED", "too\0 late:\nreally");
          throw new TypeError("a defect");
        },
        async () => {
          await queue.submit(coded, { n: 1 }, 5);
          await queue.submit(other, { n: 2 }, 5);
          return Promise.all([queue.outcome(coded), queue.outcome(other)]);
        },
      );
      expect(outcomes).toMatchObject([
        { state: "failed", error: { code: "DEADLINE_EXCEEDED", message: "too\uFFFD late:\nreally" } },
        { state: "failed", error: { code: "INTERNAL", message: "a defect" } },
      ]);
    });

    test("an outcome asked for after the end is the same, and asking twice at once gives two answers", async () => {
      const job = id("late");
      await consuming(
        async () => "x",
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          await queue.outcome(job);
        },
      );
      const again = await Promise.all([queue.outcome(job), queue.outcome(job)]);
      expect(again).toEqual(Array(2).fill({ state: "completed", result: "x" }));
    });

    test("the outcome of an id that was never submitted is NOT_FOUND", async () => {
      await expect(queue.outcome(id("unknown"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    });

    test("an aborted wait ends with the signal's reason and leaves the job alone", async () => {
      const job = id("abort");
      await queue.submit(job, { n: 1 }, 5);
      const reason = new Error("the client went away");
      await expect(queue.outcome(job, AbortSignal.abort(reason))).rejects.toBe(reason);
      const controller = new AbortController();
      const waiting = queue.outcome(job, controller.signal);
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      const outcome = await consuming(
        async () => "still",
        () => queue.outcome(job),
      );
      expect(outcome).toMatchObject({ result: "still" });
    });

    test("a second submission of an id is the same job, also when both come at once or it has ended", async () => {
      const job = id("twice");
      const [a, b] = await Promise.all([queue.submit(job, { n: 1 }, 5), queue.submit(job, { n: 2 }, 5)]);
      expect([a.created, b.created]).toEqual([true, false]);
      const payloads: number[] = [];
      await consuming(
        async ({ payload }) => payloads.push(payload.n),
        () => queue.outcome(job),
      );
      expect(await queue.submit(job, { n: 3 }, 5)).toEqual({ created: false });
      expect(payloads).toEqual([1]);
    });

    test("a holder's quota counts what has not ended; a job that is there already is joined all the same", async () => {
      const quota = { holder: `tenant ${id("holder")}`, jobs: 2 };
      const [one, two, three] = [id("one"), id("two"), id("three")];
      const submit = (job: string) => queue.submit(job, { n: 1 }, 5, quota);
      await submit(one);
      await submit(two);
      await expect(submit(three)).rejects.toMatchObject({
        code: "RESOURCE_EXHAUSTED",
        reason: "TOO_MANY_JOBS",
        quotaSubject: quota.holder,
        retryAfterMs: expect.any(Number),
        message: expect.stringContaining("has 2 jobs that have not ended, and its limit is 2"),
      });
      expect(await submit(two)).toEqual({ created: false });
      const other = id("other");
      await queue.submit(other, { n: 1 }, 5, { ...quota, holder: "tenant other" });
      await queue.cancel(one);
      // A job that is not there may be on its way for a second.
      await vi.waitFor(() => submit(three), { timeout: 20_000 });
      await expect(submit(id("four"))).rejects.toMatchObject({ code: "RESOURCE_EXHAUSTED" });
      await consuming(
        async () => {},
        async () => {
          for (const job of [two, three, other]) await queue.outcome(job);
          const last = id("last");
          await submit(last);
          await queue.outcome(last);
        },
      );
    });

    test("a full queue refuses further jobs with a time to come again, and takes them once there is room", async () => {
      const small = await backend.start();
      const full = await openQueue<Payload>({ ...small.options, maxWaiting: 3 });
      const submit = (job: string) => full.submit(job, { n: 1 }, 5);
      for (const job of ["full-1", "full-2", "full-3"]) await submit(job);
      const refused = { code: "RESOURCE_EXHAUSTED", reason: "QUEUE_FULL", retryAfterMs: 60_000 };
      await expect(submit("full-4")).rejects.toMatchObject(refused);
      expect(await submit("full-2")).toEqual({ created: false });
      await full.cancel("full-1");
      // What waits is counted now and then.
      await vi.waitFor(() => submit("full-4"), { timeout: 20_000 });
      await full.close();
      await small.remove();
    });

    test("a wrong id or priority is INVALID_ARGUMENT and names the field", async () => {
      for (const wrong of ["", "a:b", "123", "x".repeat(129)]) {
        await expect(queue.submit(wrong, { n: 1 }, 5)).rejects.toMatchObject({ code: "INVALID_ARGUMENT", field: "id" });
      }
      for (const wrong of [0, -1, 1.5, 2_097_152]) {
        const submitted = queue.submit(id("p"), { n: 1 }, wrong);
        await expect(submitted).rejects.toMatchObject({ code: "INVALID_ARGUMENT", field: "priority" });
      }
    });

    test("jobs start by priority, and in order of submission within one", async () => {
      const jobs = [id("low"), id("mid"), id("mid"), id("high")];
      const priorities = [9, 5, 5, 1];
      for (const [i, job] of jobs.entries()) await queue.submit(job, { n: i }, priorities[i] ?? 0);
      expect(await queue.waitingAt([0, 1, 5, 9, 10])).toEqual([0, 1, 2, 1, 0]);
      const order: string[] = [];
      await consuming(
        async (job) => order.push(job.id),
        () => Promise.all(jobs.map((job) => queue.outcome(job))),
        1,
      );
      expect(order).toEqual([jobs[3], jobs[1], jobs[2], jobs[0]]);
    });

    test("a cancelled waiting job ends as CANCELLED, for who waits and for who asks later, and never starts", async () => {
      const [job, next] = [id("cancelled"), id("next")];
      await queue.submit(job, { n: 1 }, 1);
      const waiting = queue.outcome(job);
      await queue.cancel(job);
      expect(await waiting).toMatchObject({ state: "failed", error: { code: "CANCELLED" } });
      expect(await queue.outcome(job)).toMatchObject({ state: "failed", error: { code: "CANCELLED" } });
      const started: string[] = [];
      await consuming(
        async (active) => started.push(active.id),
        async () => {
          await queue.submit(next, { n: 2 }, 9);
          await queue.outcome(next);
        },
      );
      expect(started).toEqual([next]);
    });

    test("a cancelled running job's holder is told, and the job ends as CANCELLED", async () => {
      const job = id("running");
      const { started, handler } = untilStopped();
      await consuming(handler, async () => {
        await queue.submit(job, { n: 1 }, 5);
        await vi.waitFor(() => expect(started).toHaveLength(1), { timeout: 20_000 });
        await queue.cancel(job);
        expect(await queue.outcome(job)).toMatchObject({ state: "failed", error: { code: "CANCELLED" } });
      });
    });

    test("a handler may answer a cancellation with a result", async () => {
      const job = id("partial");
      const { started, handler } = untilStopped();
      await consuming(
        async (active) => handler(active).catch(() => "so far"),
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          await vi.waitFor(() => expect(started).toHaveLength(1), { timeout: 20_000 });
          await queue.cancel(job);
          expect(await queue.outcome(job)).toEqual({ state: "completed", result: "so far" });
        },
      );
    });

    test("what has ended is forgotten after its time, also where nothing ends after it; and so is that it was cancelled", async () => {
      const other = await backend.start();
      const brief = await openQueue<Payload, unknown, Checkpoint>({ ...other.options, keepEndedMs: 1000 });
      try {
        const jobs = { done: id("done"), failed: id("failed"), stopped: id("stopped"), waiting: id("waiting") };
        await brief.submit(jobs.waiting, { n: 1 }, 9);
        await brief.cancel(jobs.waiting);
        const { started, handler } = untilStopped();
        brief.consume(
          async (job) => {
            if (job.id === jobs.stopped) return handler(job);
            if (job.id === jobs.failed) throw new ServingError("INTERNAL", "no");
            return "yes";
          },
          { concurrency: 4 },
        );
        for (const job of [jobs.done, jobs.failed, jobs.stopped]) await brief.submit(job, { n: 1 }, 5);
        await vi.waitFor(() => expect(started).toHaveLength(1), { timeout: 20_000 });
        await brief.cancel(jobs.stopped);
        for (const job of Object.values(jobs)) await brief.outcome(job);
        // The embedded database forgets its marks in its housekeeping.
        const forgotten = backend.kind === "redis" ? Object.values(jobs) : [jobs.done, jobs.failed, jobs.stopped];
        for (const job of forgotten)
          await vi.waitFor(() => expect(brief.find(job)).rejects.toMatchObject({ code: "NOT_FOUND" }), {
            timeout: 20_000,
            interval: 200,
          });
      } finally {
        await brief.close();
        await other.remove();
      }
    });

    test("cancelling jobs while they are being taken leaves none running", async () => {
      const jobs = Array.from({ length: 30 }, () => id("race"));
      const { started, handler } = untilStopped();
      await consuming(
        handler,
        async () => {
          const outcomes = jobs.map(async (job, i) => {
            await queue.submit(job, { n: i }, 5);
            await queue.cancel(job);
            return queue.outcome(job);
          });
          for (const outcome of await Promise.all(outcomes))
            expect(outcome).toMatchObject({ error: { code: "CANCELLED" } });
        },
        8,
      );
      expect(started.every((job) => job.signal.aborted)).toBe(true);
      expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0 });
    });

    test("cancelling an ended or unknown job changes nothing", async () => {
      const job = id("ended");
      await consuming(
        async () => 1,
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          await queue.outcome(job);
        },
      );
      await queue.cancel(job);
      expect(await queue.outcome(job)).toEqual({ state: "completed", result: 1 });
      const unknown = id("unknown");
      await queue.cancel(unknown);
      await expect(queue.outcome(unknown)).rejects.toMatchObject({ code: "NOT_FOUND" });
    });

    test("every watcher gets a job's frames in order; none after it stopped", async () => {
      const job = id("frames");
      const seen: number[][] = [[], []];
      const stops = await Promise.all(seen.map((list) => queue.watch(job, (frame) => list.push(frame[0] ?? -1))));
      const other: number[] = [];
      await queue.watch(id("silent"), (frame) => other.push(frame[0] ?? -1));
      await consuming(
        async (active) => {
          for (let i = 0; i < 100; i++) active.publish(new Uint8Array([99, i]).subarray(1));
          await vi.waitFor(() => expect(seen.map((list) => list.length)).toEqual([100, 100]), { timeout: 20_000 });
          await stops[0]?.();
          active.publish(new Uint8Array([100]));
          await vi.waitFor(() => expect(seen[1]).toHaveLength(101), { timeout: 20_000 });
        },
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          expect(await queue.outcome(job)).toMatchObject({ state: "completed" });
        },
      );
      await stops[1]?.();
      expect(seen[0]).toEqual(Array.from({ length: 100 }, (_, i) => i));
      expect(other).toEqual([]);
    });

    test("the end of a job is told after its last frame", async () => {
      const heard: number[] = [];
      await consuming(
        async (active) => {
          // Large ones take their time on the way.
          for (let i = 0; i < 20; i++) active.publish(new Uint8Array(100_000));
        },
        async () => {
          for (let round = 0; round < 10; round++) {
            const job = id("ends");
            let frames = 0;
            const stop = await queue.watch(job, () => frames++);
            await queue.submit(job, { n: 1 }, 5);
            await queue.outcome(job);
            heard.push(frames);
            await stop();
          }
        },
      );
      expect(heard).toEqual(Array.from({ length: 10 }, () => 20));
    });

    test("a holder knows whether it is watched, and is told of each who begins to watch", async () => {
      const job = id("watched");
      const jobs: ActiveJob<Payload, Checkpoint>[] = [];
      let begun = 0;
      let end = () => {};
      const watch = () => queue.watch(job, () => {});
      await consuming(
        async (active) => {
          jobs.push(active);
          active.onWatch(() => begun++);
          await new Promise<void>((resolve) => {
            end = resolve;
          });
        },
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          const active = await vi.waitFor(() => jobs[0] ?? expect.fail("not taken"), { timeout: 20_000 });
          expect([active.watched, begun]).toEqual([false, 0]);
          const stops = [await watch()];
          await vi.waitFor(() => expect(begun).toBe(1), { timeout: 20_000 });
          stops.push(await watch());
          await vi.waitFor(() => expect([active.watched, begun]).toEqual([true, 2]), { timeout: 20_000 });
          for (const stop of stops) await stop();
          // Found out by a frame that nobody hears.
          await vi.waitFor(
            () => {
              active.publish(new Uint8Array([1]));
              expect(active.watched).toBe(false);
            },
            { timeout: 20_000 },
          );
          await watch();
          await vi.waitFor(() => expect([active.watched, begun]).toEqual([true, 3]), { timeout: 20_000 });
          end();
          await queue.outcome(job);
        },
      );
    });

    test("a full consumer that may hold more takes more at once, and no more when it may hold less again", async () => {
      const jobs = [id("slot"), id("slot"), id("slot"), id("slot")];
      const started: string[] = [];
      const ends = new Map<string, () => void>();
      const consumer = queue.consume(
        (job) => {
          started.push(job.id);
          return new Promise<void>((resolve) => ends.set(job.id, resolve));
        },
        { concurrency: 1 },
      );
      for (const job of jobs) await queue.submit(job, { n: 1 }, 5);
      await vi.waitFor(() => expect(started).toEqual(jobs.slice(0, 1)), { timeout: 20_000 });
      await consumer.setConcurrency(3);
      await vi.waitFor(() => expect(started).toEqual(jobs.slice(0, 3)), { timeout: 20_000 });
      await consumer.setConcurrency(1);
      for (const job of jobs.slice(0, 2)) ends.get(job)?.();
      await queue.outcome(jobs[1]!);
      expect(consumer.running).toBe(1);
      ends.get(jobs[2]!)?.();
      await vi.waitFor(() => expect(started).toEqual(jobs), { timeout: 20_000 });
      ends.get(jobs[3]!)?.();
      await queue.outcome(jobs[3]!);
      await consumer.close();
    });

    test("a job that is watched before it starts is watched from its start", async () => {
      const job = id("early");
      const stop = await queue.watch(job, () => {});
      const begun: boolean[] = [];
      await consuming(
        async (active) => active.onWatch(() => begun.push(active.watched)),
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          await queue.outcome(job);
        },
      );
      expect(begun).toEqual([true]);
      await stop();
    });

    test("a job can be looked at in every state", async () => {
      const [done, broken, gone] = [id("done"), id("broken"), id("gone")];
      await expect(queue.find(done)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await queue.submit(done, { n: 1 }, 5);
      const before = await queue.find(done);
      expect(before).toMatchObject({ state: "waiting", payload: { n: 1 }, checkpoint: undefined, outcome: undefined });
      expect(Math.abs(before.submittedAtMs! - Date.now())).toBeLessThan(60_000);
      await queue.submit(broken, { n: 2 }, 9);
      await queue.submit(gone, { n: 3 }, 9);
      await queue.cancel(gone);
      await consuming(
        async (active) => {
          if (active.id === broken) throw new ServingError("UNAVAILABLE", "no worker");
          await active.saveCheckpoint({ step: 3 });
          expect(await queue.find(done)).toMatchObject({ state: "active", checkpoint: { step: 3 } });
          return "x";
        },
        () => Promise.all([queue.outcome(done), queue.outcome(broken)]),
      );
      const after = await queue.find(done);
      expect(after).toMatchObject({ state: "completed", outcome: { state: "completed", result: "x" } });
      expect(after.endedAtMs).toBeGreaterThanOrEqual(after.startedAtMs!);
      const failed = { state: "failed", error: { code: "UNAVAILABLE", message: "no worker" } };
      expect(await queue.find(broken)).toMatchObject({ state: "failed", payload: { n: 2 }, outcome: failed });
      const cancelled = { state: "failed", error: { code: "CANCELLED" } };
      expect(await queue.find(gone)).toMatchObject({ state: "failed", payload: undefined, outcome: cancelled });
    });

    test("a job that is handed back keeps its checkpoint and goes first, before higher priorities", async () => {
      const [job, urgent] = [id("back"), id("urgent")];
      const { started, handler } = untilStopped();
      const consumer = queue.consume(
        async (active) => {
          await active.saveCheckpoint({ step: 1 });
          await active.saveCheckpoint({ step: 2 });
          await handler(active);
        },
        { concurrency: 1 },
      );
      await queue.submit(job, { n: 1 }, 9);
      await vi.waitFor(() => expect(started).toHaveLength(1), { timeout: 20_000 });
      await queue.submit(urgent, { n: 2 }, 1);
      const outcome = queue.outcome(job);
      await consumer.handBack();
      expect(started[0]?.signal.reason).toBeInstanceOf(HandBack);
      expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0 });
      expect(await queue.waitingAt([0, 1, 9])).toEqual([1, 1, 0]);

      const taken: unknown[] = [];
      await consuming(
        async (active) => taken.push([active.id, active.payload, active.checkpoint, active.starts]),
        () => Promise.all([outcome, queue.outcome(urgent)]),
        1,
      );
      expect(taken).toEqual([
        [job, { n: 1 }, { step: 2 }, 2],
        [urgent, { n: 2 }, undefined, 1],
      ]);
    });

    test("200 jobs at once all end, each with its own result", async () => {
      const jobs = Array.from({ length: 200 }, () => id("many"));
      const outcomes = await consuming(
        async ({ payload }) => payload.n * 2,
        () =>
          Promise.all(
            jobs.map(async (job, n) => {
              await queue.submit(job, { n }, 1 + (n % 7));
              return queue.outcome(job);
            }),
          ),
        64,
      );
      expect(outcomes).toEqual(jobs.map((_, n) => ({ state: "completed", result: n * 2 })));
    });

    test("a checkpoint above 64 KiB is a RangeError", async () => {
      const job = id("large");
      const outcome = await consuming(
        async (active) => active.saveCheckpoint({ step: 1, pad: "x".repeat(70_000) } as Checkpoint),
        async () => {
          await queue.submit(job, { n: 1 }, 5);
          return queue.outcome(job);
        },
      );
      expect(outcome).toMatchObject({ error: { code: "INTERNAL", message: expect.stringContaining("65536 bytes") } });
    });

    test("a sibling's jobs are its own", async () => {
      const sibling = await queue.sibling<Payload, unknown, Checkpoint>("unmask-other");
      const [ours, theirs] = [id("ours"), id("theirs")];
      const taken: string[] = [];
      const consumer = sibling.consume(async (job) => taken.push(`sibling:${job.id}`), { concurrency: 1 });
      await consuming(
        async (job) => taken.push(job.id),
        async () => {
          await Promise.all([queue.submit(ours, { n: 1 }, 5), sibling.submit(theirs, { n: 2 }, 5)]);
          await Promise.all([queue.outcome(ours), sibling.outcome(theirs)]);
        },
      );
      expect(taken.sort()).toEqual([ours, `sibling:${theirs}`]);
      await expect(queue.find(theirs)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await consumer.close();
    });

    test("counts and ping answer", async () => {
      await queue.ping();
      const { waiting, active, completed, failed } = await queue.counts();
      expect([waiting, active]).toEqual([0, 0]);
      expect(completed).toBeGreaterThan(200);
      expect(failed).toBeGreaterThan(0);
    });

    test("a scheduler's last word is there until it falls silent", async () => {
      const said = (schedulerId: string, running: number) => ({ schedulerId, running, workers: [], sequences: [] });
      await queue.report(said("s-b", 2), 60_000);
      await queue.report(said("s-a", 1), 60_000);
      await queue.report(said("s-b", 3), 60_000);
      await queue.report(said("s-c", 9), 1);
      await vi.waitFor(async () => expect(await queue.reports()).toEqual([said("s-a", 1), said("s-b", 3)]));
    });
  });
}
