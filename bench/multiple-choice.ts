import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The model's held-out problems as multiple-choice questions for `unmask score`: the right final number against three wrong
 * ones. `npx tsx bench/multiple-choice.ts [model folder] [problems] | npx unmask score -`
 */
const [folder = "models/pebble", limit = "50"] = process.argv.slice(2);

interface Problem {
  readonly messages: readonly unknown[];
  readonly answer: number;
}

const lines = (await readFile(join(folder, "heldout.jsonl"), "utf8")).trim().split("\n").slice(0, Number(limit));
for (const [i, line] of lines.entries()) {
  const { messages, answer: right }: Problem = JSON.parse(line);
  const numbers = [right, right + 1, right + 10, right * 2];
  // The right one is not always the first.
  const at = i % numbers.length;
  const turned = [...numbers.slice(numbers.length - at), ...numbers.slice(0, numbers.length - at)];
  const choices = turned.map((number) => `The final result is ${number}.`);
  process.stdout.write(`${JSON.stringify({ messages, choices, answer: at })}\n`);
}
