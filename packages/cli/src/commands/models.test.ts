import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../program.js";

/** `unmask convert` and `unmask verify` on the shipped model and the reference fixtures. */

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const pebble = join(root, "models/pebble");
const fixtures = join(root, "test/fixtures/reference");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-models-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function unmask(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await run(args, { env: {}, stdin: Readable.from([]), stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test("a conversion is done once, and compares with its source", async () => {
  const out = join(folder, "int8");
  expect(await unmask("convert", pebble, "--dtype", "int8", "--out", out)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/int8: wrote \d.* of weights in \d.* s\n$/),
  });
  expect((await unmask("convert", pebble, "--dtype", "int8", "--out", out)).out).toBe(`${out} is up to date\n`);
  const prompts = join(pebble, "heldout.jsonl");
  const compared = await unmask("verify", out, "--against", pebble, "--prompts", prompts, "--limit", "3");
  expect(compared.code).toBe(0);
  expect(Number(/argmax agreement +([\d.]+) %/.exec(compared.out)?.[1])).toBeGreaterThan(90);
  expect(compared.out).toMatch(/right +\d of 3, .*pebble: \d/);
});

test("every reference case has a line, and a model that computes something else is found out", async () => {
  const cases = join(fixtures, "tiny-llada.expected");
  const good = await unmask("verify", join(fixtures, "tiny-llada"), "--cases", join(cases, "cases.json"));
  expect(good).toMatchObject({ code: 0, err: "" });
  const lines = good.out.trimEnd().split("\n");
  expect(lines.at(-1)).toBe(`${lines.length - 1} of ${lines.length - 1} cases pass`);
  expect(lines.slice(0, -1).every((line) => line.startsWith("ok "))).toBe(true);

  const wrong = join(folder, "wrong");
  await cp(cases, wrong, { recursive: true });
  const changed = JSON.parse(await readFile(join(cases, "cases.json"), "utf8"));
  changed.forward = changed.forward.slice(0, 1);
  changed.forward[0].argmax[0][0] += 1;
  for (const kind of ["generate", "threshold", "log_likelihood", "suffix_greedy"]) changed[kind] = [];
  await writeFile(join(wrong, "cases.json"), JSON.stringify(changed));
  const bad = await unmask("verify", join(fixtures, "tiny-llada"), "--cases", join(wrong, "cases.json"));
  expect(bad).toMatchObject({ code: 1, err: "error: 1 of 1 cases fall short\n" });
  expect(bad.out).toMatch(/^FAIL forward .* tokens DIFFER\n0 of 1 cases pass\n$/);
});

test.each([
  [["convert", "nowhere"], "nowhere/config.json: there is no such file"],
  [["convert", pebble, "--dtype", "int3"], "must be one of fp32, fp16, bf16, int8"],
  [["convert", pebble, "--dtype", "int8", "--out", fixtures], "holds files that are not a conversion's"],
  [["verify", pebble], "give --cases FILE, or --against MODEL with --prompts FILE"],
  [
    ["verify", pebble, "--cases", join(fixtures, "tiny-llada.expected/cases.json")],
    "its mask id is 318, the model's is 3071",
  ],
  [["verify", pebble, "--against", pebble, "--prompts", "nowhere.jsonl"], "nowhere.jsonl cannot be read"],
])("%j is wrong input, said in one line", async (args, message) => {
  const { code, err } = await unmask(...args);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  expect(err.trimEnd().split("\n")).toHaveLength(1);
});
