/**
 * What other numbers do to a model: converts it to fp16, bf16 and int8, and compares each build with the source on held-out
 * problems. Prints a Markdown table.
 * node --import tsx --conditions=@unmask/source bench/builds.ts MODEL HELDOUT.jsonl [problems compared] [dtypes]
 */
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CONVERT_DTYPES,
  type ConvertDtype,
  compareModels,
  convertCheckpoint,
  Denoiser,
  decodeAnswer,
} from "@unmask/denoiser";
import { resolveParams } from "@unmask/diffusion";
import { loadText, type Message, type ModelText } from "@unmask/text";

interface Problem {
  readonly messages: Message[];
  readonly answer: number;
}

const [model = "models/pebble", heldout = "models/pebble/heldout.jsonl", compared = "100", dtypes] =
  process.argv.slice(2);
const text = await loadText(model);
const problems = (await readFile(heldout, "utf8"))
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Problem);
const prompts = problems.map(({ messages }) => text.encodeChat(messages));
const params = { genLength: 64, blockLength: 8 };

/** Right is a last number equal to the answer, as in training/evaluate.py. */
async function accuracy(folder: string, text: ModelText): Promise<number> {
  const denoiser = await Denoiser.load(folder, { threads: 1 });
  let right = 0;
  for (const [i, promptIds] of prompts.entries()) {
    const resolved = resolveParams(params, promptIds.length, text);
    const ids = await decodeAnswer(denoiser, { promptIds, params: resolved, special: text.special });
    const last = text
      .decode(ids.slice(0, text.visibleLength(ids)))
      .match(/\d+/g)
      ?.at(-1);
    if (Number(last) === problems[i]?.answer) right++;
  }
  await denoiser.close();
  return right;
}

/**
 * Tenth percentile of 100 steps on 128 tokens with 8 candidates, milliseconds, one thread: of the source and of a build. In
 * turns, because a busy machine slows both.
 */
async function stepMs(build: string): Promise<[source: number, build: number]> {
  const denoisers = [await Denoiser.load(model!, { threads: 1 }), await Denoiser.load(build, { threads: 1 })];
  const row = {
    inputIds: Int32Array.from({ length: 128 }, (_, i) => (i < 64 ? i : text.special.mask)),
    guidanceScale: 0,
    candidates: Int32Array.from({ length: 8 }, (_, i) => 64 + i),
    suppressedIds: [text.special.mask],
    confidenceSuppressedIds: [],
    temperature: 0,
    seed: 0,
    step: 0,
  };
  const times = denoisers.map(() => [] as number[]);
  for (let i = 0; i < 100; i++)
    for (const [k, denoiser] of denoisers.entries()) {
      const start = performance.now();
      await denoiser.run([row]);
      times[k]!.push(performance.now() - start);
    }
  for (const denoiser of denoisers) await denoiser.close();
  return times.map((list) => list.sort((x, y) => x - y)[10]!) as [number, number];
}

const folder = await mkdtemp(join(tmpdir(), "unmask-builds-"));
try {
  const percent = (x: number) => `${(100 * x).toFixed(2)} %`;
  console.log(
    "| build | bytes | step, source → build | argmax agreement | confidence error, mean / max | equal answers | right |",
  );
  console.log("|---|---|---|---|---|---|---|");
  const row = async (name: string, path: string, middle: string) => {
    const { size } = await stat(join(path, "model.safetensors"));
    const right = `${await accuracy(path, text)} of ${problems.length}`;
    const [before, after] = await stepMs(path);
    console.log(`| ${name} | ${size} | ${before.toFixed(2)} → ${after.toFixed(2)} ms | ${middle} | ${right} |`);
  };
  const wanted = dtypes ? (dtypes.split(",") as ConvertDtype[]) : CONVERT_DTYPES;
  if (!dtypes) await row("source", model, "| |");
  for (const dtype of wanted) {
    const out = join(folder, dtype);
    await convertCheckpoint(model, out, { dtype });
    const eotId = text.special.eot;
    const options = { params, ...(eotId !== undefined && { eotId }) };
    const c = await compareModels(model, out, prompts.slice(0, Number(compared)), options);
    const error = `${c.confidenceError.mean.toExponential(1)} / ${c.confidenceError.max.toFixed(3)}`;
    await row(dtype, out, `${percent(c.argmaxAgreement)} of ${c.predictions} | ${error} | ${percent(c.answersEqual)}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
