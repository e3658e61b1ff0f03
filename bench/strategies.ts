import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Denoiser, decodeSteps } from "@unmask/denoiser";
import { answerIds, type ParamsInput, resolveParams, startSequence } from "@unmask/diffusion";
import { loadText, type Message } from "@unmask/text";
import { scatter } from "./scatter.js";

/**
 * Accuracy against cost for each strategy on the model's held-out problems, as a Markdown table and a plot.
 * `npm run bench:strategies -- [model folder] [problems] [plot.svg]`
 */
const [folder = "models/pebble", limit = "200", plot = "docs/strategies.svg"] = process.argv.slice(2);

interface Problem {
  readonly messages: readonly Message[];
  readonly answer: number;
}
const canvas = { genLength: 64 };
const settings: ParamsInput[] = [
  { blockLength: 64, steps: 64 },
  ...[64, 32, 16, 8].map((steps) => ({ blockLength: 8, steps })),
  { blockLength: 8, steps: 64, strategy: "random" },
  { blockLength: 8, steps: 64, strategy: "margin" },
  { blockLength: 8, steps: 64, strategy: "entropy" },
  ...[0.95, 0.9, 0.8, 0.6].map((threshold) => ({ blockLength: 8, strategy: "threshold", threshold })),
  ...[0.9, 0.8].map((threshold) => ({ blockLength: 64, strategy: "threshold", threshold })),
  ...[0.5, 1, 2].map((factor) => ({ blockLength: 8, strategy: "factor", factor })),
  ...[0.05, 0.1, 0.5].map((entropyBound) => ({ blockLength: 8, strategy: "entropy_bounded", entropyBound })),
  { blockLength: 8, strategy: "hierarchical" },
  { blockLength: 8, steps: 64, strategy: "remdm_confidence" },
  { blockLength: 8, steps: 128, strategy: "remdm_confidence" },
  { blockLength: 8, strategy: "threshold", threshold: 0.9, suffixWindow: 8 },
  ...[8, 64].flatMap((blockLength) =>
    [0.8, 0.6].map((draftThreshold) => ({ blockLength, strategy: "wino", draftThreshold })),
  ),
];

const text = await loadText(folder);
const denoiser = await Denoiser.load(folder, { threads: 1 });
const lines = (await readFile(join(folder, "heldout.jsonl"), "utf8")).trim().split("\n").slice(0, Number(limit));
const problems = lines.map((line): Problem => JSON.parse(line));

/** Right is what the last number says, whatever the working. */
const isRight = (answer: string, wanted: number) => Number(/(\d+)\D*$/.exec(answer)?.[1]) === wanted;

async function measure(input: ParamsInput) {
  const sum = { right: 0, forwards: 0, positions: 0, visible: 0 };
  for (const { messages, answer } of problems) {
    const promptIds = text.encodeChat(messages);
    const params = resolveParams({ ...canvas, ...input }, promptIds.length, text);
    const sequence = startSequence({ promptIds, params, special: text.special });
    for await (const _ of decodeSteps(denoiser, sequence));
    const ids = answerIds(sequence);
    const visible = text.visibleLength(ids);
    if (isRight(text.decode(ids.slice(0, visible)), answer)) sum.right += 1;
    sum.forwards += sequence.progress.forwards;
    sum.positions += sequence.progress.positions;
    sum.visible += visible;
  }
  const count = problems.length;
  return {
    right: (100 * sum.right) / count,
    forwards: sum.forwards / count,
    positionsPerToken: sum.positions / sum.visible,
  };
}

function label({ strategy = "low_confidence", genLength: _, ...rest }: ParamsInput): string {
  const names = Object.entries(rest).map(
    ([name, value]) => `${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} ${value}`,
  );
  return [strategy, ...names].join(", ");
}

const print = (line: string) => process.stdout.write(`${line}\n`);
print(`${basename(folder)}, ${problems.length} held-out problems, gen_length ${canvas.genLength}\n`);
print("| setting | right, % | forwards | positions per visible token |");
print("| --- | --- | --- | --- |");
const points = [];
for (const input of settings) {
  const { right, forwards, positionsPerToken } = await measure(input);
  print(`| ${label(input)} | ${right.toFixed(1)} | ${forwards.toFixed(1)} | ${positionsPerToken.toFixed(1)} |`);
  points.push({ x: forwards, y: right, group: input.strategy ?? "low_confidence", label: label(input) });
}
await denoiser.close();
await writeFile(plot, scatter(points, { x: "forward passes per problem", y: "right, %" }));
