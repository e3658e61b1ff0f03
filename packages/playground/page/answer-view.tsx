import { useEffect, useMemo, useState } from "preact/hooks";
import { type Answer, type Cell, cellsAfter, visibleCells } from "./answer-state.js";
import { CostFigures } from "./cost.js";
import { Token } from "./token.js";

interface Props {
  readonly answer: Answer;
  /** The tokens at these positions of the answer are to be filled anew. */
  readonly onFill: (cells: readonly Cell[], opened: ReadonlySet<number>) => void;
}

/** The answer as it unmasks, what it cost, a slider that plays its steps again, and gaps to be filled once it is there. */
export function AnswerView({ answer, onFill }: Props) {
  const frames = "frames" in answer ? answer.frames : [];
  const given = "given" in answer ? answer.given : [];
  const genLength = "genLength" in answer ? answer.genLength : 0;
  const [shown, setShown] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [focused, setFocused] = useState(0);
  const over = answer.phase === "done";
  // A new answer is watched from its start.
  useEffect(() => {
    setShown(undefined);
    setOpened(new Set());
  }, [over]);
  const count = Math.min(shown ?? frames.length, frames.length);
  const decoded = useMemo(() => cellsAfter(genLength, given, frames, count), [genLength, given, frames, count]);
  const cells = answer.phase === "waiting" ? answer.before : decoded;
  const visible = visibleCells(cells);
  const editable = over && count === frames.length;
  const toggle = (position: number, through: boolean) => {
    setFocused(position);
    const next = new Set(opened);
    if (through) {
      const [from, to] = [Math.min(focused, position), Math.max(focused, position)];
      for (let at = from; at <= to; at++) next.add(at);
    } else if (!next.delete(position)) next.add(position);
    setOpened(next);
  };
  /** One token of the answer is a tab stop; arrow keys go on from there (with Shift, opening), Enter and space open and close. */
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") return setOpened(new Set());
    const by = { ArrowRight: 1, ArrowLeft: -1, Enter: 0, " ": 0 }[event.key];
    if (!editable || by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(visible - 1, focused + by));
    if (by === 0 || event.shiftKey) toggle(next, event.shiftKey);
    setFocused(next);
    ((event.currentTarget as HTMLElement).children[next] as HTMLElement | undefined)?.focus();
  };

  return (
    <div class="answer" data-phase={answer.phase}>
      <p class="canvas" aria-live="off" onKeyDown={onKey}>
        {cells.map((cell, position) => (
          <Token
            // A position is the token's identity: it stays while its content changes.
            key={position}
            cell={cell}
            position={position}
            beyond={position > visible}
            tabIndex={
              editable && position < visible ? (position === Math.min(focused, visible - 1) ? 0 : -1) : undefined
            }
            opened={opened.has(position)}
            onToggle={toggle}
            sameStep={pointed !== undefined && cell.token?.step === pointed}
            onPoint={setPointed}
          />
        ))}
        {answer.phase === "waiting" && cells.length === 0 && <span class="wait">waiting for a worker…</span>}
        {answer.phase === "idle" && <span class="wait">The answer appears here, surest tokens first.</span>}
      </p>
      {opened.size > 0 && editable && (
        <div class="gaps">
          <button type="button" class="primary" onClick={() => onFill(cells, opened)}>
            Fill {opened.size === 1 ? "the gap" : `${opened.size} tokens`}
          </button>
          <button type="button" onClick={() => setOpened(new Set())}>
            Close {opened.size === 1 ? "it" : "them"}
          </button>
        </div>
      )}
      {answer.phase === "failed" && (
        <p class="error" role="alert">
          {answer.error}
        </p>
      )}
      <p class="unseen" role="status">
        {over ? `Answer: ${answer.result?.text}` : ""}
      </p>
      {frames.length > 0 && (
        <div class="replay">
          <input
            type="range"
            aria-label="step shown"
            min={0}
            max={frames.length}
            value={count}
            onInput={(event) => setShown(event.currentTarget.valueAsNumber)}
          />
          <span>
            step {count} of {frames.length}
          </span>
        </div>
      )}
      <CostFigures answer={answer} cells={cells} />
    </div>
  );
}
