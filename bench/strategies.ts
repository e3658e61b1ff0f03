import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Denoiser } from "@unmask/denoiser";
import {
  answerIds,
  applyStep,
  isComplete,
  nextRow,
  type ParamsInput,
  publicName,
  type RowPrediction,
  readDefaults,
  resolveParams,
  type StepRow,
  startSequence,
} from "@unmask/diffusion";
import { loadText, type Message } from "@unmask/text";
import { scatter } from "./scatter.js";

/**
 * Accuracy against cost for each strategy on the model's held-out problems, as a Markdown table and a plot.
 * `npm run bench:strategies -- [model folder] [problems] [plot.svg]`
 */
const [folder = "models/pebble", limit = "100", plot = "docs/strategies.svg"] = process.argv.slice(2);

interface Problem {
  readonly messages: readonly Message[];
  readonly answer: number;
}
type Setting = ParamsInput & { readonly strategy: string };

const canvas = { genLength: 64 };
const each = <V>(values: readonly V[], setting: (value: V) => Setting) => values.map(setting);
/** LLaDA's sampler, one token a step: what the others are measured against. */
const reference: Setting = { strategy: "low_confidence", blockLength: 64, steps: 64 };
const settings: Setting[] = [
  reference,
  ...each([64, 32, 16, 8], (steps) => ({ strategy: "low_confidence", blockLength: 8, steps })),
  ...["random", "margin", "entropy"].flatMap((strategy) =>
    each([64, 32], (steps) => ({ strategy, blockLength: 8, steps })),
  ),
  ...each([0.95, 0.9, 0.8, 0.6], (threshold) => ({ strategy: "threshold", blockLength: 8, threshold })),
  ...each([0.9, 0.8], (threshold) => ({ strategy: "threshold", blockLength: 64, threshold })),
  ...each([8, 4], (suffixWindow) => ({ strategy: "threshold", blockLength: 8, threshold: 0.9, suffixWindow })),
  ...each([0.5, 1, 2], (factor) => ({ strategy: "factor", blockLength: 8, factor })),
  ...each([0.05, 0.1, 0.5], (entropyBound) => ({ strategy: "entropy_bounded", blockLength: 8, entropyBound })),
  ...each([0.6, 0.4, 0.2], (lowThreshold) => ({ strategy: "hierarchical", blockLength: 8, lowThreshold })),
  ...["remdm_cap", "remdm_rescale", "remdm_confidence"].flatMap((strategy) =>
    each([32, 64], (steps) => ({ strategy, blockLength: 8, steps })),
  ),
  { strategy: "remdm_confidence", blockLength: 8, steps: 128 },
  ...[8, 64].flatMap((blockLength) =>
    each([0.8, 0.6], (draftThreshold) => ({ strategy: "wino", blockLength, draftThreshold })),
  ),
];

const text = await loadText(folder);
const denoiser = await Denoiser.load(folder, { threads: 1 });
const lines = (await readFile(join(folder, "heldout.jsonl"), "utf8")).trim().split("\n").slice(0, Number(limit));
const problems = lines.map((line): Problem => JSON.parse(line));

interface Measured {
  readonly isRight: boolean;
  readonly forwards: number;
  readonly positions: number;
  readonly visible: number;
}

/** Right is what the last number says, whatever the working. */
const isRight = (answer: string, wanted: number) => Number(/(\d+)\D*$/.exec(answer)?.[1]) === wanted;

/** A step is a pure function of its row, and at temperature 0 not even of its number: settings that agree share it. */
function remembering(): (row: StepRow) => Promise<RowPrediction> {
  const known = new Map<string, RowPrediction>();
  return async (row) => {
    const { inputIds, positionIds = [], candidates, shadowLength = 0, targetIds = [], suppressedIds } = row;
    const key = [inputIds, positionIds, candidates, [shadowLength], targetIds, suppressedIds].join(";");
    const prediction = known.get(key) ?? (await denoiser.run([row]))[0]!;
    known.set(key, prediction);
    return prediction;
  };
}

