import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { convertCheckpoint } from "../convert/convert.js";
import { CHECKPOINTS, referenceFolder } from "../testing/reference.js";
import { compareModels } from "./compare.js";
import type { VerifyRow } from "./rows.js";
import { verifyModel } from "./verify.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unmask-verify-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function verify(model: string, expected: string): Promise<VerifyRow[]> {
  const rows: VerifyRow[] = [];
  for await (const row of verifyModel(model, join(expected, "cases.json"))) rows.push(row);
  return rows;
}

test.each(CHECKPOINTS)("every case of %s passes in fp32, of every kind", async (checkpoint) => {
  const rows = await verify(referenceFolder(checkpoint), `${referenceFolder(checkpoint)}.expected`);
  expect(rows.filter((row) => !row.pass)).toEqual([]);
  const kinds = new Map<string, number>();
  for (const { kind } of rows) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  expect(Object.fromEntries(kinds)).toEqual({
    forward: 11,
    generate: 20,
    threshold: 5,
    log_likelihood: 4,
    suffix_greedy: 4,
  });
  expect(rows[0]?.maxLogitError).toBeGreaterThan(0);
  expect(rows.find((row) => row.kind === "generate")).toMatchObject({ tokensEqual: true, stepsEqual: true });
});

test("a result that differs in one token, canvas or number falls short, each where it should", async () => {
  const model = referenceFolder("tiny-llada");
  await cp(`${model}.expected`, folder, { recursive: true });
  const path = join(folder, "cases.json");
  const cases = JSON.parse(await readFile(path, "utf8"));
  const kept = {
    special_ids: cases.special_ids,
    forward: cases.forward.slice(0, 1),
    generate: cases.generate.slice(0, 2),
    log_likelihood: cases.log_likelihood.slice(0, 1),
    suffix_greedy: cases.suffix_greedy.slice(0, 1),
  };
  kept.forward[0].argmax[0][0] += 1;
  kept.generate[0].final_ids[0][kept.generate[0].final_ids[0].length - 1] += 1;
  kept.generate[1].model_calls += 1;
  kept.log_likelihood[0].results[0].pattern_log_prob_sum[0] -= 0.1;
  kept.suffix_greedy[0].is_greedy = false;
  await writeFile(path, JSON.stringify(kept));
  const rows = await verify(model, folder);
  expect(rows.map(({ tokensEqual, stepsEqual, pass }) => [tokensEqual, stepsEqual, pass])).toEqual([
    [false, undefined, false],
    [false, true, false],
    [true, false, false],
    [undefined, undefined, false],
    [false, true, false],
  ]);
});

test("a cases file that is none, or of another vocabulary, is refused by name", async () => {
  const model = referenceFolder("tiny-llada");
  const path = join(folder, "cases.json");
  for (const [text, message] of [
    ["{", /cases.json: cannot be read as JSON/],
    ["{}", /special_ids must hold the integers mask, eos and eot/],
    ['{"special_ids":{"mask":1,"eos":2,"eot":3}}', /its mask id is 1, the model's is 318; give the cases/],
    ['{"special_ids":{"mask":318,"eos":2,"eot":3},"generate":7}', /generate is not a list/],
    ['{"special_ids":{"mask":318,"eos":2,"eot":3},"generate":[{"name":"x"}]}', /generate case "x" cannot be run/],
  ] as const) {
    await writeFile(path, text);
    await expect(verify(model, folder)).rejects.toThrow(message);
  }
});

test("a build agrees with itself in everything, and int8 with its source in nearly everything", async () => {
  const model = referenceFolder("tiny-llada");
  await convertCheckpoint(model, join(folder, "int8"), { dtype: "int8" });
  const prompts = [Int32Array.of(4, 8, 15), [16, 23, 42, 108]];
  const options = { params: { genLength: 16, blockLength: 8, eosEarlyStop: false } };
  expect(await compareModels(model, model, prompts, options)).toEqual({
    prompts: 2,
    // One token a step: 8 + 7 + … + 1 candidates a block.
    predictions: 2 * 2 * 36,
    argmaxAgreement: 1,
    confidenceError: { mean: 0, max: 0 },
    answersEqual: 1,
    answers: [
      { a: expect.any(Array), b: expect.any(Array) },
      { a: expect.any(Array), b: expect.any(Array) },
    ],
  });
  const quantised = await compareModels(model, join(folder, "int8"), prompts, options);
  expect(quantised.argmaxAgreement).toBeLessThan(1);
  expect(quantised.confidenceError.mean).toBeGreaterThan(0);
  expect(quantised.confidenceError.max).toBeGreaterThanOrEqual(quantised.confidenceError.mean);
  const llada = referenceFolder("tiny-llada-bf16-sharded");
  await expect(compareModels(model, folder, prompts)).rejects.toThrow(/config.json: there is no such file/);
  expect((await compareModels(model, llada, prompts, options)).answersEqual).toBe(0);
});
