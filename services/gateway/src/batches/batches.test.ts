import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnmaskClient } from "@unmask/client";
import { ServingError } from "@unmask/wire";
import OpenAI, { toFile } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
// The queue's own places, since a package's tests are not exported.
import { backends, type Place } from "../../../../packages/queue/src/testing/backends.js";
import { answer, type Cluster, never, startCluster, text } from "../testing/cluster.js";

type Endpoint = "/v1/chat/completions" | "/v1/completions";

for (const backend of backends) {
  const title = backend.missing ? `on ${backend.kind} (skipped: ${backend.missing})` : `on ${backend.kind}`;
  describe.skipIf(backend.missing !== undefined)(title, () => {
    let place: Place;
    let folder: string;
    let cluster: Cluster;
    let openai: OpenAI;
    beforeAll(async () => {
      place = await backend.start();
      folder = await mkdtemp(join(tmpdir(), "unmask-batches-"));
      cluster = await startCluster({ filesFolder: folder, maxFileBytes: 256 * 1024 }, place.options);
      openai = new OpenAI({ baseURL: `${cluster.url}/v1`, apiKey: "none", maxRetries: 0 });
    });
    afterAll(async () => {
      await cluster.close();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    });
    beforeEach(() => {
      cluster.play = answer("Hi.");
      cluster.taken.length = 0;
    });

    const line = (custom_id: string, content: string, more: object = {}) =>
      JSON.stringify({
        custom_id,
        method: "POST",
        url: "/v1/chat/completions",
        body: { model: "tiny", messages: [{ role: "user", content }], gen_length: 8 },
        ...more,
      });
    const upload = async (lines: string[], client = openai) =>
      client.files.create({
        file: await toFile(Buffer.from(lines.map((l) => `${l}\n`).join("")), "in.jsonl"),
        purpose: "batch",
      });
    async function start(lines: string[], endpoint: Endpoint = "/v1/chat/completions", client = openai) {
      const { id } = await upload(lines, client);
      return client.batches.create({
        input_file_id: id,
        endpoint,
        completion_window: "24h",
        metadata: { who: "test" },
      });
    }
    const ended = (id: string, client = openai) =>
      vi.waitFor(
        async () => {
          const batch = await client.batches.retrieve(id);
          expect(["completed", "failed", "cancelled", "expired"]).toContain(batch.status);
          return batch;
        },
        { timeout: 20_000, interval: 50 },
      );
    type Result = {
      id: string;
      custom_id: string;
      response: {
        status_code: number;
        request_id: string;
        body: OpenAI.ChatCompletion & { error?: { param: string } };
      } | null;
      error: { code: string } | null;
    };
    async function results(fileId: string | null | undefined): Promise<Map<string, Result>> {
      if (!fileId) return new Map();
      const content = await (await openai.files.content(fileId)).text();
      const lines = content
        .trimEnd()
        .split("\n")
        .map((l) => JSON.parse(l) as Result);
      expect(new Set(lines.map(({ custom_id }) => custom_id)).size).toBe(lines.length);
      return new Map(lines.map((result) => [result.custom_id, result]));
    }

    test("every line is answered, in files that the client downloads", async () => {
      cluster.play = (job) => answer(`${job.payload.promptIds.length}`)(job);
      const words = Array.from({ length: 30 }, (_, i) => "x".repeat(i + 1));
      const batch = await start(words.map((word, i) => line(`c${i}`, word)));
      expect(batch).toMatchObject({
        object: "batch",
        status: "validating",
        endpoint: "/v1/chat/completions",
        metadata: { who: "test" },
        errors: null,
      });
      expect(batch.expires_at! - batch.created_at).toBe(24 * 3600);
      const end = await ended(batch.id);
      expect(end).toMatchObject({
        status: "completed",
        request_counts: { total: 30, completed: 30, failed: 0 },
        error_file_id: null,
      });
      const output = await results(end.output_file_id);
      expect(output.size).toBe(30);
      for (const [i, content] of words.entries()) {
        const { response, error } = output.get(`c${i}`)!;
        expect(error).toBeNull();
        expect(response).toMatchObject({
          status_code: 200,
          body: {
            object: "chat.completion",
            choices: [{ message: { content: `${text.encodeChat([{ role: "user", content }]).length}` } }],
          },
        });
      }
      const file = await openai.files.retrieve(end.output_file_id!);
      expect(file).toMatchObject({ purpose: "batch_output", filename: `${batch.id}_output.jsonl` });
    });

    test("a batch of many times its window is answered whole", async () => {
      const batch = await start(Array.from({ length: 150 }, (_, i) => line(`c${i}`, `${i % 10}`)));
      const end = await ended(batch.id);
      expect(end).toMatchObject({ status: "completed", request_counts: { total: 150, completed: 150, failed: 0 } });
      expect((await results(end.output_file_id)).size).toBe(150);
    });

    test("a line that is refused or fails is in the error file with its status, and the others go on", async () => {
      cluster.play = (job) => {
        if (job.payload.params.seed === 13) throw new ServingError("INTERNAL", "a step was tried 5 times");
        return answer("Hi.")(job);
      };
      const body = (more: object) => ({ body: { model: "tiny", messages: [{ role: "user", content: "a" }], ...more } });
      const batch = await start([
        line("good", "a"),
        line("hot", "a", body({ temperature: -1 })),
        line("streamed", "a", body({ stream: true })),
        line("elsewhere", "a", body({ model: "other" })),
        line("broken", "a", body({ seed: 13 })),
        line("two", "a", body({ n: 2 })),
      ]);
      const end = await ended(batch.id);
      expect(end).toMatchObject({ status: "completed", request_counts: { total: 6, completed: 2, failed: 4 } });
      const [output, errors] = [await results(end.output_file_id), await results(end.error_file_id)];
      expect([...output.keys()].sort()).toEqual(["good", "two"]);
      expect(output.get("two")!.response!.body.choices).toHaveLength(2);
      const seen = [...errors].map(([id, { response }]) => [id, response!.status_code, response!.body.error!.param]);
      expect(seen.sort()).toEqual([
        ["broken", 500, null],
        ["elsewhere", 404, "model"],
        ["hot", 400, "temperature"],
        ["streamed", 400, "stream"],
      ]);
    });

    test("a file with wrong lines fails before anything is run, with each line's number", async () => {
      const other = { url: "/v1/completions" };
      const batch = await start([
        line("a", "x"),
        "{broken",
        line("a", "y"),
        line("b", "z", other),
        line("c", "z", { method: "GET" }),
        line("", "z"),
        line("d", "z", { body: "x" }),
        "[1]",
      ]);
      const end = await ended(batch.id);
      expect(end.status).toBe("failed");
      expect(end.failed_at).not.toBeNull();
      expect(end.errors!.data!.map((error) => [error.line, error.code, error.param])).toEqual([
        [2, "invalid_json_line", null],
        [3, "duplicate_custom_id", "custom_id"],
        [4, "mismatched_url", "url"],
        [5, "invalid_method", "method"],
        [6, "invalid_custom_id", "custom_id"],
        [7, "invalid_body", "body"],
        [8, "invalid_json_line", null],
      ]);
      expect(end.errors!.data![1]!.message).toBe('custom_id "a" is line 1\'s already');
      expect(cluster.taken).toEqual([]);
      const empty = await start([]);
      expect((await ended(empty.id)).errors!.data![0]!.code).toBe("empty_file");
    });

    test("other endpoints: completions, and the native one", async () => {
      const completions = await start(
        [JSON.stringify({ custom_id: "a", method: "POST", url: "/v1/completions", body: { prompt: "1 + 1" } })],
        "/v1/completions",
      );
      const native = await start(
        [
          JSON.stringify({
            custom_id: "a",
            method: "POST",
            url: "/v1/generate",
            body: { prompt: "Hello", gen_length: 8 },
          }),
        ],
        "/v1/generate" as Endpoint,
      );
      expect((await results((await ended(completions.id)).output_file_id)).get("a")!.response!.body).toMatchObject({
        object: "text_completion",
        choices: [{ text: "Hi." }],
      });
      expect((await results((await ended(native.id)).output_file_id)).get("a")!.response!.body).toMatchObject({
        text: "Hi.",
        finish_reason: "stop",
      });
    });

    test("a cancelled batch keeps what was finished, and its running jobs end", async () => {
      let answered = 0;
      cluster.play = (job) => (answered++ < 3 ? answer("Hi.")(job) : never(job));
      const batch = await start(Array.from({ length: 10 }, (_, i) => line(`c${i}`, "x")));
      await vi.waitFor(async () => expect((await openai.batches.retrieve(batch.id)).status).toBe("in_progress"), {
        timeout: 10_000,
      });
      await vi.waitFor(() => expect(cluster.taken).toHaveLength(10), { timeout: 10_000 });
      await vi.waitFor(async () => expect((await cluster.queue.counts()).active).toBe(7), { timeout: 10_000 });
      const cancelling = await openai.batches.cancel(batch.id);
      expect(["cancelling", "cancelled"]).toContain(cancelling.status);
      const end = await ended(batch.id);
      expect(end).toMatchObject({
        status: "cancelled",
        request_counts: { total: 10, completed: 3 },
        error_file_id: null,
      });
      expect(end.cancelled_at).not.toBeNull();
      expect((await results(end.output_file_id)).size).toBe(3);
      await vi.waitFor(async () => expect(await cluster.queue.counts()).toMatchObject({ active: 0, waiting: 0 }), {
        timeout: 10_000,
      });
      await expect(openai.batches.cancel(batch.id)).rejects.toMatchObject({
        status: 400,
        message: expect.stringContaining("has ended already"),
      });
    });

    test("a gateway that stops hands its batch to another, which repeats nothing that is finished", async () => {
      const runs = new Map<string, number>();
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const ownPlace = await backend.start();
      const own = await startCluster({ filesFolder: join(folder, "own") }, ownPlace.options);
      own.play = async (job) => {
        runs.set(job.id, (runs.get(job.id) ?? 0) + 1);
        if (runs.size > 5) await released;
        return answer("Hi.")(job);
      };
      const first = await own.another();
      const clientOf = (port: number) =>
        new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: "none", maxRetries: 0 });
      const before = clientOf(own.gateway.httpPort);
      const lines = Array.from({ length: 20 }, (_, i) => line(`c${i}`, "x"));
      const batch = await start(lines, "/v1/chat/completions", before);
      await vi.waitFor(() => expect(runs.size).toBe(20), { timeout: 10_000 });
      const finished = async () => (await before.batches.retrieve(batch.id)).request_counts!.completed;
      await vi.waitFor(async () => expect(await finished()).toBeGreaterThanOrEqual(1), { timeout: 10_000 });
      await Promise.all([own.gateway.close({ graceMs: 0 }), first.close({ graceMs: 0 })]);
      release();
      const next = await own.another();
      const client = clientOf(next.httpPort);
      const end = await ended(batch.id, client);
      expect(end).toMatchObject({ status: "completed", request_counts: { total: 20, completed: 20, failed: 0 } });
      const content = await (await client.files.content(end.output_file_id!)).text();
      const ids = content.trimEnd().split("\n");
      expect(new Set(ids.map((l) => (JSON.parse(l) as Result).custom_id)).size).toBe(20);
      expect(ids).toHaveLength(20);
      expect([...runs.values()].every((count) => count === 1)).toBe(true);
      await next.close({ graceMs: 0 });
      await own.close();
      await ownPlace.remove();
    });

    test("over gRPC: uploaded in chunks, watched to its end, results read, listed", async () => {
      const client = new UnmaskClient({ address: cluster.grpcAddress });
      const input = (async function* () {
        for (let i = 0; i < 40; i++) yield Buffer.from(`${line(`c${i}`, "x".repeat(i + 1))}\n`);
      })();
      const made = await client.batches.create({
        endpoint: "/v1/chat/completions",
        input,
        filename: "in.jsonl",
        metadata: { a: "b" },
      });
      const seen = [];
      for await (const batch of client.batches.watch(made.id)) seen.push(batch);
      expect(seen.at(-1)).toMatchObject({
        id: made.id,
        status: "completed",
        total: 40,
        completed: 40,
        failed: 0,
        metadata: { a: "b" },
      });
      let bytes = "";
      for await (const chunk of client.batches.results(made.id)) bytes += Buffer.from(chunk).toString();
      expect(bytes.trimEnd().split("\n")).toHaveLength(40);
      for await (const chunk of client.batches.results(made.id, { errors: true })) expect.fail(`an error: ${chunk}`);
      for await (const { id } of client.batches.list()) {
        expect(id).toBe(made.id);
        break;
      }
      const again = await client.batches.create({
        endpoint: "/v1/chat/completions",
        input: { fileId: made.inputFileId },
      });
      expect(again.inputFileId).toBe(made.inputFileId);
      for await (const _ of client.batches.watch(again.id));
      client.close();
    });

    test("over gRPC, what is wrong is refused by name, in the middle of an upload too", async () => {
      const client = new UnmaskClient({ address: cluster.grpcAddress });
      const endless = async function* () {
        for (;;) yield Buffer.alloc(64 * 1024, "x");
      };
      const create = (endpoint: string, input: AsyncIterable<Uint8Array>) => client.batches.create({ endpoint, input });
      await expect(create("/v1/chat/completions", endless())).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
        field: "file",
      });
      const short = async function* () {
        yield Buffer.from("{}");
      };
      await expect(create("/v1/embeddings", short())).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
        field: "endpoint",
      });
      await expect(client.batches.get("batch_x")).rejects.toMatchObject({ code: "NOT_FOUND", field: "batch_id" });
      client.close();
    });

    test("files are listed, retrieved and deleted", async () => {
      const file = await upload([line("a", "x")]);
      expect(file).toMatchObject({ object: "file", filename: "in.jsonl", purpose: "batch", status: "processed" });
      const listed: string[] = [];
      for await (const { id } of openai.files.list({ purpose: "batch" })) listed.push(id);
      expect(listed[0]).toBe(file.id);
      expect(await (await openai.files.content(file.id)).text()).toBe(`${line("a", "x")}\n`);
      expect(await openai.files.delete(file.id)).toMatchObject({ id: file.id, deleted: true });
      await expect(openai.files.retrieve(file.id)).rejects.toMatchObject({ status: 404, param: "file_id" });
    });

    test("batches are listed in pages, newest first", async () => {
      const made = [];
      for (let i = 0; i < 3; i++) made.push((await start([line("a", "x")])).id);
      await Promise.all(made.map((id) => ended(id)));
      const first = await openai.batches.list({ limit: 2 });
      expect(first.data.map(({ id }) => id)).toEqual([made[2], made[1]]);
      const all: string[] = [];
      for await (const { id } of openai.batches.list({ limit: 2 })) all.push(id);
      expect(all.slice(0, 3)).toEqual([...made].reverse());
      expect(new Set(all).size).toBe(all.length);
    });

    test("what is wrong with a request is refused by name, and leaves nothing behind", async () => {
      const before = (await readdir(join(folder, "files"))).length;
      const create = (more: object) =>
        openai.batches.create({
          input_file_id: "file-x",
          endpoint: "/v1/chat/completions",
          completion_window: "24h",
          ...more,
        });
      await expect(create({})).rejects.toMatchObject({ status: 404, param: "input_file_id" });
      await expect(create({ input_file_id: "../../etc/passwd" })).rejects.toMatchObject({ status: 404 });
      await expect(create({ endpoint: "/v1/embeddings" as Endpoint })).rejects.toMatchObject({
        status: 400,
        param: "endpoint",
      });
      await expect(create({ completion_window: "1h" as "24h" })).rejects.toMatchObject({
        status: 400,
        param: "completion_window",
      });
      await expect(create({ input_file_id: undefined })).rejects.toMatchObject({ status: 400, param: "input_file_id" });
      await expect(openai.batches.retrieve("batch_x")).rejects.toMatchObject({ status: 404 });
      await expect(
        openai.files.create({ file: await toFile(Buffer.from("x"), "a"), purpose: "fine-tune" }),
      ).rejects.toMatchObject({ status: 400, param: "purpose" });
      const large = await toFile(Buffer.alloc(300 * 1024, "x"), "a");
      await expect(openai.files.create({ file: large, purpose: "batch" })).rejects.toMatchObject({
        status: 400,
        param: "file",
        message: expect.stringContaining("at most 262144 bytes"),
      });
      expect((await readdir(join(folder, "files"))).length).toBe(before);
    });
  });
}

test("a gateway without a folder says what is missing", async () => {
  const cluster = await startCluster();
  const openai = new OpenAI({ baseURL: `${cluster.url}/v1`, apiKey: "none", maxRetries: 0 });
  await expect(openai.batches.list()).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining("UNMASK_FILES"),
  });
  await expect(openai.files.create({ file: await toFile(Buffer.from("x"), "a"), purpose: "batch" })).rejects.toThrow(
    "UNMASK_FILES",
  );
  const client = new UnmaskClient({ address: cluster.grpcAddress });
  await expect(client.batches.get("batch_x")).rejects.toMatchObject({ code: "FAILED_PRECONDITION" });
  await expect(client.batches.watch("batch_x").next()).rejects.toMatchObject({ code: "FAILED_PRECONDITION" });
  client.close();
  await cluster.close();
});
