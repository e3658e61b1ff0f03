import type { GenerateResponse, StreamEvent } from "@unmask/client";
import { withoutControls } from "./columns.js";

/** Passes events on, and keeps each token's text, by its position. */
export async function* keepTexts(
  events: AsyncIterable<StreamEvent>,
  texts: Map<number, string>,
): AsyncGenerator<StreamEvent> {
  for await (const event of events) {
    if (event.kind === "frame") {
      if (event.frame.snapshot) texts.clear();
      for (const { position, text } of event.frame.commits) texts.set(position, text);
    }
    yield event;
  }
}

/** A line for each step: the tokens of the answer that it committed, and how sure it was of them. */
export function commitOrder(
  { commitSteps, confidences }: Pick<GenerateResponse, "commitSteps" | "confidences">,
  texts: ReadonlyMap<number, string>,
): string {
  const steps = new Map<number, string[]>();
  for (const [position, step] of commitSteps.entries()) {
    const token = withoutControls(JSON.stringify(texts.get(position) ?? ""));
    const shown = step < 0 ? token : `${token} ${confidences[position]!.toFixed(2)}`;
    steps.set(step, [...(steps.get(step) ?? []), shown]);
  }
  const lines = [...steps].sort(([a], [b]) => a - b);
  const name = (step: number) => (step < 0 ? "given" : `step ${step}`);
  const width = Math.max(...lines.map(([step]) => name(step).length));
  return lines.map(([step, tokens]) => `${name(step).padEnd(width)}  ${tokens.join("  ")}\n`).join("");
}
