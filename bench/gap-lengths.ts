import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Denoiser, decodeAnswer } from "@unmask/denoiser";
import {
  applySizing,
  fitTemplate,
  type Gap,
  isSized,
  resolveParams,
  type SequenceInput,
  sizingRow,
  startSizing,
} from "@unmask/diffusion";
import { loadText } from "@unmask/text";

/**
 * How often the length of a gap is found, and what stands in it then. The gaps are cut, 1 to 4 tokens long, out of the model's own
 * answers to its held-out problems, so that the model would fill them right if it knew their lengths; each may have 6.
 * `npx tsx --conditions=@unmask/source bench/gap-lengths.ts [model folder] [problems]`
 */
const [folder = "models/pebble", limit = "40"] = process.argv.slice(2);
const most = 6;
const text = await loadText(folder);
const denoiser = await Denoiser.load(folder, { threads: 1 });
const { special } = text;
const lines = (await readFile(join(folder, "heldout.jsonl"), "utf8")).trim().split("\n").slice(0, Number(limit));

interface Case {
  readonly input: SequenceInput;
  readonly gap: Gap;
  readonly ids: readonly number[];
}

async function casesOf(line: string): Promise<Case[]> {
  const promptIds = text.encodeChat(JSON.parse(line).messages);
  const params = resolveParams({ genLength: 64, blockLength: 8, strategy: "threshold" }, promptIds.length, text);
  const answer = await decodeAnswer(denoiser, { promptIds, params, special });
  const whole = [...answer.slice(0, text.visibleLength(answer)), special.eot ?? special.eos];
  return [1, 2, 3, 4].flatMap((length) => {
    if (whole.length < 16) return [];
    const start = 4 + ((whole.length * 7 + length * 5) % (whole.length - length - 6));
    const masks = Array<number>(most).fill(special.mask);
    const template = [...whole.slice(0, start), ...masks, ...whole.slice(start + length)];
    const infill = resolveParams({}, promptIds.length, text, template.length);
    const input = { promptIds, params: infill, special, template };
    return [{ input, gap: { start, length: most, variable: true }, ids: whole.slice(start, start + length) }];
  });
}

async function found({ input, gap }: Case, neighbours: number): Promise<number> {
  const sizing = startSizing(input, [gap], neighbours);
  while (!isSized(sizing)) {
    const row = sizingRow(sizing);
    const [prediction] = await denoiser.run([row]);
    applySizing(sizing, row, prediction!);
  }
  return sizing.lengths[0]!;
}

async function isFilledRight({ input, gap, ids }: Case, length: number): Promise<boolean> {
  const fitted = fitTemplate(input, [gap], [length]);
  const answer = await decodeAnswer(denoiser, fitted.input);
  return length === ids.length && ids.every((id, i) => answer[gap.start + i] === id);
}

const cases = (await Promise.all(lines.map(casesOf))).flat();
const print = (line: string) => process.stdout.write(`${line}\n`);
print("| length from | length right, % | text right, % |\n| --- | --- | --- |");
const settings: [string, (one: Case) => Promise<number>][] = [
  ["known", async ({ ids }) => ids.length],
  ...[0, 1, 2, 3, 5, 8, 12].map((neighbours): [string, (one: Case) => Promise<number>] => [
    neighbours === 0 ? "the gap alone (first look)" : `the gap and ${neighbours} behind it`,
    (one) => found(one, neighbours),
  ]),
];
for (const [name, lengthOf] of settings) {
  let [lengths, texts] = [0, 0];
  for (const one of cases) {
    const length = await lengthOf(one);
    if (length === one.ids.length) lengths += 1;
    if (await isFilledRight(one, length)) texts += 1;
  }
  const percent = (n: number) => ((100 * n) / cases.length).toFixed(1);
  print(`| ${name} | ${percent(lengths)} | ${percent(texts)} |`);
}
print(`\n${cases.length} gaps`);
await denoiser.close();
