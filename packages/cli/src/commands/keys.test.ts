import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, startCluster } from "../../../../services/gateway/src/testing/cluster.js";
import { run } from "../program.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-keys-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function unmask(args: string[], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await run(args, { env, stdin: Readable.from([]), stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test("a key is printed once, its hash kept, and the command line uses it by UNMASK_API_KEY", async () => {
  const file = join(folder, "keys.json");
  const made = await unmask(["keys", "add", "ci", "--file", file, "--tenant", "acme", "--requests-per-minute", "100"]);
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^um-[A-Za-z0-9_-]{43}\n$/) });
  const secret = made.out.trim();
  expect((await unmask(["keys", "add", "other", "--file", file])).code).toBe(0);
  const kept = await readFile(file, "utf8");
  expect(kept).not.toContain(secret);
  expect(JSON.parse(kept).keys.map(({ id, tenant }: Record<string, string>) => [id, tenant])).toEqual([
    ["ci", "acme"],
    ["other", "other"],
  ]);

  const cluster = await startCluster({ keysFile: file });
  cluster.play = answer("Hi.");
  const env = { UNMASK_SERVER: cluster.grpcAddress };
  expect(await unmask(["generate", "Hello"], { ...env, UNMASK_API_KEY: secret })).toMatchObject({
    code: 0,
    out: "Hi.\n",
  });
  expect(await unmask(["generate", "Hello"], env)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: an API key is needed.*\n$/),
  });
  await cluster.close();
});

test("a wrong field, or an id that is there already, is one line and 2", async () => {
  const file = join(folder, "wrong.json");
  expect(await unmask(["keys", "add", "a b", "--file", file])).toMatchObject({
    code: 2,
    err: expect.stringContaining("keys.0.id"),
  });
  await unmask(["keys", "add", "a", "--file", file]);
  expect(await unmask(["keys", "add", "a", "--file", file])).toMatchObject({
    code: 2,
    err: expect.stringContaining("the id of a twice"),
  });
});
