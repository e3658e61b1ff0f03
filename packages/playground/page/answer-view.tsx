import { useEffect, useMemo, useState } from "preact/hooks";
import { type Answer, type Cell, cellsAfter, visibleCells } from "./answer-state.js";
import { type Part, partsWith } from "./gaps.js";

interface Props {
  readonly answer: Answer;
  readonly onFill: (parts: readonly Part[]) => void;
}

/** The answer as it unmasks, what it cost, a slider that plays its steps again, and gaps to be filled once it is there. */
export function AnswerView({ answer, onFill }: Props) {
  const frames = "frames" in answer ? answer.frames : [];
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
  const genLength = "genLength" in answer ? answer.genLength : 0;
  const cells = useMemo(() => cellsAfter(genLength, frames, count), [genLength, frames, count]);
  const visible = visibleCells(cells);
  const editable = over && count === frames.length;
  const toggle = (position: number) => {
    setFocused(position);
    const next = new Set(opened);
    if (!next.delete(position)) next.add(position);
    setOpened(next);
  };
  /** One token of the answer is a tab stop; arrow keys go on from there, Enter and space open and close. */
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Enter: 0, " ": 0 }[event.key];
    if (!editable || by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(visible - 1, focused + by));
    if (by === 0) toggle(next);
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
        {answer.phase === "waiting" && <span class="wait">waiting for a worker…</span>}
        {answer.phase === "idle" && <span class="wait">The answer appears here, surest tokens first.</span>}
      </p>
      {opened.size > 0 && editable && (
        <div class="gaps">
          <button type="button" class="primary" onClick={() => onFill(partsWith(cells, opened))}>
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
        {answer.phase === "done" ? `Answer: ${answer.result?.text}` : ""}
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
      <Cost answer={answer} cells={cells} />
    </div>
  );
}

interface TokenProps {
  readonly cell: Cell;
  readonly position: number;
  /** Behind the answer's end. */
  readonly beyond: boolean;
  readonly sameStep: boolean;
  /** Undefined where it cannot be opened. */
  readonly tabIndex: number | undefined;
  readonly opened: boolean;
  readonly onToggle: (position: number) => void;
  readonly onPoint: (step: number | undefined) => void;
}

function Token({ cell: { token, remasked }, position, onToggle, onPoint, ...props }: TokenProps) {
  const { beyond, sameStep, tabIndex, opened } = props;
  if (!token) return <span class={remasked ? "mask again" : "mask"} title={`position ${position}: masked`} />;
  const names = ["token", beyond && "beyond", token.text === "" && "special", sameStep && "same", opened && "opened"];
  const when = token.step < 0 ? "given" : `step ${token.step + 1} · ${Math.round(token.confidence * 100)} % sure`;
  const shared = {
    class: names.filter(Boolean).join(" "),
    style: { "--sure": `${Math.round(token.confidence * 100)}%` },
    title: `${when} · position ${position}`,
    onMouseEnter: () => onPoint(token.step),
    onMouseLeave: () => onPoint(undefined),
    children: token.text === "" ? "·" : token.text,
  };
  if (tabIndex === undefined) return <span {...shared} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button's text could not be selected and copied
    // biome-ignore lint/a11y/useKeyWithClickEvents: the canvas has the keys of all its tokens
    <span
      {...shared}
      role="button"
      tabIndex={tabIndex}
      aria-pressed={opened}
      onClick={() => document.getSelection()?.isCollapsed !== false && onToggle(position)}
      onFocus={() => onPoint(token.step)}
      onBlur={() => onPoint(undefined)}
    />
  );
}

function Cost({ answer, cells }: { readonly answer: Answer; readonly cells: readonly Cell[] }) {
  if (answer.phase === "done" && answer.result) {
    const { forwards, steps, completion_tokens, total_ms, queue_ms } = answer.result.usage;
    const filled = answer.result.gaps?.reduce((sum, gap) => sum + gap.token_ids.length, 0);
    const tokens = filled || completion_tokens;
    const seconds = (total_ms - queue_ms) / 1000;
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
  const open = cells.filter(({ token }) => !token).length;
  return (
    <dl class="cost">
      <Figure name="forwards" value={String(answer.frames.at(-1)?.forwards ?? 0)} />
      <Figure name="masks left" value={String(open)} />
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
