import { readFile } from "node:fs/promises";
import { Denoiser } from "@unmask/denoiser";
import { patternRows, resolveScoreParams, type Score, scoreOutcome, startScore } from "@unmask/diffusion";
import { loadText } from "@unmask/text";

/**
 * The standard error that a score states against how far scores with other seeds are apart, as a Markdown table.
 * `npx tsx --conditions=@unmask/source bench/score-error.ts [model folder] [seeds]`
 */
const [folder = "models/pebble", seeds = "24"] = process.argv.slice(2);

const text = await loadText(folder);
const denoiser = await Denoiser.load(folder, { threads: 1 });
const [problem = "{}"] = (await readFile(`${folder}/heldout/problems.jsonl`, "utf8")).split("\n");
const { messages, answer, text: working } = JSON.parse(problem);
const promptIds = text.encodeChat(messages);

async function run(continuation: string, mcNum: number, seed: number): Promise<Score> {
  const continuationIds = text.encode(continuation);
  const params = resolveScoreParams({ mcNum, seed }, promptIds.length, continuationIds.length, text.maxLength);
  const score = startScore({ promptIds, continuationIds, params, special: text.special });
  const rows = patternRows(score);
  for (let due = rows.next(); !due.done; ) {
    const [prediction] = await denoiser.run([due.value]);
    if (!prediction) break;
    due = rows.next(prediction);
  }
  return score;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1));
};
/** What the draws' own spread would state, were they independent. */
const plainError = ({ set, sums }: Score) => {
  const values = Array.from(set.draws, (i) => (set.length / set.patterns[i]!.count) * sums.patterns[i]!);
  return deviation(values) / Math.sqrt(values.length);
};
const rootMeanSquare = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => v * v)));

console.log("| tokens | draws | forwards | mean, nats | spread over seeds | stated | independent draws' |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const [continuation, mcNum] of [
  [`${answer}`, 128],
  [`The final result is ${answer}.`, 32],
  [`The final result is ${answer}.`, 128],
  [working, 32],
  [working, 128],
] as const) {
  const scores: Score[] = [];
  for (let seed = 0; seed < Number(seeds); seed++) scores.push(await run(continuation, mcNum, seed));
  const outcomes = scores.map(scoreOutcome);
  const row = [
    scores[0]!.set.length,
    mcNum,
    Math.round(mean(outcomes.map(({ forwards }) => forwards))),
    mean(outcomes.map(({ logLikelihood }) => logLikelihood)).toFixed(3),
    deviation(outcomes.map(({ logLikelihood }) => logLikelihood)).toFixed(3),
    rootMeanSquare(outcomes.map(({ standardError = 0 }) => standardError)).toFixed(3),
    scores[0]!.set.draws.length > 0 ? rootMeanSquare(scores.map(plainError)).toFixed(3) : "–",
  ];
  console.log(`| ${row.join(" | ")} |`);
}
await denoiser.close();
