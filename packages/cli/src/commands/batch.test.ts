import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answer, type Cluster, never, startCluster } from "../../../../services/gateway/src/testing/cluster.js";
import { run } from "../program.js";

let folder: string;
let cluster: Cluster;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-cli-batch-"));
  cluster = await startCluster({ filesFolder: join(folder, "files") });
});
afterAll(async () => {
  await cluster.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  cluster.play = answer("Hi.");
});

async function unmask(args: string[], stdin = "", terminal = false) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  if (terminal) Object.assign(stderr, { isTTY: true });
  const env = { UNMASK_SERVER: cluster.grpcAddress };
  const collected = Promise.all([text(stdout), text(stderr)]);
  const code = await run(["batch", ...args], { env, stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await collected;
  return { code, out, err };
}
const line = (custom_id: string, more: object = {}) =>
  `${JSON.stringify({ custom_id, method: "POST", url: "/v1/chat/completions", body: { messages: [{ role: "user", content: "x" }], gen_length: 8, ...more } })}\n`;

test("a file is submitted, followed with a bar, and its results and errors fetched", async () => {
  const file = join(folder, "in.jsonl");
  await writeFile(file, line("a") + line("b", { temperature: -1 }) + line("c"));
  const submitted = await unmask(["submit", file, "--wait"], "", true);
  const [id, status] = submitted.out.split("\n") as [string, string];
  expect(id).toMatch(/^batch_[0-9a-z]+$/);
  expect(status).toMatch(new RegExp(`^${id} · completed · 3/3, 1 failed · /v1/chat/completions · 20`));
  expect(submitted.err).toContain("uploading ████");
  expect(submitted.err).toMatch(/(validating|in_progress|completed)/);
  expect(submitted.err.endsWith("\r\x1b[K")).toBe(true);

  const fetched = (await unmask(["fetch", id])).out
    .trimEnd()
    .split("\n")
    .map((l) => JSON.parse(l));
  expect(fetched.map(({ custom_id }) => custom_id).sort()).toEqual(["a", "c"]);
  const target = join(folder, "errors.jsonl");
  expect(await unmask(["fetch", id, "--errors", "-o", target])).toEqual({ code: 0, out: "", err: "" });
  expect(JSON.parse(await readFile(target, "utf8"))).toMatchObject({ custom_id: "b", response: { status_code: 400 } });
  expect(JSON.parse((await unmask(["status", id, "--json"])).out)).toMatchObject({
    id,
    status: "completed",
    request_counts: { total: 3, completed: 2, failed: 1 },
  });
});

test("standard input is a file, and a wrong one is told line by line", async () => {
  const { code, out, err } = await unmask(["submit", "-", "--wait"], `${line("a")}{broken\n`);
  expect(code).toBe(2);
  expect(out).toMatch(/ · failed · 0\/2 · .*\n {2}line 2: the line is not a JSON object\n$/);
  expect(err).toMatch(/^error: batch batch_\S+ failed; correct its file\n$/);
});

test("a running batch has no results yet, and is cancelled", async () => {
  cluster.play = never;
  const id = (await unmask(["submit", "-"], line("a"))).out.trim();
  await vi.waitFor(() => expect(cluster.taken.some((job) => job.id.includes(id))).toBe(true), { timeout: 10_000 });
  expect(await unmask(["fetch", id])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/it has results when it has ended\n$/),
  });
  expect((await unmask(["cancel", id])).out).toMatch(/cancell(ing|ed)/);
  expect((await unmask(["status", id, "--watch"])).out).toContain(`${id} · cancelled · 0/1`);
  expect((await unmask(["list"])).out.split("\n")[0]).toContain(id);
});

test("what is wrong is one line and 2", async () => {
  expect(await unmask(["submit", join(folder, "nowhere")])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: cannot read .*nowhere.*\n$/),
  });
  expect(await unmask(["status", "batch_x"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: batch "batch_x" is not known.*\n$/),
  });
  expect(await unmask(["submit", "-", "--endpoint", "/v1/embeddings"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: option '--endpoint <path>' .*\n$/),
  });
});
