import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answer, type Cluster, never, result, startCluster } from "../../../../services/gateway/src/testing/cluster.js";
import { run } from "../program.js";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());
beforeEach(() => {
  cluster.play = answer("Hi.");
});

async function unmask(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const env = { UNMASK_SERVER: cluster.grpcAddress };
  const code = await run(args, { env, stdin: Readable.from(["piped"]), stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test("a job is submitted, watched to its answer, and looked at", async () => {
  const { code, out } = await unmask("jobs", "submit", "Hello", "--gen-length", "16");
  expect([code, out]).toEqual([0, expect.stringMatching(/^g-[0-9a-f-]+\n$/)]);
  const id = out.trim();
  expect(await unmask("jobs", "watch", id)).toEqual({ code: 0, out: "Hi.\n", err: "" });
  expect((await unmask("jobs", "get", id)).out).toMatch(/^g-\S+ · completed · \d+\.\d s\nHi\.\n$/);
  expect(JSON.parse((await unmask("jobs", "get", id, "--json")).out)).toMatchObject({
    id,
    state: "completed",
    result: { text: "Hi.", finish_reason: "stop" },
  });
});

test("an infilling is submitted, and collected later with its gaps", async () => {
  cluster.play = async ({ payload: { template = [], gaps = [] } }) => {
    const ids = template.map((id, i) => (gaps.some((gap) => i >= gap.start && i < gap.start + gap.length) ? 5 : id));
    return { ...result(ids), gaps };
  };
  const submitted = await unmask("infill", "--submit", "Hello [2] there");
  expect(submitted).toMatchObject({ code: 0, out: expect.stringMatching(/^g-[0-9a-f-]+\n$/), err: "" });
  const id = submitted.out.trim();
  expect((await unmask("jobs", "watch", id)).code).toBe(0);
  expect(JSON.parse((await unmask("jobs", "get", id, "--json")).out)).toMatchObject({
    state: "completed",
    result: { text: expect.stringMatching(/^Hello.*there$/s), gaps: [{ position: 6, text: "&&" }] },
  });
});

test("the same request id and prompt are the same job", async () => {
  const submit = () => unmask("jobs", "submit", "-", "--request-id", "mine");
  expect((await submit()).out).toBe((await submit()).out);
});

test("a job is cancelled, and watching it then fails with one line", async () => {
  cluster.play = never;
  const id = (await unmask("jobs", "submit", "Hello")).out.trim();
  await unmask("jobs", "cancel", id);
  await vi.waitFor(async () => expect((await unmask("jobs", "get", id)).out).toContain("cancelled"), {
    timeout: 10_000,
  });
  expect(await unmask("jobs", "watch", id)).toEqual({ code: 1, out: "", err: `error: job ${id} was cancelled\n` });
});

test("an unknown job is one line and 2, and so is a wrong command line", async () => {
  expect(await unmask("jobs", "get", "nobody")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: job nobody is not known.*\n$/),
  });
  expect(await unmask("jobs", "get")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: missing required argument 'id' \(see unmask jobs get --help\)\n$/),
  });
});