async function solve(
  { messages, answer }: Problem,
  setting: Setting,
  predict: ReturnType<typeof remembering>,
): Promise<Measured> {
  const promptIds = text.encodeChat(messages);
  const params = resolveParams({ ...canvas, ...setting }, promptIds.length, text);
  const sequence = startSequence({ promptIds, params, special: text.special });
  while (!isComplete(sequence)) {
    const row = nextRow(sequence);
    applyStep(sequence, row, await predict(row));
  }
  const ids = answerIds(sequence);
  const visible = text.visibleLength(ids);
  const { forwards, positions } = sequence.progress;
  return { isRight: isRight(text.decode(ids.slice(0, visible)), answer), forwards, positions, visible };
}

/** For each setting, what it made of each problem. */
const outcomes: Measured[][] = settings.map(() => []);
const started = performance.now();
for (const [i, problem] of problems.entries()) {
  const predict = remembering();
  for (const [s, setting] of settings.entries()) outcomes[s]!.push(await solve(problem, setting, predict));
  const minutes = (performance.now() - started) / 60_000;
  process.stderr.write(`\r${i + 1} of ${problems.length} problems, ${minutes.toFixed(1)} minutes `);
}
process.stderr.write("\n");
await denoiser.close();

const recommended = readDefaults(JSON.parse(await readFile(join(folder, "generation_config.json"), "utf8")));
const inFull = (setting: ParamsInput) =>
  JSON.stringify(resolveParams({ ...canvas, ...setting }, 0, { ...text, defaults: recommended }));
const name = ({ strategy, ...rest }: Setting) =>
  [strategy, ...Object.entries(rest).map(([key, value]) => `${publicName(key as keyof typeof rest)} ${value}`)].join(
    ", ",
  );
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const rows = settings.map((setting, s) => {
  const own = outcomes[s]!;
  const against = (won: boolean) =>
    own.filter(({ isRight }, i) => isRight === won && outcomes[0]![i]!.isRight !== won).length;
  return {
    setting,
    right: (100 * own.filter(({ isRight }) => isRight).length) / own.length,
    gained: against(true),
    lost: against(false),
    forwards: sum(own.map(({ forwards }) => forwards)) / own.length,
    positions: sum(own.map(({ positions }) => positions)) / sum(own.map(({ visible }) => visible)),
    isDefault: inFull(setting) === inFull({}),
  };
});
const print = (line: string) => process.stdout.write(`${line}\n`);
print(`${basename(folder)}, ${problems.length} held-out problems, gen_length ${canvas.genLength}:\n`);
print("| setting | right, % | against the reference | forwards | positions per visible token |");
print("| --- | --- | --- | --- | --- |");
for (const { setting, right, gained, lost, forwards, positions, isDefault } of rows) {
  const shown = isDefault ? `**${name(setting)}**` : name(setting);
  const difference = setting === reference ? "" : `+${gained} −${lost}`;
  print(`| ${shown} | ${right.toFixed(1)} | ${difference} | ${forwards.toFixed(1)} | ${positions.toFixed(1)} |`);
}
const [first, ...others] = rows;
const shipped = rows.find(({ isDefault }) => isDefault);
if (first && shipped) {
  const times = (a: number, b: number) => (a / b).toFixed(1);
  print(
    `\nThe model's default (bold) takes ${times(first.forwards, shipped.forwards)} times fewer forwards than the reference sampler (the first row).`,
  );
}
const asGood = others.filter(({ gained, lost }) => gained >= lost).sort((a, b) => a.forwards - b.forwards);
print(
  `As good as the reference, fewest forwards first: ${asGood
    .slice(0, 5)
    .map(({ setting, forwards }) => `${name(setting)} (${forwards.toFixed(1)})`)
    .join("; ")}.`,
);
const points = rows.map(({ setting, right, forwards }) => ({
  x: forwards,
  y: right,
  group: setting.strategy,
  label: `${name(setting)}: ${right.toFixed(1)} % in ${forwards.toFixed(1)}`,
}));
await writeFile(plot, scatter(points, { x: "forward passes per problem", y: "right, %" }));
