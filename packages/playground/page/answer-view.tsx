import { useEffect, useMemo, useState } from "preact/hooks";
import { type Answer, type Cell, cellsAfter, visibleCells } from "./answer-state.js";

/** The answer as it unmasks, what it cost, and a slider that plays its steps again. */
export function AnswerView({ answer }: { readonly answer: Answer }) {
  const frames = "frames" in answer ? answer.frames : [];
  const [shown, setShown] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const over = answer.phase === "done";
  // A new answer is watched from its start.
  useEffect(() => setShown(undefined), [over]);
  const count = Math.min(shown ?? frames.length, frames.length);
  const genLength = "genLength" in answer ? answer.genLength : 0;
  const cells = useMemo(() => cellsAfter(genLength, frames, count), [genLength, frames, count]);
  const visible = visibleCells(cells);

  return (
    <div class="answer" data-phase={answer.phase}>
      <p class="canvas" aria-live="off">
        {cells.map((cell, position) => (
          <Token
            // A position is the token's identity: it stays while its content changes.
            key={position}
            cell={cell}
            position={position}
            beyond={position > visible}
            sameStep={pointed !== undefined && cell.token?.step === pointed}
            onPoint={setPointed}
          />
        ))}
        {answer.phase === "waiting" && <span class="wait">waiting for a worker…</span>}
        {answer.phase === "idle" && <span class="wait">The answer appears here, surest tokens first.</span>}
      </p>
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
  readonly onPoint: (step: number | undefined) => void;
}

function Token({ cell: { token, remasked }, position, beyond, sameStep, onPoint }: TokenProps) {
  if (!token) return <span class={remasked ? "mask again" : "mask"} title={`position ${position}: masked`} />;
  const names = ["token", beyond && "beyond", token.text === "" && "special", sameStep && "same"];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only adds to what the title says
    <span
      class={names.filter(Boolean).join(" ")}
      style={{ "--sure": `${Math.round(token.confidence * 100)}%` }}
      title={`step ${token.step + 1} · ${Math.round(token.confidence * 100)} % sure · position ${position}`}
      onMouseEnter={() => onPoint(token.step)}
      onMouseLeave={() => onPoint(undefined)}
    >
      {token.text === "" ? "·" : token.text}
    </span>
  );
}

function Cost({ answer, cells }: { readonly answer: Answer; readonly cells: readonly Cell[] }) {
  if (answer.phase === "done" && answer.result) {
    const { forwards, steps, completion_tokens: tokens, total_ms, queue_ms } = answer.result.usage;
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
