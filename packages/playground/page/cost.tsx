import type { Answer, Cell } from "./answer-state.js";
import type { Result } from "./events.js";

/** What an answer took. */
export interface Cost {
  readonly forwards: number;
  readonly steps: number;
  /** From its first step to its result. */
  readonly seconds: number;
  /** Visible ones; of an infilling, those that were filled in. */
  readonly tokens: number;
}

export function costOf({ usage, gaps }: Result): Cost {
  const filled = gaps?.reduce((sum, gap) => sum + gap.token_ids.length, 0);
  const { forwards, steps, completion_tokens, total_ms, queue_ms } = usage;
  return { forwards, steps, seconds: (total_ms - queue_ms) / 1000, tokens: filled || completion_tokens };
}

/** Its figures, while it runs those that are known. */
export function CostFigures({ answer, cells }: { readonly answer: Answer; readonly cells: readonly Cell[] }) {
  if (answer.phase === "done" && answer.result) {
    const { forwards, steps, seconds, tokens } = costOf(answer.result);
    return (
      <dl class="cost">
        <Figure name="forwards" value={String(forwards)} />
        <Figure name="steps" value={String(steps)} />
        <Figure name="time" value={`${seconds.toFixed(2)} s`} />
        <Figure name="tokens" value={String(tokens)} />
        <Figure name="tokens a forward" value={(tokens / Math.max(1, forwards)).toFixed(1)} />
        <Figure name="tokens a second" value={(tokens / Math.max(0.001, seconds)).toFixed(0)} />
      </dl>
    );
  }
  if (answer.phase !== "running") return null;
  return (
    <dl class="cost">
      <Figure name="forwards" value={String(answer.frames.at(-1)?.forwards ?? 0)} />
      <Figure name="masks left" value={String(cells.filter(({ token }) => !token).length)} />
    </dl>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
