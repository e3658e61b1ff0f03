import type { Params } from "./api.js";

interface Example {
  readonly name: string;
  readonly prompt: string;
  /** Asked on about the answer. */
  readonly next?: string;
  /** Where the model's own way of decoding would not do it, or not show it. */
  readonly params?: Params;
}

/** Worth a try on the model that ships; the paper's own demos among them. */
export const examples: readonly Example[] = [
  {
    name: "sprints",
    prompt:
      "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?",
  },
  {
    name: "clips, and on",
    prompt:
      "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did Natalia sell altogether in April and May?",
    next: "Natalia sold three times as many items in June as she did in May. How many items did she sell in these three months?",
  },
  {
    name: "result before its working",
    prompt:
      "Tom has 5 boxes with 8 books in each box. He buys 12 more books. How many books does he have now? Answer first.",
    // In one block the working may be there before the result that precedes it.
    params: { block_length: 64, gen_length: 64 },
  },
  { name: "sort", prompt: "Sort these numbers from smallest to largest: 42, 7, 93, 18, 65, 30." },
  { name: "French", prompt: "Translate into French: The house is big." },
  { name: "a story", prompt: "Tell me a story about a cat named Emma.", params: { gen_length: 128 } },
];

interface Props {
  /** What was asked so far, the newest last. */
  readonly asked: readonly string[];
  readonly onChoose: (prompt: string, params: Params | undefined) => void;
}

/** Questions to begin with; after one that has a second turn, that. */
export function Examples({ asked, onChoose }: Props) {
  const next = examples.find(({ prompt }) => prompt === asked.at(-1))?.next;
  const on: readonly Example[] = next ? [{ name: "and in June?", prompt: next }] : [];
  const offered = asked.length === 0 ? examples : on;
  return (
    <span class="examples">
      {offered.map(({ name, prompt, params }) => (
        <button key={name} type="button" class="example" title={prompt} onClick={() => onChoose(prompt, params)}>
          {name}
        </button>
      ))}
    </span>
  );
}
