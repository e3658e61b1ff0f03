import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "../program.js";
import { type Hub, type HubFile, startHub } from "../testing/hub-server.js";

const REPOSITORY = "acme/tiny-llada";
const weights = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251));
const files: HubFile[] = [
  { path: "config.json", content: Buffer.from('{"vocab_size": 9}') },
  { path: "tokenizer.json", content: Buffer.from("{}") },
  { path: "model.safetensors", content: weights, lfs: true },
  { path: "modeling_llada.py", content: Buffer.from("import os") },
  { path: "pytorch_model.bin", content: Buffer.from("pickle"), lfs: true },
];

let hub: Hub;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-pull-"));
});
afterEach(async () => {
  hub.close();
  await rm(folder, { recursive: true });
});

async function pull(env: Record<string, string> = {}, repository = REPOSITORY) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { env: { HF_ENDPOINT: hub.url, ...env }, stdin: Readable.from([]), stdout, stderr };
  const code = await run(["pull", repository, "--out", join(folder, "m")], io);
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const contentRequests = () => hub.requests.filter(({ line }) => !line.includes("/api/") && !line.endsWith("bytes=0-0"));

test("a checkpoint's files arrive as they are; code and other weights stay where they are", async () => {
  hub = await startHub(REPOSITORY, files);
  const { code, out } = await pull();
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("300 kB, checksums verified") });
  expect((await readdir(join(folder, "m"))).sort()).toEqual([
    ".unmask-pull.json",
    "config.json",
    "model.safetensors",
    "tokenizer.json",
  ]);
  expect(await readFile(join(folder, "m", "model.safetensors"))).toEqual(weights);
});

test("a second run finds its own result and fetches nothing; a file that is gone is fetched again", async () => {
  hub = await startHub(REPOSITORY, files);
  await pull();
  hub.requests.length = 0;
  expect((await pull()).out).toContain("is up to date");
  expect(contentRequests()).toEqual([]);
  await rm(join(folder, "m", "tokenizer.json"));
  await pull();
  expect(contentRequests().map(({ line }) => line)).toEqual([
    `GET /${REPOSITORY}/resolve/main/tokenizer.json bytes=0-`,
  ]);
});

test("a broken connection is gone on from where it broke, in the same run and in the next", async () => {
  hub = await startHub(REPOSITORY, files);
  // config.json first; then the weights, which break twice.
  hub.cutAfter = [5, 100_000, 150_000];
  expect((await pull()).code).toBe(0);
  expect(await readFile(join(folder, "m", "model.safetensors"))).toEqual(weights);
  const ranges = contentRequests().flatMap(({ line }) => /model.safetensors bytes=(\d+)-$/.exec(line)?.[1] ?? []);
  const begun = [...new Set(ranges.map(Number))].sort((a, b) => a - b);
  expect(begun[0]).toBe(0);
  expect(begun.length).toBeGreaterThan(1);
  await rm(join(folder, "m", "model.safetensors"));
  await writeFile(join(folder, "m", "model.safetensors.part"), weights.subarray(0, 123_456));
  hub.requests.length = 0;
  expect((await pull()).code).toBe(0);
  expect(await readFile(join(folder, "m", "model.safetensors"))).toEqual(weights);
  expect(contentRequests().map(({ line }) => line)).toContain("GET /model.safetensors bytes=123456-");
});

test.each([
  ["model.safetensors", "0".repeat(64)],
  ["config.json", "0".repeat(40)],
])("a %s whose checksum is wrong is removed and never shown under its name", async (path, checksum) => {
  hub = await startHub(
    REPOSITORY,
    files.map((file) => (file.path === path ? { ...file, checksum } : file)),
  );
  const { code, err } = await pull();
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining(`${path} does not have the checksum ${checksum}`),
  });
  expect(await readdir(join(folder, "m"))).not.toContain(path);
  expect(await readdir(join(folder, "m"))).not.toContain(`${path}.part`);
});

test("the token opens a private repository, and goes to no other host", async () => {
  hub = await startHub(REPOSITORY, files, "hf_secret");
  const refused = await pull();
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("set HF_TOKEN if it is private or gated") });
  expect((await pull({ HF_TOKEN: "hf_secret" })).code).toBe(0);
  const toStore = hub.requests.filter(({ line }) => line.startsWith("GET /model.safetensors"));
  expect(toStore.length).toBeGreaterThan(0);
  expect(toStore.map(({ authorization }) => authorization)).toEqual(toStore.map(() => undefined));
});

test("a listing that leads out of the folder is not followed", async () => {
  hub = await startHub(REPOSITORY, [...files, { path: "../../evil.json", content: Buffer.from("{}") }]);
  const { code, err } = await pull();
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('lists the file "../../evil.json"') });
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ["acme/other", {}, 2, "has no acme/other at main; check the name and --revision"],
  ["tiny-llada", {}, 2, 'repository must be OWNER/NAME, such as GSAI-ML/LLaDA-8B-Instruct, got "tiny-llada"'],
  [REPOSITORY, { HF_ENDPOINT: "ftp://x" }, 2, 'HF_ENDPOINT must be http://HOST or https://HOST, got "ftp://x"'],
  [REPOSITORY, { HF_ENDPOINT: "http://127.0.0.1:1" }, 1, "http://127.0.0.1:1 cannot be asked for acme/tiny-llada"],
])("%s with %j is refused in one line", async (repository, env, code, message) => {
  hub = await startHub(REPOSITORY, files);
  const refused = await pull(env, repository);
  expect(refused).toMatchObject({ code, err: expect.stringContaining(message) });
  expect(refused.err.trimEnd().split("\n")).toHaveLength(1);
});

test("a repository without a checkpoint says so", async () => {
  hub = await startHub(REPOSITORY, files.slice(0, 2));
  expect(await pull()).toMatchObject({
    code: 2,
    err: expect.stringContaining("no config.json with .safetensors weights"),
  });
});
