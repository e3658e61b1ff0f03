import { type JobEvent, UnmaskClient } from "@unmask/client";
import { encodeFrame, ServingError } from "@unmask/wire";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
// The queue's own places, since a package's tests are not exported.
import { backends, type Place } from "../../../packages/queue/src/testing/backends.js";
import {
  answer,
  type Cluster,
  canvas,
  never,
  type Play,
  publishStep,
  result,
  startCluster,
  text,
} from "./testing/cluster.js";

for (const backend of backends) {
  const title = backend.missing ? `on ${backend.kind} (skipped: ${backend.missing})` : `on ${backend.kind}`;
  describe.skipIf(backend.missing !== undefined)(title, () => {
    let place: Place;
    let cluster: Cluster;
    /** Of one gateway, and of another one on the same queue. */
    let here: UnmaskClient;
    let there: UnmaskClient;
    beforeAll(async () => {
      place = await backend.start();
      cluster = await startCluster({}, place.options);
      const other = await cluster.another();
      here = new UnmaskClient({ address: cluster.grpcAddress });
      there = new UnmaskClient({ address: `127.0.0.1:${other.grpcPort}` });
      return async () => {
        here.close();
        there.close();
        await other.close({ graceMs: 0 });
      };
    });
    afterAll(async () => {
      await cluster.close();
      await place.remove();
    });
    beforeEach(() => {
      cluster.play = answer("Hi.");
      cluster.taken.length = 0;
    });

    const taken = () => vi.waitFor(() => cluster.taken.at(-1) ?? expect.fail("no job was taken"), { timeout: 10_000 });

    /** Steps when it is told to, and shows new watchers what there is, as the scheduler does. */
    function stepwise(genLength: number) {
      const ids = canvas("Hi there.", genLength);
      let step = 0;
      let advance = (_: number) => {};
      const play: Play = (job) =>
        new Promise((resolve) => {
          job.onWatch(() => {
            const commits = ids.slice(0, step).map((tokenId, position) => ({ position, tokenId, confidence: 0.5 }));
            job.publish(
              encodeFrame({ step: step - 1, forwards: step, masked: genLength - step, commits, snapshot: true }),
            );
          });
          advance = (steps) => {
            for (let i = 0; i < steps; i++) publishStep(job, ids, step++);
            if (step === genLength) resolve(result(ids));
          };
        });
      return { play, ids, advance: (steps: number) => advance(steps) };
    }

    test("an infilling is submitted at one gateway, watched and collected at another", async () => {
      cluster.play = async (job) => {
        const { template = [], gaps = [] } = job.payload;
        const ids = template.map((id) => (id === text.special.mask ? text.encode("x")[0]! : id));
        for (const { start } of gaps) publishStep(job, ids, start);
        return { ...result(ids), gaps };
      };
      const parts = [{ text: "Hello " }, { gap: { tokens: 1 } }, { text: " there" }];
      const { id } = await here.jobs.submitInfill({ parts, requestId: "gaps-1" });
      const events: JobEvent[] = [];
      for await (const event of there.jobs.watch(id)) events.push(event);
      const last = events.at(-1)!;
      expect(last).toMatchObject({ kind: "job", job: { state: "completed", result: { gaps: [{ text: "x" }] } } });
      expect((await there.jobs.get(id)).result!.text).toBe("Hello x there");
      // The same request with the same id is the same job.
      expect((await there.jobs.submitInfill({ parts, requestId: "gaps-1" })).id).toBe(id);
      await expect(here.jobs.submitInfill({ parts: [{ text: "no gap" }] })).rejects.toMatchObject({ field: "parts" });
    });

    test("a job that is submitted at one gateway is collected at another, also after its end", async () => {
      const submitted = await here.jobs.submit({ prompt: "Hello", params: { genLength: 16 }, requestId: "submit-1" });
      expect(submitted).toMatchObject({ requestId: "submit-1", model: "tiny", genLength: 16 });
      expect(Math.abs(submitted.submittedAt!.getTime() - Date.now())).toBeLessThan(60_000);
      const ended = await vi.waitFor(
        async () => {
          const job = await there.jobs.get(submitted.id);
          expect(job.state).toBe("completed");
          return job;
        },
        { timeout: 10_000 },
      );
      expect(ended.result).toMatchObject({ text: "Hi.", requestId: "submit-1", finishReason: "stop" });
      expect(ended.endedAt!.getTime()).toBeGreaterThanOrEqual(ended.startedAt!.getTime());
      expect(ended.promptTokens).toBe(text.encodeChat([{ role: "user", content: "Hello" }]).length);
    });

    test("a repeated submission is the same job, and waiting for it as a call gives its answer", async () => {
      const request = { prompt: "Hello", params: { genLength: 16 }, requestId: "submit-2" };
      const [first, again] = [await here.jobs.submit(request), await there.jobs.submit(request)];
      expect(again.id).toBe(first.id);
      expect(await there.generate(request)).toMatchObject({ text: "Hi." });
      expect(cluster.taken).toHaveLength(1);
    });

    test("a job that a call waits for is submitted as one of its own, which outlives the call", async () => {
      cluster.play = never;
      const request = { prompt: "Hello", params: { genLength: 16 }, requestId: "submit-kept" };
      const abort = new AbortController();
      const call = here.generate(request, { signal: abort.signal });
      await taken();
      cluster.play = answer("Hi.");
      const [first, again] = [await there.jobs.submit(request), await here.jobs.submit(request)];
      expect(again.id).toBe(first.id);
      abort.abort();
      await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
      await vi.waitFor(async () => {
        expect(await there.jobs.get(first.id)).toMatchObject({ state: "completed", requestId: "submit-kept" });
      }, 5000);
      expect(cluster.taken).toHaveLength(2);
    });

    test("a submission of what a call was answered already has that answer", async () => {
      const request = { prompt: "Hello", params: { genLength: 16 }, requestId: "submit-done" };
      await here.generate(request);
      expect(await there.jobs.submit(request)).toMatchObject({ state: "completed", result: { text: "Hi." } });
      expect(cluster.taken).toHaveLength(1);
    });

    test("a watcher gets the job, a snapshot of what is decided, every further step, and the end", async () => {
      const steps = stepwise(12);
      cluster.play = steps.play;
      const { id } = await here.jobs.submit({ prompt: "Hello", params: { genLength: 12, blockLength: 12 } });
      await taken();
      steps.advance(5);
      const events: JobEvent[] = [];
      for await (const event of there.jobs.watch(id)) {
        events.push(event);
        if (event.kind === "frame" && event.frame.snapshot) steps.advance(7);
      }
      const [first, snapshot, ...rest] = events;
      expect(first).toMatchObject({ kind: "job", job: { id, state: "running" } });
      expect(snapshot).toMatchObject({ kind: "frame", frame: { snapshot: true, step: 4, masked: 7 } });
      expect(rest.at(-1)).toMatchObject({ kind: "job", job: { state: "completed", result: { text: "Hi there." } } });
      const commits = events.flatMap((event) => (event.kind === "frame" ? event.frame.commits : []));
      expect(commits.map(({ tokenId }) => tokenId)).toEqual(steps.ids);
      expect(commits.map((commit) => commit.text)).toEqual(steps.ids.map(text.tokenText));
    });

    test("a watcher that left and comes back misses nothing, and its leaving does not end the job", async () => {
      const steps = stepwise(12);
      cluster.play = steps.play;
      const { id } = await here.jobs.submit({ prompt: "Hello", params: { genLength: 12, blockLength: 12 } });
      const { signal } = await taken();
      for await (const event of here.jobs.watch(id)) if (event.kind === "frame") break;
      steps.advance(8);
      let seen = new Map<number, number>();
      for await (const event of here.jobs.watch(id)) {
        if (event.kind !== "frame") continue;
        if (event.frame.snapshot) {
          seen = new Map();
          steps.advance(4);
        }
        for (const { position, tokenId } of event.frame.commits) seen.set(position, tokenId);
      }
      expect(signal.aborted).toBe(false);
      expect([...seen].sort(([a], [b]) => a - b).map(([, tokenId]) => tokenId)).toEqual(steps.ids);
    });

    test("watching an ended job gives its end at once", async () => {
      const { id } = await here.jobs.submit({ prompt: "Hello" });
      await cluster.queue.outcome(id);
      const events: JobEvent[] = [];
      for await (const event of there.jobs.watch(id)) events.push(event);
      expect(events).toMatchObject([{ kind: "job", job: { state: "completed", result: { text: "Hi." } } }]);
    });

    test("a running job is cancelled from anywhere, and its watcher is told", async () => {
      cluster.play = never;
      const { id } = await here.jobs.submit({ prompt: "Hello" });
      await taken();
      const states: string[] = [];
      for await (const event of here.jobs.watch(id)) {
        if (event.kind !== "job") continue;
        states.push(event.job.state);
        if (event.job.state === "running") await there.jobs.cancel(id);
      }
      expect(states).toEqual(["running", "cancelled"]);
      expect((await there.jobs.get(id)).error).toMatchObject({ code: "CANCELLED" });
    });

    test("a job that fails keeps its error", async () => {
      cluster.play = () => Promise.reject(new ServingError("UNAVAILABLE", "no worker serves the model tiny"));
      const { id } = await here.jobs.submit({ prompt: "Hello" });
      await cluster.queue.outcome(id);
      expect(await there.jobs.get(id)).toMatchObject({
        state: "failed",
        error: { code: "UNAVAILABLE", message: "no worker serves the model tiny" },
      });
    });

    test("a call that joins a submitted job and leaves does not end it", async () => {
      cluster.play = never;
      const request = { prompt: "Hello", requestId: "joined" };
      const { id } = await here.jobs.submit(request);
      const { signal } = await taken();
      const abort = new AbortController();
      for await (const event of there.stream(request, { signal: abort.signal })) if (event.kind === "started") break;
      expect(await here.jobs.get(id)).toMatchObject({ state: "running" });
      expect(signal.aborted).toBe(false);
      await here.jobs.cancel(id);
    });

    test("a job that is cancelled ends the calls that wait for it, and does not begin again", async () => {
      cluster.play = never;
      const request = { prompt: "Hello", requestId: "withdrawn" };
      const calls = [here.generate(request), there.generate(request)].map((call) => call.catch((error) => error));
      const { id } = await taken();
      await vi.waitFor(async () => expect((await cluster.queue.counts()).active).toBe(1), { timeout: 10_000 });
      await there.jobs.cancel(id);
      for (const call of calls) expect(await call).toMatchObject({ code: "CANCELLED" });
      expect(cluster.taken).toHaveLength(1);
    });

    test("what is wrong is refused, and an unknown job is NOT_FOUND", async () => {
      await expect(here.jobs.submit({ prompt: "" })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
        field: "prompt",
      });
      for (const call of [here.jobs.get("nobody"), here.jobs.cancel("nobody"), here.jobs.watch("nobody").next()])
        await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(here.jobs.get("a:b")).rejects.toMatchObject({ code: "INVALID_ARGUMENT", field: "id" });
    });

    test("a gateway that stops ends its watchers with UNAVAILABLE, and the job goes on", async () => {
      cluster.play = never;
      const { id } = await here.jobs.submit({ prompt: "Hello" });
      const { signal } = await taken();
      const leaving = await cluster.another();
      const client = new UnmaskClient({ address: `127.0.0.1:${leaving.grpcPort}` });
      const watch = client.jobs.watch(id);
      await watch.next();
      const closed = leaving.close({ graceMs: 0 });
      await expect(watch.next()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await closed;
      client.close();
      expect(signal.aborted).toBe(false);
      await here.jobs.cancel(id);
    });

    test("the models are listed with their limits, defaults and strategies", async () => {
      const [model, ...others] = await here.models();
      expect(others).toEqual([]);
      expect(model).toMatchObject({ name: "tiny", maxLength: 128, vocabSize: 320, chat: true });
      expect(model!.strategies).toContain("low_confidence");
    });
  });
}
